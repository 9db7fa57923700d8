package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.snn.engine.record.RecordFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A method of a stranger's part that gives null where it must not: the run names the jar, the class
 * and the method, not the place in the program that had use for it.
 */
class NullResultsTest {
  private static final String OWN =
      """
      package yourlab;
      import dev.snn.api.neuron.*;
      import dev.snn.api.plugin.*;
      public final class Own implements NeuronPlugin<Own.Config> {
        public record Config(@Doc("gain") float r) {}
        public String name() { return "yourlab.own"; }
        public Config defaults() { return new Config(5); }
        public NeuronModel create(Config c, BuildContext context) {
          var surrogate = context.create(Family.SURROGATE, "surrogate", Part.of("atan"), 1);
          return new Mine(context.inputSize(), c.r(), new Firing(1, Reset.SUBTRACT, 0, false, surrogate));
        }
        static final class Mine extends PointNeuron {
          private final float r;
          Mine(int size, float r, Firing firing) { super(size, firing); this.r = r; }
          protected void charge(float[] v, float[] x, float[] h, int n) {
            for (int i = 0; i < n; i++) { h[i] = 0.9f * v[i] + r * x[i]; }
          }
          protected void chargeGradient(float[] v, float[] x, float[] dv, float[] dx, int n) {
            for (int i = 0; i < n; i++) { dv[i] = 0.9f; dx[i] = r; }
          }
        }
      }
      """;

  @TempDir Path dir;

  private Snn.Result run(String family, String from, String to) throws IOException {
    Path project = Projects.make(dir, family, "yourlab.test");
    Projects.change(project, from, to);
    Path jar = Projects.jar(project);
    return Snn.run(
        dir,
        "--plugins",
        jar.toString(),
        "run",
        project.resolve("experiment.yaml").toString(),
        "--set",
        "training.epochs=1",
        "--out",
        dir.resolve("out").toString());
  }

  private static void assertBlamed(Snn.Result result, String said) {
    assertThat(result.err()).contains("plug-in plugin.jar: yourlab." + said);
    assertThat(result.err()).doesNotContain("\tat ", "NullPointerException", "mistake of the");
    assertThat(result.code()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource({
    "encoder, return spikes.build();, TestEncoder$Even.encode returned null",
    "encoder, 'return new SavedState().put(\"range\", found);', TestEncoder$Even.fit returned null",
    "encoder, 'return new Even(steps, outputSize, saved);',"
        + " TestEncoder$Even.fitted returned null",
    "decoder, 'return new Decoded(scores, new History(y));', TestDecoder$Model.decode returned null",
    "decoder, 'return new ReadoutGradient(gradient, null, null);',"
        + " TestDecoder$Model.backward returned null",
    "loss, 'return new Loss.Value(loss, Map.of(), gradient, ReadoutGradient.NONE);',"
        + " TestLoss.evaluate returned null",
    "layer, 'return new Forward(readout, end, new History(s, before, tapes));',"
        + " TestLayer$Recurrent.forward returned null",
    "neuron, return List.of(gain);, TestNeuron$1.parameters returned null",
    "dataset, 'return Samples.labelled(ids, values, labels);',"
        + " TestDataset$Part.gather returned null",
    "augmentation, return left;, TestAugmentation$Dead.values returned null",
    "learning-rule, 'return new Step(forward, loss);',"
        + " TestLearningRule$Selective.accumulate returned null",
    "metric, return new Share();, TestMetric$Among.start returned null"
  })
  void aNullResult(String family, String result, String said) throws IOException {
    assertBlamed(run(family, result, "return null;"), said);
  }

  @ParameterizedTest
  @CsvSource({
    "decoder, 'new Decoded(scores,', 'new Decoded(null,',"
        + " 'TestDecoder$Model.decode returned a Decoded without ''prediction'', which is null'",
    "layer, 'new Forward(readout, end,', 'new Forward(readout, null,',"
        + " 'TestLayer$Recurrent.forward returned a Forward without ''last'', which is null'",
    "loss, 'new Loss.Value(loss,', 'new Loss.Value(null,',"
        + " 'TestLoss.evaluate returned a Value without ''perExample'', which is null'"
  })
  void aResultThatLacksAPart(String family, String from, String to, String said)
      throws IOException {
    assertBlamed(run(family, from, to), said);
  }

  @Test
  void aStepThatThrows() throws IOException {
    assertBlamed(
        run(
            "optimizer",
            "public void step(List<Parameter> parameters, double scale, Parallel parallel) {",
            "public void step(List<Parameter> parameters, double scale, Parallel parallel) {\n"
                + "      if (scale > 0) throw new ArithmeticException(\"no way down\");"),
        "TestOptimizer$Descent.step threw java.lang.ArithmeticException: no way down (");
  }

  @Test
  void theRecordOfTheRunHasIt() throws IOException {
    run(
        "loss",
        "return new Loss.Value(loss, Map.of(), gradient, ReadoutGradient.NONE);",
        "return null;");
    assertThat(RecordFiles.readAll(dir.resolve("out")))
        .singleElement()
        .satisfies(
            record ->
                assertThat(record.error())
                    .isEqualTo("plug-in plugin.jar: yourlab.TestLoss.evaluate returned null"));
  }

  /** A layer finds the neuron of its own jar by its class. */
  @Test
  void withinAJarPartsAreKnownByTheirClass() throws IOException {
    Path project = Projects.make(dir, "layer", "yourlab.test");
    Projects.change(
        project,
        "context.create(Family.NEURON, \"neuron\", c.neuron(), n)",
        "(Own.Mine) context.create(Family.NEURON, \"neuron\", c.neuron(), n)");
    Projects.change(project, "Part.of(\"lif\")", "Part.of(\"yourlab.own\")");
    Files.writeString(project.resolve("src/main/java/yourlab/Own.java"), OWN);
    Files.writeString(
        project.resolve("src/main/resources/META-INF/services/dev.snn.api.neuron.NeuronPlugin"),
        "yourlab.Own\n");
    Path jar = Projects.jar(project);
    String layers = "layers=[{type: yourlab.test, size: 20}, {type: dense, size: 10}]";
    Path file = project.resolve("experiment.yaml");
    Snn.Result trained =
        Snn.run(
            dir,
            "--plugins",
            jar.toString(),
            "run",
            file.toString(),
            "--set",
            layers,
            "--set",
            "training.epochs=1");
    assertThat(trained.code()).as(trained.err()).isZero();
  }
}
