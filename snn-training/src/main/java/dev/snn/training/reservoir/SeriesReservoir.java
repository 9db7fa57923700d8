package dev.snn.training.reservoir;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.reservoir.Reservoir;
import dev.snn.api.reservoir.ReservoirState;
import dev.snn.api.reservoir.Response;
import dev.snn.api.reservoir.Stretch;
import dev.snn.api.tensor.Spikes;

/**
 * A reservoir driven by a series sample by sample: matched in rate, changed by plasticity, then
 * frozen and run with its state after each sample given to whoever fits a readout.
 */
final class SeriesReservoir {
  /** Samples per stretch: bounds the memory for recorded states. */
  private static final int CHUNK = 200;

  private static final double SECOND = 1000;

  private final HeldInput input;
  private final double tauFilter;
  private final double dt;
  private final Parallel parallel;
  private Reservoir reservoir;
  private ReservoirState state;
  private double bias;

  SeriesReservoir(Reservoir made, HeldInput input, double tauFilter, double dt, Parallel parallel) {
    this.reservoir = made;
    this.state = made.start();
    this.input = input;
    this.tauFilter = tauFilter;
    this.dt = dt;
    this.parallel = parallel;
  }

  /** Takes the state after each sample. */
  @FunctionalInterface
  interface Rows {
    /**
     * @param sample index in the series
     * @param row N filtered states, the caller's to keep
     */
    void add(int sample, float[] row);
  }

  /** Number of units N. */
  int size() {
    return reservoir.size();
  }

  /** The constant current. */
  double bias() {
    return bias;
  }

  /**
   * Matches the rate, runs with plasticity, freezes the weights, matches the rate again, and comes
   * to rest.
   *
   * @param plastic series to learn from; may be empty
   * @param calibration series to measure rates on
   */
  void prepare(double[][] plastic, double[][] calibration, RateOptions rate) {
    match(calibration, rate);
    if (plastic.length > 0) {
      Stretch learning = Stretch.plastic(tauFilter).on(parallel);
      state = reservoir.run(input.of(plastic, 0, plastic.length), state, learning).last();
      state = state.atRest();
      if (rate.again()) {
        match(calibration, rate);
      }
    }
  }

  private void match(double[][] calibration, RateOptions rate) {
    if (rate.target() == 0) {
      use(rate.bias());
      return;
    }
    Stretch silent = Stretch.frozen(tauFilter, 0).on(parallel);
    Reservoir original = reservoir;
    RateMatch match =
        new RateMatch(
            rate,
            current -> {
              Response response =
                  original
                      .withBias(current)
                      .run(input.of(calibration, 0, calibration.length), state, silent);
              return perSecond(response.totalSpikes(), calibration.length);
            });
    use(match.find());
  }

  private void use(double current) {
    bias = current;
    reservoir = reservoir.withBias(current);
  }

  /** Spikes per neuron and second of so many spikes in so many samples. */
  double perSecond(double spikes, int samples) {
    if (Double.isNaN(spikes)) {
      throw new NotApplicableException("the network has no spikes whose rate could be matched.");
    }
    return spikes / size() / (samples * input.steps() * dt * 1e-3);
  }

  /**
   * Goes on with samples {@code [from, to)} of a series, weights frozen.
   *
   * @return spikes of all neurons; NaN where the network has none
   */
  double run(double[][] series, int from, int to, Rows rows) {
    Stretch record = Stretch.frozen(tauFilter, input.steps()).on(parallel);
    double spikes = 0;
    for (int start = from; start < to; start += CHUNK) {
      int end = Math.min(to, start + CHUNK);
      Response response = reservoir.run(input.of(series, start, end), state, record);
      state = response.last();
      spikes += response.totalSpikes();
      for (int k = 0; k < end - start; k++) {
        rows.add(start + k, response.states()[k]);
      }
    }
    return spikes;
  }

  /**
   * Spikes of a second, or of what is left of the series, from the present state, which stays.
   *
   * @param from sample of the series to begin with
   * @return {@code [T x 1 x N]}
   */
  Spikes spikes(double[][] series, int from) {
    int samples = (int) Math.ceil(SECOND / (input.steps() * dt));
    int to = Math.min(series.length, from + Math.max(1, samples));
    Stretch keeping = Stretch.frozen(tauFilter, 0).on(parallel).keepingSpikes();
    return reservoir.run(input.of(series, from, to), state, keeping).spikes();
  }

  /** A copy that goes on from the present state by itself. */
  SeriesReservoir fork() {
    SeriesReservoir copy = new SeriesReservoir(reservoir, input, tauFilter, dt, parallel);
    copy.state = state;
    copy.bias = bias;
    return copy;
  }
}
