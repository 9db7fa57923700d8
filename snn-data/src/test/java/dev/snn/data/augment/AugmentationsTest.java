package dev.snn.data.augment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.snn.api.data.Augmentation;
import dev.snn.api.data.AugmentationPlugin;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Recording;
import dev.snn.api.random.Draws;
import dev.snn.testkit.TestContext;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What each augmentation does, against a few lines of arithmetic. */
class AugmentationsTest {
  private static final int SIDE = 5;

  private static DatasetInfo info(DatasetInfo.Kind kind, int width, int height, int channels) {
    return new DatasetInfo("toy", kind, width, height, channels, 2, 0, "toy", Map.of(), "toy");
  }

  private static <C extends Record> Augmentation make(
      AugmentationPlugin<C> plugin, C config, DatasetInfo info) {
    TestContext context = TestContext.of(0, AugmentationsTest.class.getClassLoader());
    return plugin.create(config, context.withDataset(info));
  }

  private static Augmentation ofPictures(Shift.Config config) {
    return make(new Shift(), config, info(DatasetInfo.Kind.VALUES, SIDE, SIDE, 1));
  }

  /** One white pixel in the middle; (2, 2) of 5 x 5. */
  private static float[] dot() {
    float[] picture = new float[SIDE * SIDE];
    picture[2 * SIDE + 2] = 1;
    return picture;
  }

  private static float[] ramp(int n) {
    float[] values = new float[n];
    for (int k = 0; k < n; k++) {
      values[k] = k + 1;
    }
    return values;
  }

  @Test
  void aShiftedDotReachesEveryPlaceAndNoOther() {
    Augmentation shift = ofPictures(new Shift.Config(1, Fill.ZEROS));
    Set<Integer> places = new TreeSet<>();
    for (int k = 0; k < 300; k++) {
      float[] moved = shift.values(dot(), Draws.bits(3, k));
      int at = 0;
      for (int i = 0; i < moved.length; i++) {
        at = moved[i] == 1 ? i : at;
      }
      assertThat(moved).containsOnlyOnce(1);
      places.add(at);
    }
    assertThat(places).containsExactly(6, 7, 8, 11, 12, 13, 16, 17, 18);
  }

  @Test
  void whatComesInFromOutside() {
    assertThat(Fill.ZEROS.index(-1, 4)).isEqualTo(-1);
    assertThat(Fill.EDGE.index(-3, 4)).isZero();
    assertThat(Fill.EDGE.index(9, 4)).isEqualTo(3);
    int[] reflected = new int[12];
    for (int k = 0; k < reflected.length; k++) {
      reflected[k] = Fill.REFLECT.index(k - 4, 4);
    }
    assertThat(reflected).containsExactly(2, 3, 2, 1, 0, 1, 2, 3, 2, 1, 0, 1);
    assertThat(Fill.REFLECT.index(-2, 1)).isZero();
  }

  @Test
  void aCertainFlipMirrorsEachChannel() {
    Augmentation flip =
        make(new Flip(), new Flip.Config(1, 0), info(DatasetInfo.Kind.VALUES, 3, 2, 2));
    assertThat(flip.values(ramp(12), 1)).containsExactly(3, 2, 1, 6, 5, 4, 9, 8, 7, 12, 11, 10);
    Augmentation upside =
        make(new Flip(), new Flip.Config(0, 1), info(DatasetInfo.Kind.VALUES, 3, 2, 2));
    assertThat(upside.values(ramp(12), 1)).containsExactly(4, 5, 6, 1, 2, 3, 10, 11, 12, 7, 8, 9);
  }

  @Test
  void aFlipHappensAsOftenAsItSays() {
    Augmentation flip =
        make(new Flip(), new Flip.Config(0.3, 0), info(DatasetInfo.Kind.VALUES, 3, 2, 1));
    int flipped = 0;
    for (int k = 0; k < 4000; k++) {
      flipped += flip.values(ramp(6), Draws.bits(9, k))[0] == 3 ? 1 : 0;
    }
    // Four standard deviations.
    assertThat(flipped / 4000.0).isCloseTo(0.3, within(0.03));
  }

