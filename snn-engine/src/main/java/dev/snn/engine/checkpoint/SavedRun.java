package dev.snn.engine.checkpoint;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.data.BadDataException;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.record.RunRecord;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A training as a checkpoint holds it.
 *
 * @param file where it stands
 * @param tree the record of the run up to here: configuration, seed, plug-ins, data set, metrics of
 *     each epoch, environment
 * @param dataset what the network was made for
 * @param complete true after the end of the training
 * @param parameters values of the network's parameters, by name
 * @param encoder what the encoder found in the training split; empty for one that needs nothing
 * @param training what the procedure needs to go on; empty where it cannot
 */
public record SavedRun(
    Path file,
    ObjectNode tree,
    DatasetInfo dataset,
    boolean complete,
    SavedState parameters,
    SavedState encoder,
    SavedState training) {

  /** Where the state has what was learned beside the parameters. */
  static final String LEARNED = "run.learned";

  /** What was learned beside the parameters of the network. */
  public Optional<SavedState> learned() {
    return Optional.of(training.part(LEARNED)).filter(state -> !state.isEmpty());
  }

  /** The record of the run up to here. */
  public RunRecord record() {
    return new RunRecord(tree);
  }

  /** The backend that computed it. */
  public String backend() {
    return tree.path("environment").path("backend").asText();
  }

  /** Epochs trained. */
  public int epoch() {
    return tree.path("final").path("number").asInt();
  }

  /** Refuses files that are not what they were when the network was trained. */
  public void requireSameData(DatasetInfo now) {
    List<String> changed =
        now.checksums().entrySet().stream()
            .filter(file -> !file.getValue().equals(dataset.checksums().get(file.getKey())))
            .map(Map.Entry::getKey)
            .toList();
    if (!now.checksums().equals(dataset.checksums())) {
      throw new UserError(
          "%s was trained on other data: the files of '%s' have changed since%s. Put the former ones back, or score the new ones under another name with --set dataset.KEY=FILE."
              .formatted(file, now.name(), changed.isEmpty() ? "" : " (" + changed.get(0) + ")"));
    }
  }

  /** The parameters of a network. */
  static SavedState of(List<Parameter> parameters) {
    SavedState state = new SavedState();
    parameters.forEach(p -> state.put(p.name(), p.value()));
    return state;
  }

  /** Sets the parameters of a network; one of another form is the user's error. */
  public void restore(List<Parameter> network) {
    for (Parameter p : network) {
      try {
        parameters.copyTo(p.name(), p.value());
      } catch (BadDataException e) {
        throw new UserError(
            "%s holds another network: %s Keep the layers, the decoder and the size of the data as they were."
                .formatted(file, describe(p)),
            e);
      }
    }
    if (parameters.arrays().size() != network.size()) {
      throw new UserError(
          "%s holds another network: it has %d parameter arrays, not %d. Keep the layers and the decoder as they were."
              .formatted(file, parameters.arrays().size(), network.size()));
    }
  }

  private String describe(Parameter p) {
    float[][] saved = parameters.arrays().get(p.name());
    return saved == null
        ? "it has no '%s'.".formatted(p.name())
        : "'%s' is %s, not %s.".formatted(p.name(), shape(saved), shape(p.value()));
  }

  private static String shape(float[][] rows) {
    return rows.length + " x " + (rows.length == 0 ? 0 : rows[0].length);
  }
}
