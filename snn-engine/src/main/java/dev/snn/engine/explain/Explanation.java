package dev.snn.engine.explain;

import java.util.List;
import java.util.Optional;

/**
 * What is known of a row before it is trained.
 *
 * @param stages from data to training, in order
 * @param parameters trainable ones; 0 where there is no network
 * @param memory estimate; null where there is no network
 * @param rehearsal empty where nothing is trained by gradients
 * @param notes what the data set says of itself
 * @param warnings what speaks against this row, each measured on the first batch
 */
public record Explanation(
    List<Stage> stages,
    long parameters,
    Memory memory,
    Optional<Rehearsal> rehearsal,
    List<String> notes,
    List<String> warnings) {

  /**
   * A part of the pipeline.
   *
   * @param place "layers[0]"
   * @param part names of the plug-in and of the parts in it
   * @param shape what comes out of it
   * @param parameters trainable ones; -1 where it can have none
   * @param activity what it does at the initial weights; may be empty
   */
  public record Stage(String place, String part, String shape, long parameters, String activity) {}

  /**
   * An estimate of the memory a run needs, in bytes: 16 for each parameter (value, gradient, two
   * moments of the optimiser), 16 for each neuron, step and example of a batch (current, membrane,
   * probability, gradient), 4 for each feature of each example of the data set.
   */
  public record Memory(long parameters, long batch, long data) {

    /** In all. */
    public long total() {
      return parameters + batch + data;
    }
  }
}
