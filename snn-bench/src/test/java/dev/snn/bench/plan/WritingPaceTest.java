package dev.snn.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WritingPaceTest {
  private static final long MILLI = 1_000_000;
  private long now;

  /** How often a table is written, and how much of the time that takes, in ms. */
  private record Course(int writings, double millis) {}

  private Course course(int runs, long millisPerRun, long millisPerWriting) {
    now = 0;
    WritingPace pace = new WritingPace(() -> now);
    int writings = 0;
    for (int k = 0; k < runs; k++) {
      now += millisPerRun * MILLI;
      if (pace.isDueAfterOneMoreRun()) {
        pace.begin();
        now += millisPerWriting * MILLI;
        pace.end();
        writings++;
      }
    }
    return new Course(writings, (double) writings * millisPerWriting);
  }

  @Test
  void aSmallTableIsWrittenAfterEachRun() {
    assertThat(course(20, 500, 5).writings()).isEqualTo(20);
  }

  @Test
  void writingTakesAtMostTenMillisecondsPerRun() {
    Course course = course(2000, 1000, 300);

    assertThat(course.millis() / 2000).isBetween(8.0, 10.2);
  }

  @Test
  void whereRunsAreShortItTakesAtMostATwentiethOfTheTime() {
    Course course = course(2000, 10, 300);

    assertThat(course.millis() / (2000 * 10)).isBetween(0.03, 0.07);
  }

  @Test
  void whereRunsAreLongAThousandthOfTheTimeIsAlwaysGranted() {
    assertThat(course(50, 600_000, 300).writings()).isEqualTo(50);
  }
}
