package dev.snn.api.layer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Constant;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MergeTest {
  private static final int STEPS = 3;
  private static final int BATCH = 11;
  private static final int SIZE = 5;

  private static Tensor random(long seed, boolean spikes) {
    Random random = new Random(seed);
    Tensor out = Tensor.zeros(STEPS, BATCH, SIZE);
    for (float[] row : out.rows()) {
      for (int n = 0; n < SIZE; n++) {
        row[n] = spikes ? random.nextInt(2) : random.nextFloat();
      }
    }
    return out;
  }

  private static Pass pass() {
    return Pass.hard();
  }

  @Test
  void theTruthTablesOfSewResNet() {
    Tensor a = new Tensor(1, 4, 1, new float[][] {{0}, {0}, {1}, {1}});
    Tensor b = new Tensor(1, 4, 1, new float[][] {{0}, {1}, {0}, {1}});
    List<Spikes> both = List.of(Spikes.of(a), Spikes.of(b));

    assertThat(Merge.ADD.forward(both, pass()).toTensor().rows())
        .isDeepEqualTo(new float[][] {{0}, {1}, {1}, {2}});
    assertThat(Merge.AND.forward(both, pass()).toTensor().rows())
        .isDeepEqualTo(new float[][] {{0}, {0}, {0}, {1}});
    assertThat(Merge.IAND.forward(both, pass()).toTensor().rows())
        .isDeepEqualTo(new float[][] {{0}, {1}, {0}, {0}});
    assertThat(((Spikes) Merge.ADD.forward(both, pass())).raw().counts()).containsExactly(1, 1, 2);
    assertThat(((Spikes) Merge.IAND.forward(both, pass())).raw().counts()).isNull();
  }

  @ParameterizedTest
  @EnumSource(Merge.class)
  void spikesAndDenseRowsAgree(Merge merge) {
    Tensor a = random(1, true);
    Tensor b = random(2, true);

    Signal sparse = merge.forward(List.of(Spikes.of(a), Spikes.of(b)), pass());
    Signal dense = merge.forward(List.of(a, b), pass());
    Signal mixed = merge.forward(List.of(Spikes.of(a), b), pass());

    assertThat(sparse).isInstanceOf(Spikes.class);
    assertThat(dense).isInstanceOf(Tensor.class);
    assertThat(sparse.toTensor().rows()).isDeepEqualTo(dense.toTensor().rows());
    assertThat(mixed.toTensor().rows()).isDeepEqualTo(dense.toTensor().rows());
  }

  @ParameterizedTest
  @EnumSource(Merge.class)
  void rowsOfFewAndOfManyEventsAgreeWithDenseOnes(Merge merge) {
    Random random = new Random(3);
    float[] counts = {1, 1, 2, -1, 3};
    Tensor a = Tensor.zeros(8, BATCH, 400);
    Tensor b = Tensor.zeros(8, BATCH, 400);
    for (Tensor x : List.of(a, b)) {
      for (int r = 0; r < x.rows().length; r++) {
        for (int k = 0; k < r; k++) {
          x.rows()[r][random.nextInt(400)] = counts[random.nextInt(counts.length)];
        }
      }
    }

    Signal sparse = merge.forward(List.of(Spikes.of(a), Spikes.of(b)), pass());

    assertThat(sparse.toTensor().rows())
        .isDeepEqualTo(merge.forward(List.of(a, b), pass()).toTensor().rows());
  }

  @ParameterizedTest
  @EnumSource(Merge.class)
  void binaryRowsOfAnyDensityAgreeWithDenseOnes(Merge merge) {
    Random random = new Random(4);
    Tensor a = Tensor.zeros(8, BATCH, 300);
    Tensor b = Tensor.zeros(8, BATCH, 300);
    for (int r = 0; r < a.rows().length; r++) {
      for (int n = 0; n < 300; n++) {
        a.rows()[r][n] = random.nextInt(80) < r ? 1 : 0;
        b.rows()[r][n] = random.nextInt(80) < r ? 1 : 0;
      }
    }

    Spikes sparse = (Spikes) merge.forward(List.of(Spikes.of(a), Spikes.of(b)), pass());
    Tensor dense = (Tensor) merge.forward(List.of(a, b), pass());

    assertThat(sparse.isSame(Spikes.of(dense))).isTrue();
  }

  @Test
  void heldCurrentsAreAddedAtEveryStep() {
    Constant held = new Constant(2, 1, new float[][] {{0.5f}});
    Tensor moving = new Tensor(2, 1, 1, new float[][] {{1}, {2}});

    Signal sum = Merge.ADD.forward(List.of(held, moving), pass());

    assertThat(sum.toTensor().rows()).isDeepEqualTo(new float[][] {{1.5f}, {2.5f}});
  }

  @ParameterizedTest
  @EnumSource(Merge.class)
  void gradientsAreThoseOfCentralDifferences(Merge merge) {
    List<Tensor> inputs = List.of(random(3, false), random(4, false));
    int size = merge == Merge.CONCAT ? 2 * SIZE : SIZE;
    Tensor weights = Tensor.zeros(STEPS, BATCH, size);
    Random random = new Random(5);
    for (float[] row : weights.rows()) {
      for (int n = 0; n < size; n++) {
        row[n] = random.nextFloat() - 0.5f;
      }
    }
    float eps = 1e-2f;
    for (int which = 0; which < 2; which++) {
      for (boolean reuse : new boolean[] {false, true}) {
        Tensor gradient = merge.backward(inputs, which, weights.copy(), reuse, pass());
        float[] row = inputs.get(which).row(1, 9);
        for (int n = 0; n < SIZE; n++) {
          float old = row[n];
          row[n] = old + eps;
          double above = dot(merge.forward(inputs, pass()).toTensor(), weights);
          row[n] = old - eps;
          double below = dot(merge.forward(inputs, pass()).toTensor(), weights);
          row[n] = old;
          assertThat((double) gradient.get(1, 9, n))
              .as("%s, input %d, line %d", merge, which, n)
              .isCloseTo((above - below) / (2 * eps), org.assertj.core.data.Offset.offset(1e-4));
        }
      }
    }
  }

  private static double dot(Tensor a, Tensor b) {
    double sum = 0;
    for (int r = 0; r < a.rows().length; r++) {
      for (int n = 0; n < a.size(); n++) {
        sum += (double) a.rows()[r][n] * b.rows()[r][n];
      }
    }
    return sum;
  }

  @ParameterizedTest
  @EnumSource(Merge.class)
  void onlyAGradientThatMayBeReusedIsReused(Merge merge) {
    List<Tensor> inputs = List.of(random(6, false), random(7, false));
    Tensor gradient = Tensor.zeros(STEPS, BATCH, merge == Merge.CONCAT ? 2 * SIZE : SIZE).fill(1);

    Tensor back = merge.backward(inputs, 0, gradient, false, pass());
    back.fill(9);

    assertThat(gradient.get(2, 10, 4)).isEqualTo(1);
  }

  @Test
  void shapesThatDoNotFitAreRefused() {
    Shape image = new Shape(2, 8, 8);
    assertThat(Merge.CONCAT.outputShape(List.of(image, new Shape(3, 8, 8))))
        .isEqualTo(new Shape(5, 8, 8));
    assertThatThrownBy(() -> Merge.ADD.outputShape(List.of(image, Shape.flat(128))))
        .hasMessage("merge 'add' needs inputs of one shape, got 2 x 8 x 8 and 128");
    assertThatThrownBy(() -> Merge.CONCAT.outputShape(List.of(image, new Shape(2, 4, 4))))
        .hasMessage(
            "merge 'concat' needs inputs of one height and width, got 2 x 8 x 8 and 2 x 4 x 4");
    assertThatThrownBy(() -> Merge.ADD.outputShape(List.of(image)))
        .hasMessage("merge 'add' needs at least 2 inputs");
  }
}
