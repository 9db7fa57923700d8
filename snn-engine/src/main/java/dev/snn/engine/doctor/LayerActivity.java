package dev.snn.engine.doctor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.learning.Node;
import dev.snn.engine.explain.Rehearsal;
import dev.snn.engine.explain.Rehearsal.Activity;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Counts which neurons of each layer spike, and how often. */
final class LayerActivity implements Look {
  /** Mends that are tried of an option, each twice as strong as the one before. */
  private static final int TRIES = 6;

  @Override
  public void at(Patient patient, Diagnosis.Notes notes) {
    if (patient.rehearsal().isEmpty() || !patient.config().hasNetwork()) {
      String reason = "the procedure '%s' trains by no steps that could be rehearsed";
      for (Symptom symptom : List.of(Symptom.SILENT_LAYER, Symptom.SATURATED_LAYER)) {
        notes.passOver(symptom, reason.formatted(patient.procedureName()));
      }
      return;
    }
    Rehearsal rehearsal = patient.rehearsal().get();
    boolean any = false;
    Set<Integer> silent = new HashSet<>();
    for (int k = 0; k < rehearsal.layers().size(); k++) {
      Activity activity = rehearsal.layers().get(k);
      Node node = patient.network().nodes().get(k);
      any |= activity.spikes();
      boolean dark =
          notes.has(Symptom.INPUT_SCALE) && node.inputs().contains(Node.INPUT)
              || silent.containsAll(node.inputs());
      // Pools and merges have no neurons to be silent, and hand the silence on.
      boolean handsOn = dark && !activity.spikes();
      if (handsOn || activity.isSilent() && stays(patient, k)) {
        silent.add(k);
      }
      boolean last = k == rehearsal.layers().size() - 1;
      if (!dark && activity.isFaulty() && stays(patient, k) && (!last || rehearsal.readsSpikes())) {
        notes.found(finding(patient, k, activity, rehearsal.batch()));
      }
    }
    if (!any) {
      notes.passOver(Symptom.SILENT_LAYER, "no layer has neurons that spike");
      notes.passOver(Symptom.SATURATED_LAYER, "no layer has neurons that spike");
    }
  }

  /** A surrogate's derivative wakes many a silent layer: then it is where training begins. */
  private static boolean stays(Patient patient, int k) {
    return patient.byHeart().map(learned -> learned.layers().get(k).isFaulty()).orElse(true);
  }

  private static Finding finding(Patient patient, int k, Activity a, int batch) {
    boolean silent = a.isSilent();
    return new Finding(
        silent ? Symptom.SILENT_LAYER : Symptom.SATURATED_LAYER,
        patient.place(k),
        silent ? (double) a.silent() / a.neurons() : a.density(),
        silent ? "fraction of neurons that never spike" : "spikes per neuron and step",
        silent
            ? String.format(
                Locale.ROOT,
                "%d of %d neurons never spike in a batch of %d; the median of their largest"
                    + " membranes is %.3g",
                a.silent(),
                a.neurons(),
                batch,
                a.typicalMembrane())
            : String.format(
                Locale.ROOT,
                "its neurons spike at %.0f %% of all steps in a batch of %d",
                100 * a.density(),
                batch),
        silent
            ? "the drive of its neurons stays below the threshold, so that nothing of the input"
                + " gets through"
            : "the drive of its neurons is above the threshold at nearly every step, so that its"
                + " output is the same whatever the input",
        mend(patient, k, a));
  }

  private static Optional<String> mend(Patient patient, int k, Activity a) {
    ObjectNode layer = patient.config().layers().get(k).tree();
    double threshold = Option.first(layer.path("neuron"), "v_threshold").orElse(1);
    double typical = a.typicalMembrane();
    boolean silent = a.isSilent();
    // Of membranes that follow the drive, times this makes the typical one cross the threshold.
    double factor =
        typical > 0 && threshold > 0 && (threshold > typical) == silent
            ? (silent ? 1.5 : 0.5) * threshold / typical
            : silent ? 2 : 0.5;
    boolean oddThreshold =
        threshold <= 0
            || Math.abs(Math.log(Math.abs(threshold)))
                > Math.abs(Math.log(Option.first(layer.path("neuron"), "r").orElse(1)));
    Stream<String> gains =
        Stream.of(new String[] {"neuron", "r"}, new String[] {"init_scale"})
            .flatMap(keys -> Option.ofLayer(k, layer, keys).stream())
            .flatMap(o -> tries(factor, silent).map(f -> o.to(o.number() * f)));
    Stream<String> thresholds =
        Option.ofLayer(k, layer, "neuron", "v_threshold").stream()
            .flatMap(
                o ->
                    threshold > 0
                        ? tries(1 / factor, !silent).map(f -> o.to(threshold * f))
                        : Stream.of(o.to(1)));
    Stream<String> biases =
        Option.ofLayer(k, layer, "bias").stream()
            .flatMap(
                o ->
                    Stream.iterate(1, n -> n + 1)
                        .limit(TRIES)
                        .map(n -> o.to(o.number() - typical - (silent ? 3.0 / n : 1.0 * n))));
    Stream<String> all =
        oddThreshold ? Stream.concat(thresholds, gains) : Stream.concat(gains, thresholds);
    return patient
        .variants()
        .firstThat(
            Stream.concat(biases, all),
            (run, procedure) -> {
              Activity then = Rehearsal.activities(run, procedure).get(k);
              return !then.isFaulty();
            });
  }

  private static Stream<Double> tries(double first, boolean stronger) {
    return Stream.iterate(first, f -> stronger ? 2 * f : f / 2).limit(TRIES);
  }
}
