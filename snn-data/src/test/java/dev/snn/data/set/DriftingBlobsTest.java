package dev.snn.data.set;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Recording;
import dev.snn.api.data.Samples;
import dev.snn.api.metric.Metric;
import dev.snn.api.tensor.Tensor;
import dev.snn.testkit.TestContext;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DriftingBlobsTest {
  private static Dataset data(int delta) {
    return new DriftingBlobs()
        .create(
            new DriftingBlobs.Config(20, 5, 10, 100, delta, false),
            TestContext.of(1, DriftingBlobsTest.class.getClassLoader()));
  }

  @Test
  void everyPatternHasItsNumber() {
    Set<Integer> seen = new HashSet<>();
    for (int a = 0; a < 20; a++) {
      for (int b = 0; b < 20; b++) {
        int pattern = BlobPatterns.of(a, b);
        seen.add(pattern);
        assertThat(BlobPatterns.lines(pattern))
            .containsExactly(a == b ? new int[] {a} : new int[] {Math.min(a, b), Math.max(a, b)});
      }
    }
    assertThat(seen).hasSize(210).contains(0, 209);
    assertThat(BlobPatterns.of(0, 1)).isEqualTo(20);
    assertThat(BlobPatterns.of(19, 18)).isEqualTo(209);
  }

  @Test
  void distances() {
    assertThat(BlobPatterns.distance(3, 3)).isZero();
    assertThat(BlobPatterns.distance(3, 4)).isEqualTo(2);
    assertThat(BlobPatterns.distance(3, BlobPatterns.of(3, 9))).isEqualTo(1);
    assertThat(BlobPatterns.distance(BlobPatterns.of(1, 2), BlobPatterns.of(2, 5))).isEqualTo(2);
    assertThat(BlobPatterns.distance(BlobPatterns.of(1, 2), BlobPatterns.of(4, 5))).isEqualTo(4);
  }

  /** Against the reference's way: the bin, of those that begin at -pi, that is nearest to x. */
  @Test
  void linesLieWhereTheOptionSays() {
    double width = 2 * Math.PI / 20;
    for (double x = -Math.PI; x < Math.PI; x += 0.0123) {
      int nearest = 0;
      for (int k = 1; k < 20; k++) {
        if (Math.abs(-Math.PI + k * width - x) < Math.abs(-Math.PI + nearest * width - x)) {
          nearest = k;
        }
      }
      assertThat(BlobSequence.line(x, true)).as("x = %s", x).isEqualTo(nearest);
      assertThat(BlobSequence.line(x, false)).isEqualTo((int) Math.floor((x + Math.PI) / width));
      assertThat(BlobSequence.line(x + 2 * Math.PI, true)).isEqualTo(nearest);
    }
  }

  /** The pattern of each step, as its spikes show it. */
  private static int[] shown(Recording recording) {
    int[] patterns = new int[100];
    for (int t = 0; t < 100; t++) {
      int first = -1;
      int last = -1;
      for (int e = 0; e < recording.events(); e++) {
        if (recording.timesUs()[e] / 1000 == t) {
          first = first < 0 ? recording.x()[e] : first;
          last = recording.x()[e];
        }
      }
      patterns[t] = BlobPatterns.of(first, last);
    }
    return patterns;
  }

  @Test
  void theClassOfAStepIsThePatternDeltaStepsAway() {
    int[] indices = {0, 7, 19};
    Samples now = data(0).train().gather(indices);
    for (int delta : new int[] {-3, -1, 0, 1, 3}) {
      Samples other = data(delta).train().gather(indices);
      for (int b = 0; b < indices.length; b++) {
        int[] patterns = shown(other.recordings()[b]);
        assertThat(patterns).isEqualTo(now.stepLabels()[b]);
        for (int t = 3; t < 97; t++) {
          assertThat(other.stepLabels()[b][t]).isEqualTo(patterns[t + delta]);
        }
      }
    }
  }

  @Test
  void sequencesBelongToTheirNumberWhateverElseThereIs() {
    Samples one = data(0).train().gather(new int[] {7});
    Samples among = data(0).train().gather(new int[] {3, 7});
    assertThat(among.stepLabels()[1]).isEqualTo(one.stepLabels()[0]);
    assertThat(among.ids()[1]).isEqualTo(one.ids()[0]);
    assertThat(data(0).test().gather(new int[] {7}).stepLabels()[0])
        .isNotEqualTo(one.stepLabels()[0]);
    assertThat(data(0).test().gather(new int[] {7}).ids()[0]).isNotEqualTo(one.ids()[0]);
  }

  /** A blob begins spread over +- pi/2 + noise and narrows with A: the middle is most frequent. */
  @Test
  void blobsBeginAtHalfTheCircleAndCloseInOnTheMiddle() {
    int[] counts = new int[2];
    double[] early = new double[2];
    Dataset data = data(0);
    for (int i = 0; i < 20; i++) {
      Recording r = data.train().gather(new int[] {i}).recordings()[0];
      for (int e = 0; e < r.events(); e++) {
        int part = r.timesUs()[e] < 20_000 ? 0 : r.timesUs()[e] >= 80_000 ? 1 : -1;
        if (part >= 0) {
          counts[part]++;
          early[part] += Math.abs(r.x()[e] - 9.5);
        }
      }
    }
    assertThat(early[1] / counts[1]).isLessThan(early[0] / counts[0]);
  }

  @Test
  void theShareOfWrongLines() {
    Metric metric =
        new PatternMse()
            .create(
                new PatternMse.Config(),
                TestContext.of(1, getClass().getClassLoader()).withDataset(data(0).info()));
    Tensor prediction = Tensor.zeros(2, 1, 210);
    prediction.row(0, 0)[5] = 1;
    prediction.row(1, 0)[BlobPatterns.of(1, 2)] = 1;
    Samples targets =
        new Samples(new long[1], null, null, null, null, new int[][] {{5, BlobPatterns.of(4, 5)}});
    Metric.Sum sum = metric.start();
    assertThat(sum.value()).isNaN();
    sum.add(prediction, targets);
    assertThat(sum.value()).isCloseTo(0.5 * 4 / 20, offset(1e-12));
  }

  @Test
  void otherDataHaveNoPatterns() {
    assertThatThrownBy(
            () ->
                new PatternMse()
                    .create(
                        new PatternMse.Config(), TestContext.of(1, getClass().getClassLoader())))
        .hasMessage("pattern-mse is for the data set 'drifting-blobs', not for 'test'.");
  }
}
