package dev.snn.spark.task;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * What a task gives back, in bytes that need no class: what the run left, or why it cannot be done.
 */
public final class Answer {
  private static final byte DONE = 0;
  private static final byte REFUSED = 1;

  private Answer() {}

  /** What a run left, as the driver reads it. */
  public static byte[] done(byte[] content) {
    byte[] all = new byte[content.length + 1];
    all[0] = DONE;
    System.arraycopy(content, 0, all, 1, content.length);
    return all;
  }

  /** A sentence for the user. */
  public static byte[] refused(String sentence) {
    byte[] all = done(sentence.getBytes(StandardCharsets.UTF_8));
    all[0] = REFUSED;
    return all;
  }

  /**
   * What a run left.
   *
   * @throws Refusal where it was refused
   */
  public static byte[] content(byte[] answer) throws Refusal {
    byte[] content = Arrays.copyOfRange(answer, 1, answer.length);
    if (answer[0] == REFUSED) {
      throw new Refusal(new String(content, StandardCharsets.UTF_8));
    }
    return content;
  }
}
