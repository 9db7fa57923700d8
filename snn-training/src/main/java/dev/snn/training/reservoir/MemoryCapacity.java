package dev.snn.training.reservoir;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Measure;
import dev.snn.api.procedure.Need;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Series;
import dev.snn.api.reservoir.Reservoir;
import dev.snn.training.readout.Moments;
import dev.snn.training.readout.Ridge;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * Short-term memory capacity (Jaeger 2001, GMD report 152): the input is u[t], independent and
 * uniform on (-1, 1), each held for some time; for each delay d = 1 .. D a ridge readout of the
 * filtered states after sample t reconstructs u[t-d]. {@code C = sum_d r^2(u[t-d], y_d[t])} over
 * the test part, r the correlation; it is at most the number of units.
 *
 * <p>Reported beside C: S, the spikes per neuron over the test part, the rate in Hz, and {@code C /
 * S}. Series come from the streams "memory/plastic", "memory/calibration" and "memory/input", so
 * that rows of a table see the same ones.
 */
final class MemoryCapacity implements Procedure {
  private final MemoryCapacityPlugin.Config config;
  private final BuildContext context;

  MemoryCapacity(MemoryCapacityPlugin.Config config, BuildContext context) {
    this.config = config;
    this.context = context;
  }

  @Override
  public Set<Need> needs() {
    return Set.of();
  }

  @Override
  public List<Measure> measures() {
    return List.of(
        new Measure("capacity", "", true),
        Spiking.PER_NEURON,
        Spiking.RATE,
        new Measure("capacity_per_spike", "", true));
  }

  @Override
  public void check(Run run) {
    make(run);
  }

  private SeriesReservoir make(Run run) {
    Reservoir made = context.create(Family.RESERVOIR, "reservoir", config.reservoir(), 1);
    HeldInput input =
        new HeldInput(HeldInput.steps(config.hold(), context.dt()), config.gain(), config.offset());
    double tau = config.readout().tauFilter();
    return new SeriesReservoir(made, input, tau, context.dt(), run.parallel());
  }

  @Override
  public void execute(Run run) {
    final long start = System.nanoTime();
    SpanOptions spans = config.spans();
    SeriesReservoir reservoir = make(run);
    run.progress("plastic", 0, 4, Double.NaN);
    reservoir.prepare(
        uniform(run, "plastic", spans.plastic()),
        uniform(run, "calibration", config.rate().samples()),
        config.rate());
    double[][] u = uniform(run, "input", spans.recorded());
    reservoir.run(u, 0, spans.washout(), (sample, row) -> {});
    run.progress("train", 1, 4, Double.NaN);
    int from = spans.washout();
    Moments train = moments(run, reservoir);
    reservoir.run(u, from, from += spans.train(), rows(train, u));
    run.progress("validation", 2, 4, Double.NaN);
    Moments validation = moments(run, reservoir);
    double seen = reservoir.run(u, from, from += spans.validation(), rows(validation, u));
    Ridge.Chosen chosen = Ridge.choose(train, validation, config.readout().lambdas());
    run.parameters(chosen.readout().parameters());
    double trained = (System.nanoTime() - start) * 1e-9;
    run.progress("test", 3, 4, Double.NaN);
    final int testFrom = from;
    run.raster(() -> reservoir.spikes(u, testFrom));
    Moments test = moments(run, reservoir);
    double spikes = reservoir.run(u, from, from + spans.test(), rows(test, u));
    Moments.Fit fit = test.score(chosen.readout());
    Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
    scores.put("validation", scores(chosen.validation(), seen / reservoir.size()));
    scores.put("test", scores(fit, spikes / reservoir.size()));
    if (!Double.isNaN(spikes)) {
      double perSecond = reservoir.perSecond(spikes, spans.test());
      Spiking.put(scores.get("test"), spikes / reservoir.size(), perSecond);
    }
    scores.get("test").put("bias", reservoir.bias());
    run.series(Series.counted("capacity_by_delay", "", "delay", fit.squaredCorrelation()));
    double evaluated = (System.nanoTime() - start) * 1e-9 - trained;
    run.report(
        new Epoch(1, Double.NaN, Map.of(), scores, Double.NaN, new double[0], trained, evaluated));
  }

  private static double[][] uniform(Run run, String purpose, int samples) {
    RandomGenerator random = run.seed().stream("memory/" + purpose);
    double[][] series = new double[samples][1];
    for (double[] sample : series) {
      sample[0] = 2 * random.nextDouble() - 1;
    }
    return series;
  }

  private Moments moments(Run run, SeriesReservoir reservoir) {
    return new Moments(reservoir.size(), config.delays(), run.parallel());
  }

  private SeriesReservoir.Rows rows(Moments moments, double[][] u) {
    double[] past = new double[config.delays()];
    return (sample, row) -> {
      for (int d = 1; d <= past.length; d++) {
        past[d - 1] = u[sample - d][0];
      }
      moments.add(row, past);
    };
  }

  private static Map<String, Double> scores(Moments.Fit fit, double spikesPerNeuron) {
    double capacity = 0;
    for (double r2 : fit.squaredCorrelation()) {
      capacity += r2;
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("capacity", capacity);
    if (spikesPerNeuron > 0) {
      scores.put("capacity_per_spike", capacity / spikesPerNeuron);
    }
    return scores;
  }
}
