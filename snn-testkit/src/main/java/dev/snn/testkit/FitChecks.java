package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.codec.Encoder;
import dev.snn.api.learning.SavedState;
import dev.snn.api.neuron.Pass;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Encoders that look at the training split: at that alone, and to the same values every time. */
final class FitChecks {
  private final EncoderRig rig;

  private FitChecks(EncoderRig rig) {
    this.rig = rig;
  }

  static String fit(Supplier<EncoderRig> rigs) {
    FitChecks checks = new FitChecks(rigs.get());
    checks.nothingInNothing();
    if (checks.rig.values().isEmpty()) {
      return "looks at no data";
    }
    checks.sameTwice(rigs.get());
    checks.leavesItsExamplesAlone();
    checks.refusesWithoutValues();
    checks.sizesStay();
    checks.roundTrip();
    return "finds " + names(checks.rig.values());
  }

  private static String names(SavedState values) {
    Set<String> names = new TreeSet<>(values.arrays().keySet());
    names.addAll(values.numbers().keySet());
    return names.toString();
  }

  /** Without examples there is nothing to find, or a complaint. */
  private void nothingInNothing() {
    try {
      SavedState values = rig.made().fit(new EncoderRig.Training(rig.recordings(), 0));
      require(
          values.isEmpty() == rig.values().isEmpty(),
          "a split without examples gives %s, one with examples %s",
          names(values),
          names(rig.values()));
    } catch (IllegalArgumentException e) {
      require(e.getMessage() != null, "the complaint about a split without examples has no text");
    }
  }

  private void sameTwice(EncoderRig other) {
    snapshot(refit()).requireSame(snapshot(rig.values()), "fit again");
    snapshot(other.values()).requireSame(snapshot(rig.values()), "fit of two encoders");
  }

  private SavedState refit() {
    return rig.made().fit(new EncoderRig.Training(rig.recordings(), EncoderRig.TRAINING));
  }

  private static Snapshot snapshot(SavedState values) {
    Snapshot all = new Snapshot();
    values.arrays().forEach(all::putRows);
    values
        .numbers()
        .forEach(
            (name, number) -> {
              long bits = Double.doubleToLongBits(number);
              float high = Float.intBitsToFloat((int) (bits >>> 32));
              all.put(name, new float[] {high, Float.intBitsToFloat((int) bits)});
            });
    return all;
  }

  private void leavesItsExamplesAlone() {
    EncoderRig.Training train = new EncoderRig.Training(rig.recordings(), EncoderRig.TRAINING);
    rig.made().fit(train);
    train.requireUnchanged();
  }

  /** Also after fit: the values belong to the encoder that fitted(...) returns. */
  private void refusesWithoutValues() {
    try {
      rig.encode(rig.made(), 0, 1, Pass.hard());
    } catch (IllegalStateException e) {
      require(
          e.getMessage() != null && !e.getMessage().isBlank(),
          "the complaint of an encoder without its values has no text");
      return;
    }
    throw new ContractViolation(
        "encodes without the values of fit; throw an IllegalStateException,"
            + " and keep them in the encoder that fitted(...) returns only");
  }

  private void sizesStay() {
    require(
        rig.made().steps() == rig.encoder().steps()
            && rig.made().outputSize() == rig.encoder().outputSize(),
        "fitted(...) changes [%d x %d] to [%d x %d]; steps() and outputSize() must stay",
        rig.made().steps(),
        rig.made().outputSize(),
        rig.encoder().steps(),
        rig.encoder().outputSize());
  }

  /** Everything it needs is in its values, whatever another encoder has seen in between. */
  private void roundTrip() {
    Snapshot first = rig.run(0, 4, Pass.hard());
    Encoder again = rig.again();
    rig.made().fit(new EncoderRig.Training(rig.recordings(), 1));
    new Snapshot()
        .put("signal", rig.encode(again, 0, 4, Pass.hard()))
        .requireSame(first, "values given back");
  }
}
