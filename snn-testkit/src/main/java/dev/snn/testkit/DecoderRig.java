package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.codec.Decoder;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.neuron.Pass;
import dev.snn.api.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;

/** A decoder under test. */
record DecoderRig(Decoder decoder) {

  /** One decoding and its backward pass with a random gradient of the prediction. */
  Snapshot run(Readouts readouts, Pass pass, int first) {
    decoder.parameters().forEach(Parameter::clearGradient);
    Decoder.Decoded decoded = decoder.decode(readouts.readout(), pass);
    Tensor prediction = decoded.prediction();
    Snapshot out = new Snapshot().put("prediction", prediction);
    if (!pass.training()) {
      return out;
    }
    ReadoutGradient back = decoder.backward(decoded.tape(), gradient(prediction, first), pass);
    require(back != null, "backward returned null; for no gradient return ReadoutGradient.NONE");
    return out.put("gradient of the output", back.output())
        .put("gradient of the membrane", back.membrane())
        .put("gradient of the probability", back.probability())
        .putGradients(decoder.parameters());
  }

  private static Tensor gradient(Tensor like, int first) {
    return Examples.perExample("prediction", like.steps(), like.batch(), like.size(), first);
  }

  /** Central differences of a random projection of the prediction. */
  String checkGradients(int size, int steps) {
    Pass pass = Pass.smooth();
    Readouts r = Readouts.smooth(steps, 2, size);
    decoder.parameters().forEach(Parameter::clearGradient);
    Decoder.Decoded decoded = decoder.decode(r.readout(), pass);
    Tensor projection = gradient(decoded.prediction(), 0);
    ReadoutGradient back = decoder.backward(decoded.tape(), projection.copy(), pass);
    DoubleSupplier scalar =
        () ->
            Gradients.dot(
                decoder.decode(r.readout(), pass).prediction().rows(),
                projection.rows(),
                projection.size());
    float[][] scores = decoded.prediction().copy().rows();
    double rounding = 1.2e-7 * Math.sqrt(1 + Gradients.dot(scores, scores, projection.size()));
    GradientReport report = new GradientReport(rounding, scalar);
    double scale = 0;
    for (Part part : parts(r, back)) {
      scale += report.check(part.name, part.value.rows(), rows(part.gradient), 2e-3);
    }
    require(scale > 0, "the prediction depends on no part of the readout");
    for (Parameter p : decoder.parameters()) {
      report.check(p.name(), p.value(), p.gradient(), Gradients.step(p));
    }
    return report.text();
  }

  private static float[][] rows(Tensor x) {
    return x == null ? null : x.rows();
  }

  private record Part(String name, Tensor value, Tensor gradient) {}

  private static List<Part> parts(Readouts r, ReadoutGradient g) {
    return List.of(
        new Part("the output", r.output().toTensor(), g.output()),
        new Part("the membrane", r.membrane(), g.membrane()),
        new Part("the probability", r.probability(), g.probability()));
  }

  /** A NaN where the prediction depends on the readout most must show in the prediction. */
  String checkNan(int size, int steps) {
    Pass pass = Pass.smooth();
    Readouts clean = Readouts.smooth(steps, 3, size);
    Decoder.Decoded decoded = decoder.decode(clean.readout(), pass);
    Tensor projection = gradient(decoded.prediction(), 0);
    ReadoutGradient back = decoder.backward(decoded.tape(), projection, pass);
    Snapshot before = run(clean, pass, 0);
    Map<String, Integer> checked = new LinkedHashMap<>();
    for (Part part : parts(clean, back)) {
      int[] at = part.gradient == null ? null : largest(part.gradient);
      if (at == null) {
        continue;
      }
      Readouts broken = clean.dense();
      parts(broken, back).stream()
          .filter(p -> p.name.equals(part.name))
          .forEach(p -> p.value.row(at[0], 1)[at[1]] = Float.NaN);
      Snapshot after = run(broken, pass, 0);
      requireNan(after, "prediction", "a NaN in " + part.name + " of example 1");
      after.example(0).requireSame(before.example(0), "a NaN in another example spreads");
      checked.put(part.name, at[0]);
    }
    for (Parameter p : decoder.parameters()) {
      run(clean, pass, 0);
      float[] row = p.value()[0];
      int n = 0;
      for (int r = 0; r < p.value().length; r++) {
        for (int j = 0; j < p.value()[r].length; j++) {
          if (Math.abs(p.gradient()[r][j]) > 0) {
            row = p.value()[r];
            n = j;
          }
        }
      }
      float value = row[n];
      row[n] = Float.NaN;
      Snapshot after = run(clean, pass, 0);
      row[n] = value;
      require(
          DecoderRig.hasNan(after.get("prediction")),
          "a NaN in parameter %s leaves no NaN in the prediction",
          p.name());
    }
    Tensor bad = projection.copy();
    bad.row(bad.steps() - 1, 1)[0] = Float.NaN;
    decoder.parameters().forEach(Parameter::clearGradient);
    ReadoutGradient lost =
        decoder.backward(decoder.decode(clean.readout(), pass).tape(), bad, pass);
    boolean found = decoder.parameters().stream().anyMatch(p -> hasNan(p.gradient()));
    for (Part part : parts(clean, lost)) {
      found |= part.gradient != null && hasNan(NeuronRig.row(part.gradient, 1));
    }
    require(found, "a NaN gradient of the prediction leaves no NaN behind");
    return "NaN in " + checked.keySet() + " shows in the prediction";
  }

  private static int[] largest(Tensor gradient) {
    int[] at = null;
    float most = 0;
    for (int t = 0; t < gradient.steps(); t++) {
      for (int n = 0; n < gradient.size(); n++) {
        float g = Math.abs(gradient.get(t, 1, n));
        if (g > most) {
          most = g;
          at = new int[] {t, n};
        }
      }
    }
    return at;
  }

  static void requireNan(Snapshot run, String name, String what) {
    require(hasNan(run.example(1).get(name)), "%s leaves no NaN in the %s", what, name);
  }

  static boolean hasNan(Tensor x) {
    return hasNan(x.rows());
  }

  static boolean hasNan(float[][] rows) {
    for (float[] row : rows) {
      for (float x : row) {
        if (Float.isNaN(x)) {
          return true;
        }
      }
    }
    return false;
  }
}
