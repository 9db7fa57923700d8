package dev.snn.app.terminal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.engine.record.RunId;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CancellationException;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class BarTest {
  private static final RunId ID = new RunId("decoders", "vib", 1);

  @Test
  void rateLossAndTimeLeft() {
    assertThat(BarText.text("[3/18] vib, seed 1", "loss 0.3121", 40, 100, 2, 90))
        .isEqualTo(
            "[3/18] vib, seed 1 [==========                 ]"
                + " 40 %, 20 steps/s, loss 0.3121, 3.0 s left");
  }

  @Property(tries = 200)
  void neverLongerThanTheTerminal(
      @ForAll @IntRange(min = 0, max = 1000) int done,
      @ForAll @IntRange(min = 10, max = 200) int width) {
    String text = BarText.text("[3/18] vib, seed 1", "loss 0.3121", done, 1000, 1.5, width);

    assertThat(text.length()).isLessThanOrEqualTo(width);
  }

  @Test
  void noNumbersBeforeTheFirstStep() {
    assertThat(BarText.text("majority, seed 1", "test", 0, -1, 0, 80))
        .isEqualTo("majority, seed 1, test");
    assertThat(BarText.text("rate, seed 1", "loss 2.3", 1, 48, 0.001, 80))
        .contains(" 2 %, loss 2.3")
        .doesNotContain("steps/s", "left");
  }

  @Test
  void numbersDoNotDependOnTheLocale() {
    Locale before = Locale.getDefault();
    Locale.setDefault(Locale.GERMANY);
    try {
      assertThat(BarText.text("a", "", 1, 2, 2, 80)).contains("0.5 steps/s", "2.0 s left");
    } finally {
      Locale.setDefault(before);
    }
  }

  @Test
  void durations() {
    assertThat(Lines.duration(3.14)).isEqualTo("3.1 s");
    assertThat(Lines.duration(61)).isEqualTo("1 min 01 s");
    assertThat(Lines.duration(3 * 3600 + 125)).isEqualTo("3 h 02 min");
  }

  @Test
  @Timeout(20)
  void theBarIsDrawnAndCleared() throws InterruptedException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    PrintStream err = new PrintStream(bytes, true, StandardCharsets.UTF_8);

    try (BarProgress progress = new BarProgress(err, 100, false)) {
      progress.runStarted(ID, 3, 18);
      progress.progress(ID, "train", 5, 10, 0.5);
      progress.progress(ID, "train", 10, 10, 0.25);
      while (!bytes.toString(StandardCharsets.UTF_8).contains("loss 0.2500")) {
        Thread.sleep(20);
      }
    }

    String drawn = bytes.toString(StandardCharsets.UTF_8);
    assertThat(drawn).contains("[3/18] vib, seed 1", "100 %", "loss 0.2500").endsWith(" \r");
    assertThat(drawn.lines().mapToInt(String::length).max().orElseThrow()).isLessThan(100);
  }

  @Test
  void ofTwoRunsAtATimeOneHasTheBarAndBothTheirNumbers() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    RunId other = new RunId("decoders", "rate", 2);
    Lines lines = new Lines();
    lines.runStarted(ID, 3, 18);
    lines.runStarted(other, 4, 18);
    assertThat(lines.head(ID)).isEqualTo("[3/18] vib, seed 1");
    assertThat(lines.head(other)).isEqualTo("[4/18] rate, seed 2");

    try (BarProgress progress =
        new BarProgress(new PrintStream(bytes, true, StandardCharsets.UTF_8), 100, false)) {
      progress.runStarted(ID, 3, 18);
      progress.runStarted(other, 4, 18);
      progress.progress(ID, "train", 5, 10, 0.5);
      progress.progress(other, "train", 7, 10, 0.25);
    }
    assertThat(bytes.toString(StandardCharsets.UTF_8)).doesNotContain("rate, seed 2");
  }

  @Test
  void linesStayAboveTheBar() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    BarLine line = new BarLine(new PrintStream(bytes, true, StandardCharsets.UTF_8), 20);

    line.accept("half of it");
    line.accept("all");
    line.line("done");

    assertThat(bytes.toString(StandardCharsets.UTF_8))
        .isEqualTo("\rhalf of it\rall" + " ".repeat(7) + "\r" + " ".repeat(7) + "\rdone\n");
  }

  @Test
  void aWishToStopStopsTheWork() {
    Stop stop = new Stop();
    Stoppable progress = new Stoppable(Progress.quiet(System.err), stop);
    progress.progress(ID, "train", 1, 2, 0.5);

    stop.request();

    assertThatThrownBy(() -> progress.progress(ID, "train", 2, 2, 0.5))
        .isInstanceOf(CancellationException.class);
  }
}
