package dev.snn.bench.speed;

import dev.snn.api.codec.Decoder;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Capabilities;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.learning.Network;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Adds up the time that the parts of a network take. */
final class Stopwatch {
  private final Map<String, Long> nanos = new LinkedHashMap<>();

  /** The same network, watched. */
  Network watch(Network network) {
    return network.with(
        TimedLayer::new, new TimedDecoder(network.decoder()), new TimedLoss(network.loss()));
  }

  /** Starts anew. */
  void reset() {
    nanos.clear();
  }

  /** Milliseconds by part, in the order in which the parts were first used. */
  Map<String, Double> millis() {
    Map<String, Double> millis = new LinkedHashMap<>();
    nanos.forEach((part, time) -> millis.put(part, time * 1e-6));
    return millis;
  }

  private <T> T time(String part, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    nanos.merge(part, System.nanoTime() - start, Long::sum);
    return result;
  }

  private final class TimedLayer implements Layer {
    private final Layer layer;

    TimedLayer(Layer layer) {
      this.layer = layer;
    }

    @Override
    public int inputSize() {
      return layer.inputSize();
    }

    @Override
    public int outputSize() {
      return layer.outputSize();
    }

    @Override
    public List<Parameter> parameters() {
      return layer.parameters();
    }

    @Override
    public Shape inputShape() {
      return layer.inputShape();
    }

    @Override
    public Shape outputShape() {
      return layer.outputShape();
    }

    @Override
    public Capabilities capabilities() {
      return layer.capabilities();
    }

    @Override
    public State initialState(int batch) {
      return layer.initialState(batch);
    }

    @Override
    public Forward forward(Signal input, State initial, Pass pass) {
      return time("layers_forward", () -> layer.forward(input, initial, pass));
    }

    @Override
    public Tensor backward(Tape tape, ReadoutGradient gradient, boolean needInput, Pass pass) {
      return time("layers_backward", () -> layer.backward(tape, gradient, needInput, pass));
    }
  }

  private final class TimedDecoder implements Decoder {
    private final Decoder decoder;

    TimedDecoder(Decoder decoder) {
      this.decoder = decoder;
    }

    @Override
    public int outputSize() {
      return decoder.outputSize();
    }

    @Override
    public List<Parameter> parameters() {
      return decoder.parameters();
    }

    @Override
    public Decoded decode(Readout readout, Pass pass) {
      return time("decoder_forward", () -> decoder.decode(readout, pass));
    }

    @Override
    public ReadoutGradient backward(Tape tape, Tensor gradPrediction, Pass pass) {
      return time("decoder_backward", () -> decoder.backward(tape, gradPrediction, pass));
    }
  }

  private final class TimedLoss implements Loss {
    private final Loss loss;

    TimedLoss(Loss loss) {
      this.loss = loss;
    }

    @Override
    public Value evaluate(Outcome outcome, Samples targets, Pass pass) {
      return time("loss", () -> loss.evaluate(outcome, targets, pass));
    }
  }
}
