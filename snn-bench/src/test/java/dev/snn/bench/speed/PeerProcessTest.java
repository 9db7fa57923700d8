package dev.snn.bench.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class PeerProcessTest {
  private static final String READY = "echo '{\"version\": \"9.9\"}'";

  @TempDir Path dir;

  private PeerProcess start(SpeedListener listener, String... lines) throws IOException {
    return PeerProcess.start(Path.of("/bin/sh"), Tiny.script(dir, lines), dir, 3, listener);
  }

  @Test
  void asksInWordsAndReadsJson() throws IOException {
    try (PeerProcess peer =
        start(
            SpeedListener.SILENT,
            "echo \"{\\\"threads\\\": $2, \\\"omp\\\": $OMP_NUM_THREADS}\"",
            "read line; echo \"$line\" >\"$1/asked\"",
            "echo '{\"millis\": [2.5, 3], \"first_loss\": 0.25, \"peak_rss_mb\": 12}'")) {
      assertThat(peer.description().path("threads").asInt()).isEqualTo(3);
      assertThat(peer.description().path("omp").asInt()).isEqualTo(3);

      PeerProcess.Answer answer = peer.run(Phase.INFER, "hoisted", 2);

      assertThat(answer.millis()).containsExactly(2.5, 3.0);
      assertThat(answer.firstLoss()).isEqualTo(0.25);
      assertThat(answer.peakMegabytes().asDouble()).isEqualTo(12);
      assertThat(dir.resolve("asked")).hasContent("infer hoisted 2");
    }
  }

  @Test
  void aPeerThatEndsSaysWhy() {
    assertThatThrownBy(
            () -> start(SpeedListener.SILENT, "echo trace >&2", "echo 'no such layer' >&2; exit 3"))
        .isInstanceOf(PeerFailure.class)
        .hasMessage("the peer has ended without an answer: no such layer");
  }

  @Test
  void aPeerThatEndsLater() throws IOException {
    try (PeerProcess peer = start(SpeedListener.SILENT, READY, "read line")) {
      assertThatThrownBy(() -> peer.run(Phase.TRAIN, "hoisted", 2))
          .isInstanceOf(PeerFailure.class)
          .hasMessage("the peer has ended without an answer");
    }
  }

  @Test
  void anAnswerThatIsNoJson() {
    assertThatThrownBy(() -> start(SpeedListener.SILENT, "echo hello", "read line"))
        .isInstanceOf(PeerFailure.class)
        .hasMessage("the peer answered something else than JSON.");
  }

  @Test
  void anAnswerWithTooFewTimes() throws IOException {
    try (PeerProcess peer =
        start(SpeedListener.SILENT, READY, "read line", "echo '{\"millis\": [1]}'")) {
      assertThatThrownBy(() -> peer.run(Phase.TRAIN, "hoisted", 2))
          .isInstanceOf(PeerFailure.class)
          .hasMessage("the peer answered something else than times: {\"millis\":[1]}.");
    }
  }

  @Test
  void whoStopsWaitingKillsThePeer() throws Exception {
    SpeedListener stop =
        new SpeedListener() {
          @Override
          public void check() {
            if (Files.exists(dir.resolve("pid"))) {
              throw new CancellationException();
            }
          }
        };
    assertThatThrownBy(
            () -> start(stop, "echo $$ >\"$1/pid.new\"; mv \"$1/pid.new\" \"$1/pid\"; sleep 50"))
        .isInstanceOf(CancellationException.class);
    requireDead();
  }

  @Test
  void closingEndsAPeerThatHangs() throws Exception {
    start(SpeedListener.SILENT, "echo $$ >\"$1/pid\"", READY, "sleep 50").close();
    requireDead();
  }

  private void requireDead() throws Exception {
    long pid = Long.parseLong(Files.readString(dir.resolve("pid")).strip());
    ProcessHandle.of(pid).ifPresent(p -> p.onExit().orTimeout(20, TimeUnit.SECONDS).join());
    assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
  }
}
