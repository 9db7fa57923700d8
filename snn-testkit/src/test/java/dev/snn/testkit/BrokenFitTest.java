package dev.snn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.codec.Encoder;
import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.learning.SavedState;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Encoders that look at the training split in a wrong way. */
class BrokenFitTest {
  private static final int STEPS = 5;

  public record Config() {}

  /** How an encoder that looks at the training split can fail. */
  public enum Fault {
    NONE,
    FORGETS,
    CHANGES,
    NO_COMPLAINT,
    BEYOND,
    SPOILS,
    GROWS,
    OTHER_FILES,
    DRAWS
  }

  /** Every fit draws another number. */
  private static final AtomicInteger FITS = new AtomicInteger();

  public record Fitting(Fault fault) implements EncoderPlugin<Config> {
    @Override
    public String name() {
      return "test.fitting";
    }

    @Override
    public Config defaults() {
      return new Config();
    }

    @Override
    public Encoder create(Config config, BuildContext context) {
      return new Highest(fault, context, context.dataset().features(), new float[1][1], false);
    }
  }

  private record Highest(
      Fault fault, BuildContext context, int size, float[][] highest, boolean ready)
      implements Encoder {
    @Override
    public int steps() {
      return STEPS;
    }

    @Override
    public int outputSize() {
      return fault == Fault.GROWS && ready ? size + 1 : size;
    }

    @Override
    public SavedState fit(Dataset.Split train) {
      float[][] found = new float[1][1];
      if (fault == Fault.BEYOND) {
        train.gather(new int[] {train.size()});
      }
      if (fault == Fault.OTHER_FILES) {
        context.data().folders();
      }
      train.inBatches(
          7,
          samples -> {
            for (float[] row : samples.values()) {
              for (float x : row) {
                found[0][0] = Math.max(found[0][0], x);
              }
              row[0] += fault == Fault.SPOILS ? 1 : 0;
            }
          });
      found[0][0] += fault == Fault.DRAWS ? FITS.incrementAndGet() : 0;
      highest[0][0] = fault == Fault.CHANGES ? found[0][0] : highest[0][0];
      return new SavedState().put("highest", found);
    }

    @Override
    public Encoder fitted(SavedState values) {
      float[][] saved =
          fault == Fault.FORGETS ? new float[][] {{System.nanoTime()}} : new float[1][1];
      if (fault != Fault.FORGETS) {
        values.copyTo("highest", saved);
      }
      return new Highest(fault, context, size, saved, true);
    }

    @Override
    public Signal encode(Samples samples, Pass pass) {
      boolean known = ready || highest[0][0] > 0 || fault == Fault.NO_COMPLAINT;
      if (!known) {
        throw new IllegalStateException("the highest value is not known");
      }
      Tensor signal = Tensor.zeros(STEPS, samples.size(), outputSize());
      for (int r = 0; r < signal.rows().length; r++) {
        float[] x = samples.values()[r % samples.size()];
        for (int n = 0; n < size; n++) {
          signal.rows()[r][n] = x[n] / highest[0][0];
        }
      }
      return signal;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "FORGETS | values given back: signal differs",
        "CHANGES | encodes without the values of fit",
        "NO_COMPLAINT | encodes without the values of fit",
        "BEYOND | fit asks for example 20 of a split of 20",
        "SPOILS | fit changes values",
        "GROWS | steps() and outputSize() must stay",
        "OTHER_FILES | looks at files",
        "DRAWS | fit again: highest differs"
      })
  void fitThatBreaksItsContract(Fault fault, String complaint) {
    Caught.by("fit", Family.ENCODER, new Fitting(fault), complaint);
  }

  @Test
  void fitThatKeepsItsContract() {
    assertThat(Contracts.check(Family.ENCODER, new Fitting(Fault.NONE)))
        .allMatch(result -> result.passed() || result.name().equals("constructor"))
        .anyMatch(result -> result.detail().equals("finds [highest]"));
  }
}
