package dev.snn.engine.doctor;

import java.util.Optional;

/**
 * Something that keeps a network from learning, or its scores from meaning what they seem to.
 *
 * @param symptom its name
 * @param where the layer or part, as {@code layers[1]}
 * @param value the number seen
 * @param unit of the number
 * @param seen what was measured, in words
 * @param cause one sentence
 * @param mend {@code KEY=VALUE} for {@code --set}; empty where no option of this experiment mends
 *     it
 */
public record Finding(
    Symptom symptom,
    String where,
    double value,
    String unit,
    String seen,
    String cause,
    Optional<String> mend) {

  /** The same without a setting, as where it does not fit the file. */
  public Finding withoutMend() {
    return new Finding(symptom, where, value, unit, seen, cause, Optional.empty());
  }
}
