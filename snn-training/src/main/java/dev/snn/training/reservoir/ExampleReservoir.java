package dev.snn.training.reservoir;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.procedure.Run;
import dev.snn.api.reservoir.Reservoir;
import dev.snn.api.reservoir.ReservoirState;
import dev.snn.api.reservoir.Response;
import dev.snn.api.reservoir.Stretch;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import java.util.Arrays;

/** A reservoir driven by examples, each from rest. */
final class ExampleReservoir {
  private static final int AT_A_TIME = 16;

  private final ClassifierPlugin.Config config;
  private final Run run;
  private final double dt;
  private final Pass pass;
  private Reservoir reservoir;
  private ReservoirState rest;
  private double bias;

  ExampleReservoir(ClassifierPlugin.Config config, BuildContext context, Run run) {
    this.config = config;
    this.run = run;
    this.dt = context.dt();
    this.pass = Pass.hard().withKey(run.seed().key("evaluate"));
    this.reservoir =
        context.create(
            Family.RESERVOIR, "reservoir", config.reservoir(), run.encoder().outputSize());
    this.rest = reservoir.start();
  }

  int size() {
    return reservoir.size();
  }

  /** The constant current. */
  double bias() {
    return bias;
  }

  /** Length of an example in seconds. */
  double seconds() {
    return run.encoder().steps() * dt * 1e-3;
  }

  /** Matches the rate, runs examples with plasticity, freezes, and matches the rate again. */
  void prepare() {
    Dataset.Split train = run.dataset().train();
    int[] order = run.seed().stream("data/shuffle/plastic").permutation(train.size());
    int calibrated = Math.min(config.rate().samples(), order.length);
    int[] calibration = Arrays.copyOfRange(order, order.length - calibrated, order.length);
    match(calibration);
    int plastic = Math.min(config.plastic(), order.length);
    Stretch learning = Stretch.plastic(config.readout().tauFilter()).on(run.parallel());
    for (int k = 0; k < plastic; k++) {
      rest = reservoir.run(input(train, order[k]), rest, learning).last().atRest();
      run.progress("plastic", k + 1, plastic, Double.NaN);
    }
    if (plastic > 0 && config.rate().again()) {
      match(calibration);
    }
  }

  private void match(int[] examples) {
    if (config.rate().target() == 0) {
      use(config.rate().bias());
      return;
    }
    Signal[] inputs = new Signal[examples.length];
    run.parallel()
        .forEach(inputs.length, k -> inputs[k] = input(run.dataset().train(), examples[k]));
    Stretch silent = Stretch.frozen(config.readout().tauFilter(), 0);
    Reservoir original = reservoir;
    RateMatch match =
        new RateMatch(
            config.rate(),
            current -> {
              Reservoir driven = original.withBias(current);
              double[] spikes = new double[inputs.length];
              run.parallel()
                  .forEach(
                      inputs.length,
                      k -> spikes[k] = driven.run(inputs[k], rest, silent).totalSpikes());
              return perSecond(Arrays.stream(spikes).sum() / inputs.length);
            });
    use(match.find());
  }

  private void use(double current) {
    bias = current;
    reservoir = reservoir.withBias(current);
  }

  private double perSecond(double spikesPerExample) {
    if (Double.isNaN(spikesPerExample)) {
      throw new NotApplicableException("the network has no spikes whose rate could be matched.");
    }
    return spikesPerExample / size() / seconds();
  }

  /** Takes the responses to examples, in order. */
  @FunctionalInterface
  interface Responses {
    void add(int example, Response response);
  }

  /**
   * Runs all examples of a split from rest, weights frozen.
   *
   * @param every steps between two recorded states
   * @return spikes of all neurons; NaN where the network has none
   */
  double run(Dataset.Split split, String phase, int every, Responses responses) {
    int n = split.size();
    Stretch record = Stretch.frozen(config.readout().tauFilter(), every);
    double spikes = 0;
    for (int from = 0; from < n; from += AT_A_TIME) {
      int first = from;
      Response[] some = new Response[Math.min(AT_A_TIME, n - from)];
      run.parallel()
          .forEach(
              some.length, k -> some[k] = reservoir.run(input(split, first + k), rest, record));
      for (int k = 0; k < some.length; k++) {
        responses.add(first + k, some[k]);
        spikes += some[k].totalSpikes();
      }
      run.progress(phase, first + some.length, n, Double.NaN);
    }
    return spikes;
  }

  /** The response to an example, spike by spike, {@code [T x 1 x N]}. */
  Spikes spikes(Dataset.Split split, int example) {
    Stretch keeping = Stretch.frozen(config.readout().tauFilter(), 0).keepingSpikes();
    return reservoir.run(input(split, example), rest, keeping).spikes();
  }

  private Signal input(Dataset.Split split, int example) {
    Encoder encoder = run.encoder();
    Samples samples = split.gather(new int[] {example});
    return encoder.encode(samples, pass.forIds(samples.ids()));
  }
}
