package dev.snn.engine.doctor;

import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import dev.snn.engine.evaluate.Predictor;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Looks at the size of the values, and at how many spikes the encoder makes of them. */
final class InputScale implements Look {
  /** Examples that are looked at. */
  private static final int EXAMPLES = 64;

  /** Largest absolute value that is no sign of another unit. */
  static final double LARGE = 10;

  /** The same of small ones. */
  static final double SMALL = 0.05;

  /** Spikes per line and step of an input that tells nothing any more. */
  static final double FULL = 0.9;

  @Override
  public void at(Patient patient, Diagnosis.Notes notes) {
    Run run = patient.run();
    if (run.dataset() == null || run.encoder() == null || run.dataset().train().size() == 0) {
      notes.passOver(Symptom.INPUT_SCALE, "there are no encoded examples");
      return;
    }
    if (!patient.config().hasNetwork()) {
      notes.passOver(Symptom.INPUT_SCALE, "no network with weights of some size reads the values");
      return;
    }
    int size = Math.min(EXAMPLES, run.dataset().train().size());
    Samples samples = first(run, size);
    Signal input = encoded(run, samples);
    boolean values = run.dataset().info().kind() == DatasetInfo.Kind.VALUES;
    double largest = values ? largest(samples.values()) : Double.NaN;
    boolean fitted = !run.encoder().fit(run.dataset().train()).isEmpty();
    boolean odd = isFullOrEmpty(input, size);
    // Spikes in the unit of the data, as crossings of a threshold, are the same in any unit.
    boolean read = !(input instanceof Spikes) || odd;
    if (values && !fitted && read && isOfOtherSize(largest)) {
      notes.found(values(patient, largest, size));
    } else if (odd) {
      notes.found(spikes(patient, (Spikes) input, size));
    }
  }

  private static Signal encoded(Run run, Samples samples) {
    return run.encoder().encode(samples, Predictor.pass(run, samples, 0, Arena.HEAP));
  }

  private static boolean isOfOtherSize(double largest) {
    return largest > LARGE || largest < SMALL;
  }

  /** True of spikes that tell nothing, at nearly all steps or fewer than one per example. */
  private static boolean isFullOrEmpty(Signal input, int examples) {
    return input instanceof Spikes spikes
        && (spikes.density() >= FULL || spikes.events() < examples);
  }

  private static Samples first(Run run, int size) {
    return run.dataset().train().gather(IntStream.range(0, size).toArray());
  }

  private static double largest(float[][] values) {
    double largest = 0;
    for (float[] row : values) {
      for (float x : row) {
        largest = Math.max(largest, Math.abs(x));
      }
    }
    return largest;
  }

  private static Finding values(Patient patient, double largest, int size) {
    Stream<String> settings =
        Stream.of(
                Stream.of("dataset.normalise=min-max"),
                Option.number("dataset", patient.config().dataset().tree(), "scale").stream()
                    .map(o -> o.to(o.number() * largest)))
            .flatMap(s -> s);
    return new Finding(
        Symptom.INPUT_SCALE,
        "dataset",
        largest,
        "largest absolute value",
        String.format(
            Locale.ROOT, "the largest absolute value of %d examples is %.4g", size, largest),
        "encoders and initial weights are made for values of about 1, and these are of another size",
        patient
            .variants()
            .firstThat(
                settings,
                (run, procedure) -> {
                  Samples samples = first(run, size);
                  return !isOfOtherSize(largest(samples.values()))
                      && !isFullOrEmpty(encoded(run, samples), samples.size());
                }));
  }

  private static Finding spikes(Patient patient, Spikes spikes, int size) {
    boolean many = spikes.density() >= FULL;
    Stream<Option> options =
        Stream.concat(
            Option.number("encoder", patient.config().encoder().tree(), "gain").stream(),
            Option.number("encoder", patient.config().encoder().tree(), "threshold").stream());
    Stream<String> settings =
        options.flatMap(
            o -> {
              boolean up = o.path().endsWith("gain") != many;
              return Stream.iterate(up ? 2.0 : 0.5, f -> f * f)
                  .limit(4)
                  .map(f -> o.to(o.number() * f));
            });
    return new Finding(
        Symptom.INPUT_SCALE,
        "encoder",
        spikes.density(),
        "spikes per line and step",
        many
            ? String.format(
                Locale.ROOT, "input lines spike at %.0f %% of all steps", 100 * spikes.density())
            : String.format(
                Locale.ROOT, "%d examples have %d spikes in all", size, spikes.events()),
        many
            ? "the code has nowhere to go: a larger value makes no more spikes"
            : "an example without a spike tells the network nothing",
        patient
            .variants()
            .firstThat(
                settings,
                (run, procedure) -> {
                  Samples samples = first(run, size);
                  return encoded(run, samples) instanceof Spikes s
                      && s.density() < FULL / 2
                      && s.events() >= samples.size();
                }));
  }
}
