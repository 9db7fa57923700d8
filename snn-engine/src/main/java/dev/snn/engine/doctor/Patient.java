package dev.snn.engine.doctor;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.learning.Network;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Stepwise;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.explain.Rehearsal;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The run that is looked at.
 *
 * @param rehearsal empty where the procedure takes no steps
 * @param byHeart what comes of some updates; empty where nothing is minimised
 * @param variants the same run with other options
 */
record Patient(
    RunConfig config,
    Run run,
    Procedure procedure,
    Optional<Rehearsal> rehearsal,
    Optional<ByHeart> byHeart,
    Variants variants) {

  /** Name of the procedure. */
  String procedureName() {
    return config.training().entry().name();
  }

  /** True where there is a network that is trained by steps towards a smaller loss. */
  boolean learnsByLoss() {
    return rehearsal.isPresent() && run.network().hasLoss() && run.network().hasDecoder();
  }

  /** "layers[2]", with its name where it has one. */
  String place(int k) {
    return "layers[" + k + "]" + config.layers().get(k).name().map(" "::concat).orElse("");
  }

  Network network() {
    return run.network();
  }

  /** The first training examples, as many as a step takes but no more than {@code most}. */
  Samples samples(int most) {
    return samples(run, procedure, most);
  }

  static Samples samples(Run run, Procedure procedure, int most) {
    int batch = procedure instanceof Stepwise stepwise ? stepwise.batch() : most;
    int size = Math.min(Math.min(batch, most), run.dataset().train().size());
    return run.dataset().train().gather(IntStream.range(0, size).toArray());
  }

  /** Indices evenly over a split: the first ones may all be of one class. */
  static int[] spread(Dataset.Split split, int most) {
    int size = Math.min(most, split.size());
    return IntStream.range(0, size).map(k -> (int) ((long) k * split.size() / size)).toArray();
  }
}