  @Test
  void turningKeepsTheMiddleAndTheSumOfADot() {
    Augmentation rotate =
        make(
            new Rotate(),
            new Rotate.Config(180, Fill.ZEROS),
            info(DatasetInfo.Kind.VALUES, SIDE, SIDE, 1));
    for (int k = 0; k < 50; k++) {
      assertThat(rotate.values(dot(), Draws.bits(4, k))[2 * SIDE + 2]).isEqualTo(1f);
    }
  }

  @Test
  void aQuarterTurnAndItsInverse() {
    Affine quarter = new Affine(0, -1, 4, 1, 0, 0);
    assertThat(quarter.u(1, 3)).isEqualTo(1);
    assertThat(quarter.v(1, 3)).isEqualTo(1);
    Affine any = new Affine(0.8, -0.6, 1.5, 0.6, 0.8, -2);
    Affine back = any.inverse();
    double u = any.u(3, 7);
    double v = any.v(3, 7);
    assertThat(back.u(u, v)).isCloseTo(3, within(1e-12));
    assertThat(back.v(u, v)).isCloseTo(7, within(1e-12));
  }

  @Test
  void aSmallWindowOfARampIsARampOfSmallerSlope() {
    Augmentation crop =
        make(
            new Crop(),
            new Crop.Config(0, 0.25, Fill.EDGE),
            info(DatasetInfo.Kind.VALUES, 8, 8, 1));
    float[] ramp = new float[64];
    for (int i = 0; i < 64; i++) {
      ramp[i] = i % 8;
    }
    for (int k = 0; k < 50; k++) {
      float[] window = crop.values(ramp, Draws.bits(5, k));
      float slope = window[3] - window[2];
      assertThat(slope).isBetween(0.5f - 1e-6f, 1f + 1e-6f);
      assertThat(window[4] - window[3]).isCloseTo(slope, within(1e-5f));
    }
  }

  @Test
  void padAndCropIsAShift() {
    DatasetInfo info = info(DatasetInfo.Kind.VALUES, 6, 6, 1);
    Augmentation crop = make(new Crop(), new Crop.Config(2, 1, Fill.REFLECT), info);
    Augmentation shift = make(new Shift(), new Shift.Config(2, Fill.REFLECT), info);
    for (int k = 0; k < 20; k++) {
      long key = Draws.bits(6, k);
      assertThat(crop.values(ramp(36), key)).containsExactly(shift.values(ramp(36), key));
    }
  }

  private static Recording events(int n) {
    int[] times = new int[n];
    short[] x = new short[n];
    byte[] polarity = new byte[n];
    for (int e = 0; e < n; e++) {
      times[e] = 10 * e;
      x[e] = (short) (e % 3);
      polarity[e] = (byte) (e % 2);
    }
    return new Recording(times, x, new short[n], polarity, 10 * n);
  }

  private static DatasetInfo camera() {
    return info(DatasetInfo.Kind.RECORDINGS, 4, 3, 2);
  }

  @Test
  void eventsMoveAsPicturesDo() {
    Augmentation flip = make(new Flip(), new Flip.Config(1, 1), camera());
    Recording flipped = flip.recording(events(4), 1);
    assertThat(flipped.x()).containsExactly(3, 2, 1, 3);
    assertThat(flipped.y()).containsOnly(2);
    assertThat(flipped.timesUs()).containsExactly(0, 10, 20, 30);
    assertThat(flipped.polarity()).containsExactly(0, 1, 0, 1);
  }

  @Test
  void eventsOfARowOfChannelsStayInIt() {
    DatasetInfo ear = info(DatasetInfo.Kind.RECORDINGS, 10, 1, 1);
    Recording moved =
        make(new Shift(), new Shift.Config(3, Fill.ZEROS), ear).recording(events(9), 8);
    assertThat(moved.y()).containsOnly(0);
    assertThat(moved.events()).isPositive();
  }

  @Test
  void asManyEventsAreDroppedAsItSays() {
    Augmentation drop = make(new Drop(), new Drop.Config(0.2), camera());
    // Four standard deviations of 20,000 draws.
    assertThat(drop.recording(events(20_000), 7).events() / 20_000.0)
        .isCloseTo(0.8, within(0.0114));
    assertThatThrownBy(() -> new Drop.Config(1))
        .hasMessage(
            "probability must be below 1, as nothing is left of an example otherwise, got 1.0");
  }

