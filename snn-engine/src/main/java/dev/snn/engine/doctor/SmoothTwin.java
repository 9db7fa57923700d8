package dev.snn.engine.doctor;

import dev.snn.api.data.Samples;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.Node;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.Spiking;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import dev.snn.engine.doctor.Slope.Verdict;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;

/** A network in smooth passes, with a few examples: its gradients against central differences. */
final class SmoothTwin {
  private static final int EXAMPLES = 4;

  /** Layers that are compared at most; of more than these every second, third, ... */
  private static final int LAYERS = 12;

  private final Run run;
  private final Network network;
  private final Samples samples;
  private final Pass pass;
  private final Signal input;
  private final List<Place> wrong = new ArrayList<>();
  private int settled;
  private int compared;

  SmoothTwin(Run run, Procedure procedure) {
    this.run = run;
    this.network = run.network();
    this.samples = Patient.samples(run, procedure, EXAMPLES);
    long key = run.seed().key("doctor/smooth");
    this.pass = new Pass(true, Spiking.SMOOTH, run.parallel(), Arena.HEAP, key, samples.ids(), 0);
    this.input = run.encoder().encode(samples, pass);
  }

  /** A part whose gradient is wrong. */
  record Place(String name, double claimed, double measured) {
    double error() {
      return Math.abs(claimed - measured) / Math.max(Math.abs(claimed), Math.abs(measured));
    }
  }

  /**
   * What came of it.
   *
   * @param blamed the part nearest to the loss; what is in front of it gets its wrong gradient
   */
  record Comparison(Optional<Place> blamed, int settled, int compared) {
    boolean isConclusive() {
      return 2 * settled >= compared;
    }
  }

  /** Compares the loss, the decoder, and the weights of the layers from the last one on. */
  Comparison compare() {
    network.parameters().forEach(Parameter::clearGradient);
    Network.Forward forward = network.forward(input, pass);
    Loss.Value loss = network.loss().evaluate(forward.outcome(), samples, pass);
    loss(forward, loss);
    network.parameters().forEach(Parameter::clearGradient);
    decoder(forward);
    network.parameters().forEach(Parameter::clearGradient);
    if (wrong.isEmpty()) {
      network.backward(forward, loss.gradPrediction(), loss.gradReadout(), pass);
      layers();
      network.parameters().forEach(Parameter::clearGradient);
    }
    return new Comparison(wrong.stream().findFirst(), settled, compared);
  }

  private void loss(Network.Forward forward, Loss.Value loss) {
    if (loss.gradPrediction() == null) {
      return;
    }
    Tensor prediction = forward.decoded().prediction();
    float[][] rows = copy(prediction.rows());
    Tensor moved = new Tensor(prediction.steps(), prediction.batch(), prediction.size(), rows);
    Outcome outcome = new Outcome(moved, forward.readout(), forward.readouts());
    note(
        "loss",
        new Slope(
                Collections.singletonList(rows),
                Collections.singletonList(copy(loss.gradPrediction().rows())))
            .compare(() -> network.loss().evaluate(outcome, samples, pass).mean()));
  }

  /** A weighted sum of the scores stands for the loss. */
  private void decoder(Network.Forward forward) {
    if (network.nodes().isEmpty()) {
      return;
    }
    Tensor prediction = forward.decoded().prediction();
    Tensor weights = weights(prediction);
    ReadoutGradient gradient =
        network.decoder().backward(forward.decoded().tape(), copy(weights), pass);
    if (gradient.output() == null || !(forward.readout().output() instanceof Tensor output)) {
      return;
    }
    float[][] rows = copy(output.rows());
    Signal moved = new Tensor(output.steps(), output.batch(), output.size(), rows);
    note(
        "decoder",
        new Slope(
                Collections.singletonList(rows),
                Collections.singletonList(copy(gradient.output().rows())))
            .compare(
                () ->
                    dot(
                        network
                            .decoder()
                            .decode(forward.readout().withOutput(moved), pass)
                            .prediction(),
                        weights)));
  }

  private void layers() {
    if (network.hasDecoder()) {
      parameters("decoder", network.decoder().parameters());
    }
    List<Integer> nodes = new ArrayList<>();
    for (int k = network.nodes().size() - 1; k >= 0; k--) {
      if (network.nodes().get(k) instanceof Node.OfLayer of
          && of.layer().parameters().stream().anyMatch(Parameter::trainable)) {
        nodes.add(k);
      }
    }
    int stride = (nodes.size() + LAYERS - 1) / LAYERS;
    for (int at = 0; at < nodes.size() && wrong.isEmpty(); at += stride) {
      int k = nodes.get(at);
      parameters("layers[" + k + "]", ((Node.OfLayer) network.nodes().get(k)).layer().parameters());
    }
  }

  private void parameters(String place, List<Parameter> all) {
    List<Parameter> trained = all.stream().filter(Parameter::trainable).toList();
    if (trained.isEmpty() || !wrong.isEmpty()) {
      return;
    }
    List<float[][]> values = trained.stream().map(Parameter::value).toList();
    List<float[][]> gradients = trained.stream().map(p -> copy(p.gradient())).toList();
    DoubleSupplier loss =
        () -> network.loss().evaluate(network.forward(input, pass).outcome(), samples, pass).mean();
    note(place, new Slope(values, gradients).compare(loss));
  }

  private void note(String place, Verdict verdict) {
    compared++;
    settled += verdict.settled() ? 1 : 0;
    if (verdict.isWrong()) {
      wrong.add(new Place(place, verdict.claimed(), verdict.measured()));
    }
  }

  /** Between 0.5 and 1.5, another one for each score. */
  private Tensor weights(Tensor like) {
    float[][] rows = copy(like.rows());
    for (int r = 0; r < rows.length; r++) {
      for (int c = 0; c < rows[r].length; c++) {
        rows[r][c] = 0.5f + (7 * r + 3 * c) % 11 / 10f;
      }
    }
    return new Tensor(like.steps(), like.batch(), like.size(), rows);
  }

  private static double dot(Tensor a, Tensor b) {
    double sum = 0;
    for (int r = 0; r < a.rows().length; r++) {
      for (int c = 0; c < a.size(); c++) {
        sum += (double) a.rows()[r][c] * b.rows()[r][c];
      }
    }
    return sum;
  }

  private static Tensor copy(Tensor x) {
    return new Tensor(x.steps(), x.batch(), x.size(), copy(x.rows()));
  }

  private static float[][] copy(float[][] rows) {
    float[][] copy = new float[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      copy[r] = rows[r].clone();
    }
    return copy;
  }
}
