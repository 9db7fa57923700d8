package dev.snn.bench.speed;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A peer in a process of its own: one line of text asks, one line of JSON answers. The first line
 * comes unasked and describes the peer. Its standard input closed, or this closed, it ends.
 */
final class PeerProcess implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int POLL_MILLIS = 50;

  private final Process process;
  private final Writer commands;
  private final Path errors;
  private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
  private final Thread reader;
  private final SpeedListener listener;
  private final JsonNode description;

  private PeerProcess(Process process, Path errors, SpeedListener listener) {
    this.process = process;
    this.errors = errors;
    this.listener = listener;
    this.commands = process.outputWriter(StandardCharsets.UTF_8);
    this.reader = new Thread(this::read, "snn-peer");
    reader.setDaemon(true);
    reader.start();
    this.description = answer();
  }

  /**
   * Starts a peer and waits until it is ready.
   *
   * @param script what the interpreter runs, with the folder and the number of threads
   */
  static PeerProcess start(
      Path python, Path script, Path folder, int threads, SpeedListener listener) {
    return start(List.of(python.toString(), script.toString()), folder, threads, listener);
  }

  /**
   * Starts a peer and waits until it is ready.
   *
   * @param command to which the folder and the number of threads are added
   */
  static PeerProcess start(List<String> command, Path folder, int threads, SpeedListener listener) {
    String n = String.valueOf(threads);
    Path errors = folder.resolve("errors-" + n);
    List<String> words = new ArrayList<>(command);
    words.addAll(List.of(folder.toString(), n));
    ProcessBuilder builder = new ProcessBuilder(words).redirectError(errors.toFile());
    for (String library : List.of("OMP", "OPENBLAS", "MKL")) {
      builder.environment().put(library + "_NUM_THREADS", n);
    }
    // Nothing may be written beside the script.
    builder.environment().put("PYTHONDONTWRITEBYTECODE", "1");
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw new PeerFailure("the peer does not start: " + e.getMessage() + ".");
    }
    try {
      return new PeerProcess(process, errors, listener);
    } catch (RuntimeException e) {
      process.destroyForcibly();
      throw e;
    }
  }

  /** What the peer says about itself: {@code version, blas, threads}. */
  JsonNode description() {
    return description;
  }

  /**
   * What a command measured.
   *
   * @param millis of each step
   * @param firstLoss of the first step of its kind
   * @param peakMegabytes missing where the system does not say
   */
  record Answer(List<Double> millis, double firstLoss, JsonNode peakMegabytes) {}

  /** Lets the peer take steps. */
  Answer run(Phase phase, String loop, int steps) {
    JsonNode answer = ask(phase.key() + " " + loop, steps);
    if (!answer.path("first_loss").isNumber()) {
      throw noTimes(answer);
    }
    return new Answer(
        millis(answer), answer.path("first_loss").asDouble(), answer.path("peak_rss_mb"));
  }

  /** Lets the peer multiply two large matrices, so many times. */
  Times products(int times) {
    return Times.ofMillis(millis(ask("product large", times)));
  }

  /** Lets the peer do something so many times; the answer has a time for each. */
  JsonNode ask(String what, int times) {
    try {
      commands.write(what + " " + times + "\n");
      commands.flush();
    } catch (IOException e) {
      throw ended();
    }
    JsonNode answer = answer();
    if (answer.path("millis").size() != times) {
      throw noTimes(answer);
    }
    return answer;
  }

  /** The times of an answer. */
  static List<Double> millis(JsonNode answer) {
    List<Double> millis = new ArrayList<>();
    answer.path("millis").forEach(time -> millis.add(time.asDouble()));
    return millis;
  }

  private static PeerFailure noTimes(JsonNode answer) {
    return new PeerFailure("the peer answered something else than times: " + answer + ".");
  }

  private JsonNode answer() {
    try {
      String line = null;
      while (line == null) {
        listener.check();
        boolean over = !reader.isAlive();
        line = answers.poll(POLL_MILLIS, TimeUnit.MILLISECONDS);
        if (line == null && over) {
          throw ended();
        }
      }
      return JSON.readTree(line);
    } catch (JsonProcessingException e) {
      throw new PeerFailure("the peer answered something else than JSON.");
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new PeerFailure("interrupted while waiting for the peer.");
    }
  }

  private void read() {
    try (BufferedReader in = process.inputReader(StandardCharsets.UTF_8)) {
      String line;
      while ((line = in.readLine()) != null) {
        answers.add(line);
      }
    } catch (IOException e) {
      // The process has ended; whoever waits for an answer sees that.
      return;
    }
  }

  private PeerFailure ended() {
    String last = "";
    try {
      List<String> lines = Files.readAllLines(errors);
      last = lines.isEmpty() ? "" : ": " + lines.get(lines.size() - 1).strip();
    } catch (IOException e) {
      last = "";
    }
    return new PeerFailure("the peer has ended without an answer" + last);
  }

  /** Ends the process. */
  @Override
  public void close() {
    process.destroyForcibly();
    try {
      process.waitFor(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