  @Test
  void jitterHasTheDeviationItSays() {
    int n = 20_000;
    Recording r =
        new Recording(new int[n], new short[n], new short[n], new byte[n], Integer.MAX_VALUE);
    java.util.Arrays.fill(r.timesUs(), 1_000_000);
    Augmentation jitter = make(new Jitter(), new Jitter.Config(5, 0), camera());
    double sum = 0;
    double squares = 0;
    for (int time : jitter.recording(r, 11).timesUs()) {
      double d = time - 1_000_000.0;
      sum += d;
      squares += d * d;
    }
    assertThat(sum / n).isCloseTo(0, within(4 * 5000 / Math.sqrt(n)));
    assertThat(Math.sqrt(squares / n)).isCloseTo(5000, within(100.0));
  }

  @Test
  void jitterKeepsEachEventWhole() {
    Recording given = events(300);
    Recording moved = make(new Jitter(), new Jitter.Config(0.05, 0), camera()).recording(given, 12);
    assertThat(moved.timesUs()).isSorted();
    // Column and polarity of events(n) go together: 0 1 2 0 1 2 with 0 1 0 1 0 1.
    int[] before = new int[6];
    int[] after = new int[6];
    for (int e = 0; e < 300; e++) {
      before[2 * given.x()[e] + given.polarity()[e]]++;
      after[2 * moved.x()[e] + moved.polarity()[e]]++;
    }
    assertThat(after).containsExactly(before);
    assertThat(moved.x()).isNotEqualTo(given.x());
  }

  @Test
  void polaritiesAreSwappedTogether() {
    Augmentation flip = make(new PolarityFlip(), new PolarityFlip.Config(1), camera());
    assertThat(flip.recording(events(4), 1).polarity()).containsExactly(1, 0, 1, 0);
  }

  @Test
  void refusals() {
    DatasetInfo table = info(DatasetInfo.Kind.VALUES, 7, 1, 1);
    assertThatThrownBy(() -> make(new Flip(), new Flip.Config(1, 0), table))
        .hasMessage(
            "augmentation 'flip' needs pictures, but examples of 'toy' are vectors of 7 values");
    assertThatThrownBy(() -> make(new Drop(), new Drop.Config(0.1), table))
        .hasMessage(
            "augmentation 'drop' needs event recordings, but data set 'toy' holds value vectors");
    DatasetInfo ear = info(DatasetInfo.Kind.RECORDINGS, 10, 1, 1);
    assertThatThrownBy(() -> make(new Rotate(), new Rotate.Config(9, Fill.ZEROS), ear))
        .hasMessageContaining("more than one row and column, but examples of 'toy' have 10 x 1");
    assertThatThrownBy(() -> make(new PolarityFlip(), new PolarityFlip.Config(1), ear))
        .hasMessageContaining("two polarities, but data set 'toy' has 1");
    assertThatThrownBy(() -> new Flip.Config(0, 0)).hasMessageStartingWith("both horizontal and");
    assertThatThrownBy(() -> new Crop.Config(0, 1, Fill.EDGE)).hasMessageContaining("one window");
    assertThatThrownBy(() -> new Jitter.Config(0, 0)).hasMessageStartingWith("both time_ms and");
  }

  @Test
  void movesThatMayLeaveNothingAreRefused() {
    assertThatThrownBy(() -> ofPictures(new Shift.Config(SIDE, Fill.ZEROS)))
        .hasMessage(
            "pixels must be at most 4 for examples of 5 x 5 pixels (width x height), or nothing of them may be left; got 5");
    DatasetInfo wide = info(DatasetInfo.Kind.VALUES, 9, 4, 3);
    assertThatThrownBy(() -> make(new Crop(), new Crop.Config(4, 1, Fill.EDGE), wide))
        .hasMessageStartingWith("padding must be at most 3 for examples of 9 x 4");
    DatasetInfo ear = info(DatasetInfo.Kind.RECORDINGS, 10, 1, 1);
    make(new Shift(), new Shift.Config(9, Fill.ZEROS), ear);
    assertThatThrownBy(() -> make(new Shift(), new Shift.Config(10, Fill.ZEROS), ear))
        .hasMessageStartingWith("pixels must be at most 9");
  }
}
