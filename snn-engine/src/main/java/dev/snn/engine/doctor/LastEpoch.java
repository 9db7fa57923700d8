package dev.snn.engine.doctor;

import dev.snn.api.data.Samples;
import dev.snn.api.learning.Network;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Spiking;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Arena;
import dev.snn.engine.record.RunRecord;
import java.util.Locale;
import java.util.Optional;

/** Compares the training loss that a record ends with with that of a constant prediction. */
record LastEpoch(RunRecord record) implements Look {
  private static final int EXAMPLES = 512;

  /** A run that came to nothing is to be this many times as long. */
  private static final int LONGER = 5;

  @Override
  public void at(Patient patient, Diagnosis.Notes notes) {
    double loss = record.tree().path("final").path("train_loss").asDouble(Double.NaN);
    if (!patient.learnsByLoss() || Double.isNaN(loss) || notes.has(Symptom.TRIVIAL_LOSS)) {
      return;
    }
    Optional<Double> constant = constant(patient);
    int epochs = record.tree().path("final").path("number").asInt();
    if (constant.isEmpty() || loss < constant.get()) {
      return;
    }
    notes.found(
        new Finding(
            Symptom.TRIVIAL_LOSS,
            "training",
            loss / constant.get(),
            "loss over that of a constant prediction",
            String.format(
                Locale.ROOT,
                "the training loss of epoch %d is %.4g, that of a constant prediction %.4g",
                epochs,
                loss,
                constant.get()),
            "a few examples are learned by heart with this learning rate, so the training was too short",
            Option.number("training", patient.config().training().tree(), "epochs")
                .map(o -> o.to(String.valueOf(LONGER * epochs)))));
  }

  private static Optional<Double> constant(Patient patient) {
    Run run = patient.run();
    int[] first = new int[Math.min(EXAMPLES, run.dataset().train().size())];
    java.util.Arrays.setAll(first, k -> k);
    Samples samples = run.dataset().train().gather(first);
    long key = run.seed().key("doctor/last-epoch");
    Pass pass = new Pass(true, Spiking.HARD, run.parallel(), Arena.HEAP, key, samples.ids(), 0);
    Network network = run.network();
    Network.Forward forward = network.forward(run.encoder().encode(samples, pass), pass);
    return ByHeart.readsPrediction(network, forward, samples, pass)
        ? Optional.of(ByHeart.constant(run, forward, samples, pass))
        : Optional.empty();
  }
}
