package dev.snn.neurons.firstspike;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LocalLearning;
import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.Value;
import dev.snn.api.random.Seed;
import dev.snn.api.synapse.Plasticity;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import dev.snn.neurons.synapse.BoundedStdp;
import dev.snn.testkit.TestContext;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The walk over spikes against {@link SteppedReference}, which knows nothing of events. */
class ConvFirstSpikeTest {
  private static final int STEPS = 6;
  private static final int INPUTS = 1000;
  private static final Plasticity RULE =
      new BoundedStdp()
          .create(
              new BoundedStdp().defaults(),
              TestContext.of(1, ConvFirstSpikeTest.class.getClassLoader()));

  /** A geometry of its own for each input. */
  private record Case(Taps taps, ConvFirstSpike.Config config, Spikes input) {
    static Case of(int number) {
      RandomGenerator random = new Seed(number).stream("case");
      int kernel = 1 + random.nextInt(4);
      int padding = random.nextInt(kernel);
      Shape in = new Shape(1 + random.nextInt(3), 4 + random.nextInt(5), 4 + random.nextInt(5));
      int maps = 1 + random.nextInt(6);
      double threshold = 0.3 + 0.2 * kernel * kernel * in.channels() * random.nextDouble();
      float[][] weights = new float[in.channels() * kernel * kernel][maps];
      for (float[] row : weights) {
        for (int map = 0; map < maps; map++) {
          // Some equal weights, so that membranes tie.
          row[map] = random.nextInt(3) == 0 ? 0.5f : random.nextFloat();
        }
      }
      ConvFirstSpike.Config config =
          new ConvFirstSpike.Config(
              maps,
              kernel,
              padding,
              threshold,
              number % 2 == 0,
              1 + random.nextInt(4),
              random.nextInt(3),
              Value.of(0),
              false);
      Taps taps = Taps.of(in, maps, kernel, padding, Parameter.of("weight", weights));
      return new Case(taps, config, input(in.size(), random));
    }

    /** One spike per line at most. */
    private static Spikes input(int lines, RandomGenerator random) {
      int[] step = new int[lines];
      for (int n = 0; n < lines; n++) {
        step[n] = random.nextInt(STEPS + 4);
      }
      SpikesBuilder builder = new SpikesBuilder(STEPS, 1, lines);
      for (int t = 0; t < STEPS; t++) {
        for (int n = 0; n < lines; n++) {
          if (step[n] == t) {
            builder.lane(0).add(t, n);
          }
        }
      }
      return builder.build();
    }

    ConvFirstSpikeModel model() {
      return new ConvFirstSpikeModel(taps, config);
    }

    SteppedReference reference() {
      return new SteppedReference(taps, (float) config.threshold(), input);
    }
  }

  @Test
  void spikesAreThoseOfTheEquations() {
    long spikes = 0;
    for (int number = 0; number < INPUTS; number++) {
      Case one = Case.of(number);
      Layer layer = one.model();
      boolean[][] expected = one.reference().spikes(one.config().inhibition());
      Layer.Forward forward = layer.forward(one.input(), layer.initialState(1), Pass.hard());
      Spikes found = (Spikes) forward.readout().output();
      for (int t = 0; t < STEPS; t++) {
        boolean[] row = new boolean[layer.outputSize()];
        found.forEach(t, 0, (line, count) -> row[line] = true);
        assertThat(row).as("step %d of input %d", t, number).isEqualTo(expected[t]);
      }
      spikes += found.events();
    }
    assertThat(spikes).isGreaterThan(20L * INPUTS);
  }

  @Test
  void winnersAreThoseOfTheEquations() {
    int winners = 0;
    for (int number = 0; number < INPUTS; number++) {
      Case one = Case.of(number);
      Competition competition = (Competition) one.model().localLearning().orElseThrow();
      List<Competition.Winner> expected =
          one.reference().winners(one.config().winners(), one.config().radius());
      assertThat(competition.present(one.input(), 0).list())
          .as("input %d", number)
          .isEqualTo(expected);
      winners += expected.size();
    }
    assertThat(winners).isGreaterThan(INPUTS);
  }

