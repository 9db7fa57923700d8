package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Spikes;
import java.util.ArrayList;
import java.util.List;

/**
 * Encoders: what they learn of the data, shapes, event lists in order, independence of the batch,
 * determinism per key.
 */
final class EncoderChecks {
  private final Subject subject;

  private EncoderChecks(Subject subject) {
    this.subject = subject;
  }

  static List<ContractCheck> of(Subject subject) {
    EncoderChecks c = new EncoderChecks(subject);
    return List.of(
        new ContractCheck("fit", () -> FitChecks.fit(c::rig)),
        new ContractCheck("shape and events", c::shapes),
        new ContractCheck("batch independence", c::batchIndependence),
        new ContractCheck("thread independence", c::threads),
        new ContractCheck("purity", c::purity),
        new ContractCheck("determinism", c::determinism),
        new ContractCheck("edge sizes", c::edges),
        new ContractCheck("NaN is not hidden", c::nan));
  }

  /** Tries value vectors, then recordings: an encoder refuses data it does not take. */
  private EncoderRig rig() {
    List<String> refused = new ArrayList<>();
    for (DatasetInfo.Kind kind : DatasetInfo.Kind.values()) {
      DatasetInfo info = EncoderRig.info(kind);
      try {
        TestContext context = subject.context(0).withInputShape(info.shape()).withDataset(info);
        SealedData files = new SealedData(context.data());
        Encoder made = subject.create(Encoder.class, context.withData(files));
        files.seal();
        EncoderRig rig = EncoderRig.of(made, kind);
        rig.encode(0, 1, Pass.hard());
        return rig;
      } catch (IllegalArgumentException | IllegalStateException e) {
        refused.add(String.valueOf(e.getMessage()));
      } catch (RuntimeException e) {
        if (refused.isEmpty()) {
          throw e;
        }
        refused.add(Blame.of(e));
      }
    }
    throw new NotMade(
        "takes neither value vectors (%s) nor recordings (%s)"
            .formatted(refused.get(0), refused.get(1)),
        null);
  }

  private String shapes() {
    EncoderRig rig = rig();
    require(
        rig.encoder().outputShape().size() == rig.encoder().outputSize(),
        "outputShape() is %s, but outputSize() is %d",
        rig.encoder().outputShape(),
        rig.encoder().outputSize());
    Signal signal = rig.encode(0, 5, Pass.hard());
    require(
        signal.steps() == rig.encoder().steps()
            && signal.batch() == 5
            && signal.size() == rig.encoder().outputSize(),
        "the signal is [%d x %d x %d]; steps() and outputSize() say [%d x 5 x %d]",
        signal.steps(),
        signal.batch(),
        signal.size(),
        rig.encoder().steps(),
        rig.encoder().outputSize());
    if (!(signal instanceof Spikes spikes)) {
      return signal.getClass().getSimpleName();
    }
    Spikes.Raw events = spikes.raw();
    int[] offsets = events.offsets();
    require(offsets[0] == 0, "the first offset is %d", offsets[0]);
    for (int r = 0; r + 1 < offsets.length; r++) {
      require(offsets[r] <= offsets[r + 1], "offsets fall at row %d", r);
      for (int e = offsets[r]; e < offsets[r + 1]; e++) {
        int unit = events.units()[e];
        require(unit >= 0 && unit < spikes.size(), "unit %d of %d", unit, spikes.size());
        require(
            e == offsets[r] || events.units()[e - 1] < unit,
            "row %d lists unit %d after unit %d: events must ascend",
            r,
            unit,
            e == offsets[r] ? -1 : events.units()[e - 1]);
        float count = events.counts() == null ? 1 : events.counts()[e];
        require(
            count >= 1 && count == Math.rint(count), "an event of %s spikes in row %d", count, r);
      }
    }
    require(spikes.events() > 0, "no spikes for values between 0 and 1");
    return spikes.toString();
  }

  private String batchIndependence() {
    EncoderRig rig = rig();
    Snapshot all = rig.run(20, 5, Pass.hard());
    for (int b = 0; b < 5; b++) {
      all.example(b)
          .requireSame(
              rig.run(20 + b, 1, Pass.hard()).example(0),
              "example %d in a batch of 5 against alone".formatted(b));
    }
    return "bit for bit";
  }

  private String threads() {
    EncoderRig rig = rig();
    int batch = 2 * Parallel.BLOCK + 3;
    Snapshot one = rig.run(0, batch, Pass.hard());
    for (int threads : new int[] {2, 3}) {
      try (Parallel pool = Parallel.pool(threads)) {
        rig.run(0, batch, Pass.hard().on(pool)).requireSame(one, threads + " threads against 1");
      }
    }
    return "bit for bit";
  }

  private String purity() {
    EncoderRig rig = rig();
    Samples samples = rig.samples(3, 3);
    rig.encoder().encode(samples, Pass.hard().forIds(samples.ids()));
    Samples fresh = rig.samples(3, 3);
    new Snapshot()
        .putRows("values", samples.values())
        .requireSame(new Snapshot().putRows("values", fresh.values()), "encoding changes values");
    for (int b = 0; b < 3 && samples.recordings() != null; b++) {
      require(
          java.util.Arrays.equals(
              samples.recordings()[b].timesUs(), fresh.recordings()[b].timesUs()),
          "encoding changes the recording of example %d",
          b);
    }
    Snapshot first = rig.run(0, 3, Pass.hard());
    rig.run(50, 2, Pass.hard().withKey(9));
    rig.run(0, 3, Pass.hard()).requireSame(first, "the same batch again: the encoder holds state");
    return "samples unchanged, second call the same";
  }

  private String determinism() {
    rig().run(0, 4, Pass.hard()).requireSame(rig().run(0, 4, Pass.hard()), "one key, two encoders");
    boolean random = false;
    for (long key : List.of(1L, 2L, 3L)) {
      try {
        rig()
            .run(0, 4, Pass.hard().withKey(key))
            .requireSame(rig().run(0, 4, Pass.hard()), "another key");
      } catch (ContractViolation different) {
        random = true;
      }
    }
    return random ? "random, keyed" : "the same for every key";
  }

  private String edges() {
    EncoderRig rig = rig();
    Signal none = rig.encode(0, 0, Pass.hard());
    require(none.batch() == 0, "an empty batch gives %d examples", none.batch());
    require(none.steps() == rig.encoder().steps(), "an empty batch has %d steps", none.steps());
    require(rig.encode(0, 1, Pass.hard()).batch() == 1, "a batch of 1 is lost");
    return "batch 0, batch 1";
  }

  private String nan() {
    EncoderRig rig = rig();
    Samples samples = rig.samples(0, 2);
    if (samples.values() == null) {
      return "recordings hold no NaN";
    }
    samples.values()[1][2] = Float.NaN;
    try {
      Signal signal = rig.encoder().encode(samples, Pass.hard().forIds(samples.ids()));
      require(
          DecoderRig.hasNan(signal.toTensor()),
          "a NaN value vanishes in the code; refuse it or pass it on");
      return "passed on";
    } catch (IllegalArgumentException e) {
      return "refused: " + e.getMessage();
    }
  }
}
