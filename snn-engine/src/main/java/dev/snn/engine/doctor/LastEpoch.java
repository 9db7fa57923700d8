package dev.snn.engine.doctor;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.learning.Network;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Spiking;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Arena;
import dev.snn.engine.record.RunRecord;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Compares the training loss that a record ends with with that of a constant prediction. */
record LastEpoch(RunRecord record) implements Look {
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

  /** In stretches: as many examples at once as are learned by heart fit into memory. */
  private static Optional<Double> constant(Patient patient) {
    Run run = patient.run();
    Dataset.Split train = run.dataset().train();
    int[] indices = Patient.spread(train, Constants.EXAMPLES);
    int atATime = ByHeart.examples(run);
    List<float[]> constants = null;
    double[] sums = null;
    for (int from = 0; from < indices.length; from += atATime) {
      int to = Math.min(from + atATime, indices.length);
      Samples samples = train.gather(Arrays.copyOfRange(indices, from, to));
      long key = run.seed().key("doctor/last-epoch");
      Pass pass = new Pass(true, Spiking.HARD, run.parallel(), Arena.HEAP, key, samples.ids(), 0);
      Network network = run.network();
      Network.Forward forward = network.forward(run.encoder().encode(samples, pass), pass);
      if (constants == null) {
        if (!ByHeart.readsPrediction(network, forward, samples, pass)) {
          return Optional.empty();
        }
        constants = Constants.of(train, forward.decoded().prediction().size());
        sums = new double[constants.size()];
      }
      for (int k = 0; k < sums.length; k++) {
        double loss = ByHeart.loss(network, forward, constants.get(k), samples, pass);
        sums[k] += loss * samples.size() / indices.length;
      }
    }
    return Arrays.stream(sums).boxed().min(Comparator.naturalOrder());
  }
}