  /**
   * A layer some of whose weights do not exist spikes and wins as one that has them, with values of
   * 0.
   */
  @Test
  void absentWeightsAreLikeZeros() {
    long spikes = 0;
    int winners = 0;
    for (int number = 0; number < INPUTS; number++) {
      Case zeros = Case.of(number);
      Case absent = Case.of(number);
      RandomGenerator random = new Seed(number).stream("mask");
      float[][] w = zeros.taps().weight().value();
      for (float[] row : w) {
        for (int map = 0; map < row.length; map++) {
          // A half of the weights, or so few that they are added one by one.
          row[map] *= random.nextInt(number % 4 < 2 ? 2 : 8) == 0 ? 1 : 0;
        }
      }
      absent.taps().weight().connections().fit(w);
      absent.taps().weight().connections().clearAbsent(absent.taps().weight().value());
      Spikes expected = output(zeros.model(), zeros.input(), Parallel.SEQUENTIAL);
      Spikes found = output(absent.model(), absent.input(), Parallel.SEQUENTIAL);
      assertThat(found.isSame(expected)).as("input %d", number).isTrue();
      spikes += found.events();
      List<Competition.Winner> won = present(absent);
      assertThat(won).as("input %d", number).isEqualTo(present(zeros));
      winners += won.size();
    }
    assertThat(spikes).isGreaterThan(5L * INPUTS);
    assertThat(winners).isGreaterThan(INPUTS / 2);
  }

  private static List<Competition.Winner> present(Case one) {
    return ((Competition) one.model().localLearning().orElseThrow()).present(one.input(), 0).list();
  }

  /** Winners change all of their own weights and no others, and none leaves [0, 1]. */
  @Test
  void weightsOfWinnersChange() {
    for (int number = 0; number < INPUTS; number++) {
      Case one = Case.of(number);
      float[][] w = one.taps().weight().value();
      Competition.Shown shown =
          ((Competition) one.model().localLearning().orElseThrow()).present(one.input(), 0);
      float[][] before = new float[w.length][];
      for (int r = 0; r < w.length; r++) {
        before[r] = w[r].clone();
      }
      shown.learn(RULE, 0.5f, 0.4f);
      boolean[] won = new boolean[one.taps().maps()];
      shown.list().forEach(winner -> won[winner.map()] = true);
      for (int r = 0; r < w.length; r++) {
        for (int map = 0; map < won.length; map++) {
          float was = before[r][map];
          float up = was + 0.5f * was * (1 - was);
          float down = was - 0.4f * was * (1 - was);
          assertThat(w[r][map]).isBetween(0f, 1f).isIn(won[map] ? List.of(up, down) : List.of(was));
        }
      }
    }
  }

  /**
   * One map, one place: lines 0 and 1 make it spike at step 1, line 2 comes later, line 3 never.
   */
  @Test
  void whatCameInTimeGrows() {
    float[][] w = {{0.5f}, {0.5f}, {0.5f}, {0.5f}};
    Taps taps = Taps.of(new Shape(1, 2, 2), 1, 2, 0, Parameter.of("weight", w));
    SpikesBuilder builder = new SpikesBuilder(3, 1, 4);
    builder.lane(0).add(0, 0);
    builder.lane(0).add(1, 1);
    builder.lane(0).add(2, 2);
    LocalLearning.Presentation shown =
        new Competition(taps, new Threshold(1, false, taps.weight()), 1, 0)
            .present(builder.build(), 0);
    assertThat(shown.winners()).isEqualTo(1);
    assertThat(shown.operations()).isEqualTo(2);
    shown.learn(RULE, 0.4f, 0.2f);
    assertThat(w).isDeepEqualTo(new float[][] {{0.6f}, {0.6f}, {0.45f}, {0.45f}});
  }

  /** Long trains at large rates. */
  @Test
  void weightsStayInTheirBounds() {
    Case one = Case.of(4);
    Competition competition = (Competition) one.model().localLearning().orElseThrow();
    RandomGenerator random = new Seed(3).stream("inputs");
    for (int k = 0; k < 20_000; k++) {
      Spikes input = Case.input(one.taps().in().size(), random);
      competition.present(input, 0).learn(RULE, 1.5f, 1.2f);
    }
    for (float[] row : one.taps().weight().value()) {
      for (float w : row) {
        assertThat(w).isBetween(0f, 1f);
      }
    }
  }

