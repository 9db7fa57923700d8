package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.codec.Decoder;
import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Tensor;
import java.util.List;

/** Decoders: gradients, events equal to dense values, independence, purity, edges, NaN. */
final class DecoderChecks {
  private static final int N = 6;

  private final Subject subject;

  private DecoderChecks(Subject subject) {
    this.subject = subject;
  }

  static List<ContractCheck> of(Subject subject) {
    DecoderChecks c = new DecoderChecks(subject);
    return List.of(
        new ContractCheck("shape of the prediction", c::shapes),
        new ContractCheck("gradients", c::gradients),
        new ContractCheck("events and dense values agree", c::kernels),
        new ContractCheck("batch independence", c::batchIndependence),
        new ContractCheck("thread independence", c::threads),
        new ContractCheck("purity", c::purity),
        new ContractCheck("determinism", c::determinism),
        new ContractCheck("edge sizes", c::edges),
        new ContractCheck("NaN is not hidden", c::nan),
        new ContractCheck("undefined arena memory", c::arena));
  }

  private DecoderRig rig() {
    return new DecoderRig(subject.create(Decoder.class, context()));
  }

  private TestContext context() {
    return subject.context(N);
  }

  private int steps() {
    return context().steps();
  }

  private static Pass evaluating() {
    Pass p = Pass.hard();
    return new Pass(false, p.spiking(), p.parallel(), p.arena(), p.key(), p.ids(), p.firstStep());
  }

  private String shapes() {
    DecoderRig rig = rig();
    int outputs = context().outputs();
    require(
        rig.decoder().outputSize() == outputs,
        "outputSize() is %d for %d outputs",
        rig.decoder().outputSize(),
        outputs);
    Tensor prediction = null;
    for (Pass pass : List.of(Pass.hard(), evaluating())) {
      prediction = rig.run(Readouts.hard(steps(), 3, N), pass, 0).get("prediction");
      require(
          (prediction.steps() == 1 || prediction.steps() == steps())
              && prediction.batch() == 3
              && prediction.size() == outputs,
          "the prediction is %s, not [1 or %d x 3 x %d]",
          prediction,
          steps(),
          outputs);
      require(!DecoderRig.hasNan(prediction), "the prediction of an ordinary readout has NaN");
    }
    return prediction.toString();
  }

  private String gradients() {
    return rig().checkGradients(N, steps());
  }

  private String kernels() {
    DecoderRig rig = rig();
    Readouts events = Readouts.hard(steps(), 3, N);
    double worst =
        rig.run(events, Pass.hard(), 0)
            .requireClose(rig.run(events.dense(), Pass.hard(), 0), "events against values", 1e-5);
    return "largest difference %.1e".formatted(worst);
  }

  private String batchIndependence() {
    DecoderRig rig = rig();
    for (Pass pass : List.of(Pass.hard(), Pass.smooth(), evaluating())) {
      Readouts r = pass.isHard() ? Readouts.hard(steps(), 5, N) : Readouts.smooth(steps(), 5, N);
      Snapshot all = rig.run(r, pass, 0);
      for (int b = 0; b < 5; b++) {
        all.example(b)
            .requireSame(
                rig.run(r.example(b), pass, b).example(0),
                "example %d in a batch of 5 against alone, %s".formatted(b, pass.spiking()));
      }
    }
    return "bit for bit";
  }

  private String threads() {
    DecoderRig rig = rig();
    int batch = 2 * Parallel.BLOCK + 3;
    for (Pass pass : List.of(Pass.hard(), Pass.smooth())) {
      Readouts r =
          pass.isHard() ? Readouts.hard(steps(), batch, N) : Readouts.smooth(steps(), batch, N);
      Snapshot one = rig.run(r, pass, 0);
      for (int threads : new int[] {2, 3}) {
        try (Parallel pool = Parallel.pool(threads)) {
          rig.run(r, pass.on(pool), 0)
              .requireSame(one, threads + " threads against 1, " + pass.spiking());
        }
      }
      rig.run(r, pass.on(new Backwards()), 0)
          .requireSame(one, "blocks in reverse order, " + pass.spiking());
    }
    return "bit for bit";
  }

  private String purity() {
    DecoderRig rig = rig();
    for (Pass pass : List.of(Pass.hard(), Pass.smooth(), evaluating())) {
      Readouts r = pass.isHard() ? Readouts.hard(steps(), 3, N) : Readouts.smooth(steps(), 3, N);
      Snapshot before = r.snapshot().putValues(rig.decoder().parameters());
      Snapshot first = rig.run(r, pass, 0);
      r.snapshot()
          .putValues(rig.decoder().parameters())
          .requireSame(before, "a pass modified the readout or a parameter");
      rig.run(Readouts.hard(steps(), 2, N), pass, 0);
      rig.run(r, pass, 0)
          .requireSame(first, "the same pass again, after another batch: the decoder holds state");
    }
    return "readout unchanged, second call the same";
  }

  private String determinism() {
    Readouts r = Readouts.hard(steps(), 3, N);
    rig()
        .run(r, Pass.hard(), 0)
        .requireSame(rig().run(r, Pass.hard(), 0), "two decoders of one seed");
    return "bit for bit";
  }

  private String edges() {
    DecoderRig rig = rig();
    for (int batch : new int[] {0, 1}) {
      Tensor p = rig.run(Readouts.hard(steps(), batch, N), Pass.hard(), 0).get("prediction");
      require(p.batch() == batch, "a batch of %d gave predictions for %d", batch, p.batch());
      rig.run(Readouts.hard(steps(), batch, N), evaluating(), 0);
    }
    Readouts silent =
        new Readouts(
            Examples.spikes("silent", steps(), 2, N, 0, false),
            Examples.uniform("m", steps(), 2, N, -1, 0),
            Examples.uniform("p", steps(), 2, N, 0.1, 0.4));
    for (Pass pass : List.of(Pass.hard(), evaluating())) {
      require(
          !DecoderRig.hasNan(rig.run(silent, pass, 0).get("prediction")),
          "a readout without spikes gives NaN");
    }
    return "batch 0, batch 1, no spikes";
  }

  private String nan() {
    return rig().checkNan(N, steps());
  }

  private String arena() {
    DecoderRig rig = rig();
    for (Pass pass : List.of(Pass.hard(), Pass.smooth(), evaluating())) {
      Readouts r = pass.isHard() ? Readouts.hard(steps(), 3, N) : Readouts.smooth(steps(), 3, N);
      Pass poisoned =
          new Pass(
              pass.training(), pass.spiking(), pass.parallel(), new PoisonedArena(), 0, null, 0);
      rig.run(r, poisoned, 0)
          .requireSame(
              rig.run(r, pass, 0),
              "an arena full of NaN against zeros (write before reading), " + pass.spiking());
    }
    return "bit for bit";
  }
}
