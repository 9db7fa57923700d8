package dev.snn.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.api.learning.SavedState;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Plugin;
import dev.snn.api.stream.DriftDetector;
import dev.snn.api.stream.DriftDetectorPlugin;
import dev.snn.api.stream.StreamLearner;
import dev.snn.api.stream.StreamLearnerPlugin;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** Learners of streams and drift detectors that are broken on purpose. */
class BrokenStreamsTest {
  public record Config() {}

  public record Learns(Supplier<StreamLearner> maker) implements StreamLearnerPlugin<Config> {
    @Override
    public String name() {
      return "test.learner";
    }

    @Override
    public Config defaults() {
      return new Config();
    }

    @Override
    public StreamLearner create(Config config, BuildContext context) {
      return maker.get();
    }
  }

  public record Detects(Supplier<DriftDetector> maker) implements DriftDetectorPlugin<Config> {
    @Override
    public String name() {
      return "test.detector";
    }

    @Override
    public Config defaults() {
      return new Config();
    }

    @Override
    public DriftDetector create(Config config, BuildContext context) {
      return maker.get();
    }
  }

  /** The class learned last, which keeps its contract. */
  private static class Last implements StreamLearner {
    int last;

    @Override
    public int predict(float[] x) {
      return last;
    }

    @Override
    public void learn(float[] x, int label) {
      last = label;
    }

    @Override
    public void reset() {
      last = 0;
    }

    @Override
    public long bytes() {
      return 4;
    }

    @Override
    public SavedState state() {
      return new SavedState().put("last", last);
    }

    @Override
    public void restore(SavedState state) {
      last = (int) state.number("last");
    }
  }

  /** A drift after ten errors in a row, which keeps its contract. */
  private static class Row implements DriftDetector {
    int errors;

    @Override
    public Level update(double error) {
      errors = error > 0 ? errors + 1 : 0;
      if (errors == 10) {
        errors = 0;
        return Level.DRIFT;
      }
      return Level.STABLE;
    }

    @Override
    public void reset() {
      errors = 0;
    }

    @Override
    public long bytes() {
      return 4;
    }

    @Override
    public SavedState state() {
      return new SavedState().put("errors", errors);
    }

    @Override
    public void restore(SavedState state) {
      errors = (int) state.number("errors");
    }
  }

  private static void learner(String check, Supplier<StreamLearner> maker, String... detail) {
    Caught.by(check, Family.STREAM_LEARNER, new Learns(maker), detail);
  }

  private static void detector(String check, Supplier<DriftDetector> maker, String... detail) {
    Caught.by(check, Family.DRIFT_DETECTOR, new Detects(maker), detail);
  }

  @Test
  void thoseThatKeepTheirContractPass() {
    assertKept(Family.STREAM_LEARNER, new Learns(Last::new));
    assertKept(Family.DRIFT_DETECTOR, new Detects(Row::new));
  }

  /** All but a constructor without arguments, which these plug-ins lack. */
  private static void assertKept(Family<?> family, Plugin<?, ?> plugin) {
    assertThat(Contracts.check(family, plugin))
        .filteredOn(result -> !result.name().equals("constructor"))
        .hasSizeGreaterThan(7)
        .allMatch(CheckResult::passed);
  }

  @Test
  void aClassThatIsNone() {
    learner(
        "classes within range",
        () ->
            new Last() {
              @Override
              public int predict(float[] x) {
                return 3;
              }
            },
        "the class 3 of 3");
  }

  @Test
  void aLearnerThatLearnsNothing() {
    learner(
        "learns what is always the same",
        () ->
            new Last() {
              @Override
              public void learn(float[] x, int label) {}
            },
        "after 50 samples of class 1 it predicts 0");
  }

  @Test
  void aPredictionThatIsLearned() {
    learner(
        "predictions change nothing",
        () ->
            new Last() {
              @Override
              public int predict(float[] x) {
                last = (last + 1) % 3;
                return last;
              }
            },
        "a second prediction");
  }

  @Test
  void aSampleThatIsChanged() {
    learner(
        "arrays are left alone and not kept",
        () ->
            new Last() {
              @Override
              public void learn(float[] x, int label) {
                x[0] = 0;
                last = label;
              }
            },
        "learn() changes the values");
  }

  @Test
  void aResetThatForgetsNothing() {
    learner(
        "a reset forgets everything",
        () ->
            new Last() {
              @Override
              public void reset() {}
            },
        "after a reset");
  }

  @Test
  void aStateThatIsForgotten() {
    learner(
        "going on from a state",
        () ->
            new Last() {
              @Override
              public void restore(SavedState state) {}
            },
        "gone on after");
    detector(
        "going on from a state",
        () ->
            new Row() {
              @Override
              public Level update(double error) {
                errors += error > 0 ? 1 : 0;
                return errors % 200 == 199 ? Level.WARNING : Level.STABLE;
              }

              @Override
              public SavedState state() {
                return new SavedState().put("errors", 0);
              }
            },
        "gone on after");
  }

  @Test
  void aDriftWithoutErrors() {
    detector(
        "no drift without errors",
        () ->
            new Row() {
              @Override
              public Level update(double error) {
                return Level.DRIFT;
              }
            },
        "after 1 predictions that were all right");
  }

  @Test
  void driftsAtEveryError() {
    detector(
        "sees a change",
        () ->
            new Row() {
              @Override
              public Level update(double error) {
                return error > 0 ? Level.DRIFT : Level.STABLE;
              }
            },
        "drifts of 1500 errors");
  }

  @Test
  void aChangeThatIsNotSeen() {
    detector(
        "sees a change",
        () ->
            new Row() {
              @Override
              public Level update(double error) {
                return Level.STABLE;
              }
            },
        "no drift of 1500 errors");
  }

  @Test
  void noLevel() {
    detector(
        "determinism",
        () ->
            new Row() {
              @Override
              public Level update(double error) {
                return null;
              }
            },
        "update() returned null");
  }
}
