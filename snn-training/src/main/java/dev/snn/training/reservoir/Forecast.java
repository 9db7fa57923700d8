package dev.snn.training.reservoir;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Measure;
import dev.snn.api.procedure.Need;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.api.reservoir.Reservoir;
import dev.snn.training.readout.LinearReadout;
import dev.snn.training.readout.Moments;
import dev.snn.training.readout.Ridge;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Prediction of the Lorenz system: a ridge readout of the states after sample t predicts sample
 * t+1, all coordinates scaled to mean 0 and deviation 1 of the training part.
 *
 * <p>Reported: the root mean squared error over the deviation of each coordinate, averaged over the
 * three (nrmse), of one step on the test part; and the time a forecast that feeds on itself stays
 * valid, in Lyapunov times ({@code t * 0.906}), averaged over starts: until {@code |prediction -
 * truth| / sqrt(3)} passes the threshold, or to the horizon.
 */
final class Forecast implements Procedure {
  private static final int LINES = 3;

  private final LorenzPlugin.Config config;
  private final BuildContext context;

  Forecast(LorenzPlugin.Config config, BuildContext context) {
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
        new Measure("nrmse", "", false),
        new Measure("valid_time", "Lyapunov times", true),
        Spiking.PER_NEURON,
        Spiking.RATE);
  }

  @Override
  public void check(Run run) {
    make(run);
  }

  private SeriesReservoir make(Run run) {
    Reservoir made = context.create(Family.RESERVOIR, "reservoir", config.reservoir(), LINES);
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
    int calibration = spans.plastic() + config.rate().samples();
    double[][] z = series(run, calibration);
    run.progress("plastic", 0, 4, Double.NaN);
    reservoir.prepare(
        Arrays.copyOfRange(z, 0, spans.plastic()),
        Arrays.copyOfRange(z, spans.plastic(), calibration),
        config.rate());
    int from = calibration + spans.washout();
    reservoir.run(z, calibration, from, (sample, row) -> {});
    run.progress("train", 1, 4, Double.NaN);
    Moments train = moments(run, reservoir);
    reservoir.run(z, from, from += spans.train(), rows(train, z));
    run.progress("validation", 2, 4, Double.NaN);
    Moments validation = moments(run, reservoir);
    reservoir.run(z, from, from += spans.validation(), rows(validation, z));
    Ridge.Chosen chosen = Ridge.choose(train, validation, config.readout().lambdas());
    run.parameters(chosen.readout().parameters());
    double trained = (System.nanoTime() - start) * 1e-9;
    run.progress("test", 3, 4, Double.NaN);
    final int testFrom = from;
    run.raster(() -> reservoir.spikes(z, testFrom));
    Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
    scores.put("validation", Map.of("nrmse", nrmse(chosen.validation())));
    scores.put("test", test(run, reservoir, chosen.readout(), z, from));
    double evaluated = (System.nanoTime() - start) * 1e-9 - trained;
    run.report(
        new Epoch(1, Double.NaN, Map.of(), scores, Double.NaN, new double[0], trained, evaluated));
  }

  /** The trajectory, scaled by the training part. */
  private double[][] series(Run run, int before) {
    SpanOptions spans = config.spans();
    int samples = before + spans.recorded() + config.horizon() + 1;
    double[][] raw = Lorenz63.trajectory(samples, config.step(), run.seed().stream("lorenz/start"));
    int from = before + spans.washout();
    return Standard.of(raw, from, from + spans.train()).scale(raw);
  }

  private int features(SeriesReservoir reservoir) {
    return reservoir.size() + (config.direct() ? LINES : 0);
  }

  private Moments moments(Run run, SeriesReservoir reservoir) {
    return new Moments(features(reservoir), LINES, run.parallel());
  }

  private SeriesReservoir.Rows rows(Moments moments, double[][] z) {
    return (sample, row) -> moments.add(features(row, z[sample]), z[sample + 1]);
  }

  private float[] features(float[] row, double[] sample) {
    if (!config.direct()) {
      return row;
    }
    float[] both = Arrays.copyOf(row, row.length + LINES);
    for (int i = 0; i < LINES; i++) {
      both[row.length + i] = (float) sample[i];
    }
    return both;
  }

  private static double nrmse(Moments.Fit fit) {
    return (fit.nrmse(0) + fit.nrmse(1) + fit.nrmse(2)) / LINES;
  }

  private Map<String, Double> test(
      Run run, SeriesReservoir reservoir, LinearReadout readout, double[][] z, int from) {
    int samples = config.spans().test();
    Moments moments = moments(run, reservoir);
    double valid = 0;
    double spikes = 0;
    for (int k = 0; k < config.starts(); k++) {
      int begin = from + (int) ((long) samples * k / config.starts());
      int end = from + (int) ((long) samples * (k + 1) / config.starts());
      valid += (double) valid(reservoir.fork(), readout, z, begin) / config.starts();
      spikes += reservoir.run(z, begin, end, rows(moments, z));
    }
    Map<String, Double> scores = new LinkedHashMap<>();
    scores.put("nrmse", nrmse(moments.score(readout)));
    scores.put("valid_time", valid * config.step() * Lorenz63.LYAPUNOV);
    if (!Double.isNaN(spikes)) {
      Spiking.put(scores, spikes / reservoir.size(), reservoir.perSecond(spikes, samples));
    }
    scores.put("bias", reservoir.bias());
    return scores;
  }

  /** Number of samples after {@code begin} that are predicted well, fed with predictions only. */
  private int valid(SeriesReservoir alone, LinearReadout readout, double[][] z, int begin) {
    double[][] sample = {z[begin]};
    for (int k = 0; k < config.horizon(); k++) {
      double[][] next = new double[1][];
      double[] current = sample[0];
      alone.run(sample, 0, 1, (index, row) -> next[0] = readout.apply(features(row, current)));
      double error = 0;
      for (int i = 0; i < LINES; i++) {
        error += Math.pow(next[0][i] - z[begin + k + 1][i], 2) / LINES;
      }
      if (!(Math.sqrt(error) <= config.threshold())) {
        return k;
      }
      sample = next;
    }
    return config.horizon();
  }
}
