package dev.snn.engine.doctor;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.engine.explain.Rehearsal;
import dev.snn.engine.explain.Rehearsal.Gradient;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Compares the gradients of the layers' weights with one another, in one batch. */
final class GradientFlow implements Look {
  /** Size of a gradient over the largest behind it, nearer to the loss. */
  static final double SMALLEST = 1e-4;

  /** Size of a gradient over the smallest behind it, nearer to the loss. */
  static final double LARGEST = 1e3;

  /** The first update of a layer's weights over their size. */
  static final double FARTHEST = 1;

  private static final int TRIES = 8;

  @Override
  public void at(Patient patient, Diagnosis.Notes notes) {
    Optional<String> not = doesNotApply(patient, notes);
    if (not.isPresent()) {
      notes.passOver(Symptom.VANISHING_GRADIENT, not.get());
      notes.passOver(Symptom.EXPLODING_GRADIENT, not.get());
      return;
    }
    List<Gradient> all = patient.rehearsal().get().gradients();
    List<Gradient> later = patient.byHeart().map(ByHeart::gradients).orElse(all);
    // What is wrong with a layer is wrong with all in front of it: the one nearest to the loss
    // tells.
    for (int k = all.size() - 1; k >= 0; k--) {
      if (vanishes(all, k) && vanishes(later, k)) {
        notes.found(vanishing(patient, all, k));
        break;
      }
    }
    ByHeart learned = patient.byHeart().orElseThrow();
    for (int k = all.size() - 1; k >= 0; k--) {
      if (explodes(learned, k)) {
        notes.found(exploding(patient, learned, k));
        break;
      }
    }
  }

  private static Optional<String> doesNotApply(Patient patient, Diagnosis.Notes notes) {
    if (!patient.learnsByLoss()) {
      return Optional.of(
          "the procedure '%s' trains by no gradient of a loss".formatted(patient.procedureName()));
    }
    List<Gradient> all = patient.rehearsal().get().gradients();
    if (all.stream().noneMatch(g -> g.weights() > 0)) {
      return Optional.of("no layer has weights to train");
    }
    return notes.has(Symptom.SILENT_LAYER) || notes.has(Symptom.SATURATED_LAYER)
        ? Optional.of("a layer that is silent or saturated passes none on; mend that first")
        : Optional.empty();
  }

  private static double largestFrom(List<Gradient> all, int k) {
    return all.stream()
        .skip(k)
        .mapToDouble(Gradient::size)
        .filter(size -> !Double.isNaN(size))
        .max()
        .orElse(0);
  }

  private static double smallestBehind(List<Gradient> all, int k) {
    return all.stream()
        .skip(k + 1)
        .mapToDouble(Gradient::size)
        .filter(size -> size > 0)
        .min()
        .orElse(Double.NaN);
  }

  private static boolean vanishes(List<Gradient> all, int k) {
    double size = all.get(k).size();
    return size == 0 || size < SMALLEST * largestFrom(all, k);
  }

  /** A gradient that is large beside others does no harm where the optimiser evens it out. */
  private static boolean explodes(ByHeart learned, int k) {
    Gradient g = learned.began().get(k);
    return g.weights() > 0
        && (!Double.isFinite(g.size())
            || g.size() > LARGEST * smallestBehind(learned.began(), k)
                && !(learned.moved().get(k) <= FARTHEST));
  }

  private static Finding vanishing(Patient patient, List<Gradient> all, int k) {
    double size = all.get(k).size();
    double largest = largestFrom(all, k);
    return new Finding(
        Symptom.VANISHING_GRADIENT,
        patient.place(k),
        largest == 0 ? 0 : size / largest,
        "gradient over the largest behind it",
        String.format(
            Locale.ROOT,
            "the gradient of its weights is %.2g (root mean square), the largest from there on %.2g",
            size,
            largest),
        "the surrogate's derivative is next to 0 where the membranes are, so that the layer hardly"
            + " learns of the loss",
        flatter(patient, k));
  }

  private static Optional<String> flatter(Patient patient, int k) {
    ObjectNode layer = patient.config().layers().get(k).tree();
    Stream<String> flat =
        Stream.of("slope", "alpha", "beta", "width")
            .flatMap(key -> Option.ofLayer(k, layer, "neuron", "surrogate", key).stream())
            .flatMap(
                o ->
                    Stream.iterate(o.path().endsWith("width") ? 5 : 0.2, f -> f * f)
                        .limit(4)
                        .map(f -> o.to(o.number() * f)));
    Stream<String> undamped =
        Option.ofLayer(k, layer, "neuron", "surrogate", "damping").stream()
            .filter(o -> o.number() < 1)
            .map(o -> o.to(1));
    Stream<String> drive =
        Option.ofLayer(k, layer, "neuron", "r").stream()
            .flatMap(
                o -> Stream.iterate(2.0, f -> 2 * f).limit(TRIES).map(f -> o.to(o.number() * f)));
    return patient
        .variants()
        .firstThat(
            Stream.of(undamped, flat, drive).flatMap(s -> s),
            (run, procedure) -> gradients(run, procedure).map(g -> !vanishes(g, k)).orElse(false));
  }

  private static Optional<List<Gradient>> gradients(Run run, Procedure procedure) {
    return Rehearsal.of(procedure, run, 0).map(Rehearsal::gradients);
  }

  private static Finding exploding(Patient patient, ByHeart learned, int k) {
    List<Gradient> all = learned.began();
    double size = all.get(k).size();
    double behind = smallestBehind(all, k);
    boolean finite = Double.isFinite(size);
    return new Finding(
        Symptom.EXPLODING_GRADIENT,
        patient.place(k),
        finite ? size / behind : Double.POSITIVE_INFINITY,
        "gradient over the smallest behind it",
        finite
            ? String.format(
                Locale.ROOT,
                "the gradient of its weights is %.2g (root mean square), the smallest behind it %.2g;"
                    + " the first update is %.2g times as large as the weights",
                size,
                behind,
                learned.moved().get(k))
            : "the gradient of its weights is not finite",
        "the gradient grows on its way back, and one update of this layer undoes what all others"
            + " learn",
        smaller(patient, all, k));
  }

  /** A damping above 1 is the cause itself; else the step is bounded. */
  private static Optional<String> smaller(Patient patient, List<Gradient> all, int k) {
    ObjectNode layer = patient.config().layers().get(k).tree();
    Stream<String> undamped =
        Option.ofLayer(k, layer, "neuron", "surrogate", "damping").stream()
            .filter(o -> o.number() > 1)
            .map(o -> o.to(1));
    // The norm that the gradients would have if all were as large as the smallest behind this one.
    long weights = all.stream().mapToLong(Gradient::weights).sum();
    Stream<String> bounds =
        Option.number("training", patient.config().training().tree(), "clip_norm").stream()
            .map(o -> o.to(smallestBehind(all, k) * Math.sqrt(weights)));
    Stream<String> smaller =
        Stream.of(new String[] {"init_scale"}, new String[] {"neuron", "r"})
            .flatMap(keys -> Option.ofLayer(k, layer, keys).stream())
            .flatMap(o -> Stream.of(0.1, 0.01, 0.001).map(f -> o.to(o.number() * f)));
    return patient
        .variants()
        .firstThat(
            Stream.of(undamped, bounds, smaller).flatMap(s -> s),
            (run, procedure) -> !explodes(ByHeart.learn(run, procedure), k));
  }
}
