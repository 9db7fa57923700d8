package example;

import dev.snn.api.plugin.Part;
import dev.snn.engine.Experiment;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.record.RunRecord;

/** Trains a spiking network on handwritten digits without any YAML. */
public final class TrainDigits {
  private TrainDigits() {}

  /** Prints the accuracy on the test split. */
  public static void main(String[] args) {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults())) {
      RunRecord record =
          Experiment.named("digits")
              .dataset("digits")
              .encoder("latency", "steps", 10)
              .layer("dense", "size", 64, "neuron", Part.of("lif", "r", 20))
              .layer("srm-bernoulli", "size", 10)
              .decoder("rate")
              .loss("cross-entropy")
              .training(
                  "gradient", "epochs", 6, "batch", 32, "optimizer", Part.of("adam", "lr", 0.005))
              .run(engine, 1);
      double accuracy = record.finalScores("test").get("accuracy");
      System.out.println("test accuracy: " + Math.round(accuracy * 1000) / 10.0 + " %");
    }
  }
}