  /** A weight that does not exist adds nothing, costs nothing and never comes back. */
  @Test
  void absentWeightsStayAway() {
    float[][] w = {{0, 0.9f}, {0.9f, 0}, {0.9f, 0.9f}, {0, 0}};
    Parameter weight = Parameter.of("weight", w);
    weight.connections().set(new int[][] {{1}, {0}, {0, 1}, {}});
    Taps taps = Taps.of(new Shape(1, 2, 2), 2, 2, 0, weight);
    SpikesBuilder builder = new SpikesBuilder(1, 1, 4);
    for (int n = 0; n < 4; n++) {
      builder.lane(0).add(0, n);
    }
    Competition.Shown shown =
        new Competition(taps, new Threshold(1, false, weight), 2, 0).present(builder.build(), 0);
    assertThat(shown.operations()).isEqualTo(4);
    shown.learn(RULE, 0.5f, 0.5f);
    assertThat(w[3]).containsExactly(0, 0);
    assertThat(w[0][0]).isZero();
    assertThat(w[1][0]).isGreaterThan(0.9f);
    assertThat(w[1][1]).isZero();
  }

  /** With the share of the weights that exist; while all do, with the whole threshold. */
  @Test
  void thresholdsAreScaled() {
    long spikes = 0;
    for (int number = 0; number < INPUTS / 10; number++) {
      Case one = Case.of(number);
      Parameter weight = one.taps().weight();
      Threshold threshold = new Threshold(one.config().threshold(), true, weight);
      assertThat(threshold.now()).isEqualTo((float) one.config().threshold());
      removeHalf(weight, new Seed(number).stream("mask"));
      float share = weight.connections().count() / (float) weight.count();
      assertThat(threshold.now())
          .isCloseTo((float) one.config().threshold() * share, Offset.offset(1e-5f));
      Layer layer = new ConvFirstSpikeModel(one.taps(), scaled(one.config()));
      SteppedReference reference = new SteppedReference(one.taps(), threshold.now(), one.input());
      boolean[][] expected = reference.spikes(one.config().inhibition());
      Spikes found =
          (Spikes)
              layer.forward(one.input(), layer.initialState(1), Pass.hard()).readout().output();
      for (int t = 0; t < STEPS; t++) {
        boolean[] row = new boolean[layer.outputSize()];
        found.forEach(t, 0, (line, count) -> row[line] = true);
        assertThat(row).as("step %d of input %d", t, number).isEqualTo(expected[t]);
      }
      Competition competition = (Competition) layer.localLearning().orElseThrow();
      assertThat(competition.present(one.input(), 0).list())
          .isEqualTo(reference.winners(one.config().winners(), one.config().radius()));
      spikes += found.events();
    }
    assertThat(spikes).isGreaterThan(INPUTS);
  }

  private static void removeHalf(Parameter weight, RandomGenerator random) {
    float[][] rows = weight.value();
    int[][] live = new int[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      live[r] = IntStream.range(0, rows[r].length).filter(map -> random.nextBoolean()).toArray();
    }
    weight.connections().set(live);
    weight.connections().clearAbsent(rows);
  }

  private static ConvFirstSpike.Config scaled(ConvFirstSpike.Config c) {
    return new ConvFirstSpike.Config(
        c.channels(),
        c.kernel(),
        c.padding(),
        c.threshold(),
        c.inhibition(),
        c.winners(),
        c.radius(),
        c.weight(),
        true);
  }

  @Test
  void threadsDoNotMatter() {
    Layer layer =
        new ConvFirstSpike()
            .create(
                new ConvFirstSpike().defaults(),
                TestContext.of(1, ConvFirstSpikeTest.class.getClassLoader())
                    .withInputShape(new Shape(2, 9, 9)));
    SpikesBuilder builder = new SpikesBuilder(STEPS, 40, 162);
    RandomGenerator random = new Seed(9).stream("batch");
    for (int b = 0; b < 40; b++) {
      for (int t = 0; t < STEPS; t++) {
        for (int n = 0; n < 162; n++) {
          if (random.nextInt(8) == 0) {
            builder.lane(b).add(t, n);
          }
        }
      }
    }
    Spikes input = builder.build();
    Spikes one = output(layer, input, Parallel.SEQUENTIAL);
    assertThat(one.events()).isPositive();
    for (int threads : new int[] {2, 3}) {
      try (Parallel pool = Parallel.pool(threads)) {
        assertThat(output(layer, input, pool).isSame(one)).isTrue();
      }
    }
  }

  private static Spikes output(Layer layer, Spikes input, Parallel parallel) {
    Pass pass = Pass.hard().on(parallel);
    return (Spikes)
        layer.forward(input, layer.initialState(input.batch()), pass).readout().output();
  }
}
