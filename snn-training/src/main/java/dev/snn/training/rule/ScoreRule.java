package dev.snn.training.rule;

import dev.snn.api.codec.Decoder;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Readout;
import dev.snn.api.layer.ReadoutGradient;
import dev.snn.api.learning.LearningRule;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.NetworkState;
import dev.snn.api.learning.SavedState;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.Outcome;
import dev.snn.api.neuron.Pass;
import dev.snn.api.neuron.State;
import dev.snn.api.neuron.Tape;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.random.Draws;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;

/** {@link ScoreFunction}. */
final class ScoreRule implements LearningRule {
  private final String name;
  private final ScoreFunction.Config config;
  private final LocalCredit credit;
  private final MovingBaseline moving;
  private final PerParameter perParameter;

  /**
   * @param name in messages
   */
  ScoreRule(String name, ScoreFunction.Config config, LocalCredit credit) {
    this.name = name;
    this.config = config;
    this.credit = credit;
    this.moving = new MovingBaseline(config.kappa());
    this.perParameter = new PerParameter(config.kappa());
  }

  @Override
  public SavedState state() {
    return new SavedState().put("ema", moving.state()).put("per-parameter", perParameter.state());
  }

  @Override
  public void restore(SavedState state) {
    moving.restore(state.part("ema"));
    perParameter.restore(state.part("per-parameter"));
  }

  /** One drawing of the readout, what it cost, and how the decoder read it. */
  record Drawing(Layer.Forward readout, Decoder.Decoded decoded, Loss.Value loss, float[] cost) {

    Network.Forward forward(Signal input, Hidden hidden) {
      List<Readout> readouts = new ArrayList<>(hidden.readouts());
      readouts.add(readout.readout());
      List<Tape> tapes = new ArrayList<>(hidden.tapes());
      tapes.add(readout.tape());
      List<State> last = new ArrayList<>(hidden.last());
      last.add(readout.last());
      Network.Stretch stretch =
          new Network.Stretch(input.steps(), readouts, tapes, new NetworkState(last));
      return new Network.Forward(input, readouts, List.of(stretch), readout.readout(), decoded);
    }
  }

  /** What a batch drew; the decoder has learned from it. */
  record Drawn(Signal input, Hidden hidden, List<Drawing> drawings) {

    /** Of the first drawing. */
    Step step() {
      Drawing first = drawings.get(0);
      return new Step(first.forward(input, hidden), first.loss());
    }
  }

  private NotApplicableException needsStochastic() {
    return new NotApplicableException(
        name + " needs a last layer that draws its spikes, such as srm-bernoulli");
  }

  /** Runs the network, draws its last layer, and lets the decoder learn. */
  Drawn drawn(Network network, Signal input, Samples batch, Pass pass) {
    network.requireChain(name);
    if (network.layers().isEmpty()) {
      throw needsStochastic();
    }
    Hidden hidden = Hidden.forward(network, input, pass);
    if (hidden.readouts().stream().anyMatch(Readout::isStochastic)) {
      throw new NotApplicableException(
          name + " needs deterministic hidden layers: only the last layer may draw spikes");
    }
    List<Drawing> drawings = new ArrayList<>();
    for (int k = 0; k < config.samples(); k++) {
      Pass mine = k == 0 ? pass : pass.withKey(Draws.mix(pass.key(), k));
      drawings.add(draw(network, hidden, batch, mine));
    }
    return new Drawn(input, hidden, drawings);
  }

  @Override
  public Step accumulate(Network network, Signal input, Samples batch, Pass pass) {
    Drawn drawn = drawn(network, input, batch, pass);
    Hidden hidden = drawn.hidden();
    List<Drawing> drawings = drawn.drawings();
    List<float[]> weights = weights(drawings, batch.size());
    if (config.baseline() == Baseline.PER_PARAMETER) {
      perParameter.accumulate(
          network,
          meanCost(drawings),
          share(batch),
          w -> learn(network, drawn, w, batch, pass),
          weights);
    } else {
      learn(network, drawn, weights, batch, pass);
    }
    if (config.credit() == Credit.DRTP && hidden.size() > 0) {
      // Once, whatever drawings cost: what leave-one-out weighs cancels for each example.
      credit.assign(
          network, hidden, drawings.get(0).readout().readout().probability(), batch, pass);
    }
    return drawn.step();
  }

  /** Draws the readout and lets the decoder learn from it. */
  private Drawing draw(Network network, Hidden hidden, Samples batch, Pass pass) {
    Layer last = network.layers().get(hidden.size());
    Layer.Forward readout = last.forward(hidden.below(), last.initialState(batch.size()), pass);
    if (!readout.readout().isStochastic()) {
      throw needsStochastic();
    }
    Decoder.Decoded decoded = network.decoder().decode(readout.readout(), pass);
    List<Readout> layers = new ArrayList<>(hidden.readouts());
    layers.add(readout.readout());
    Outcome outcome = new Outcome(decoded.prediction(), readout.readout(), layers);
    Loss.Value loss = network.loss().evaluate(outcome, batch, pass);
    if (!loss.gradReadout().hidden().isEmpty()) {
      throw new NotApplicableException(
          name
              + " learns from what the spikes of the last layer cost, and this loss is about layers before it as well; take learning rule bptt or straight-through");
    }
    float[] cost = network.loss().costOfDrawn(outcome, batch, pass, loss);
    if (loss.gradPrediction() != null) {
      network.decoder().backward(decoded.tape(), scaled(loss.gradPrediction(), pass), pass);
    }
    return new Drawing(readout, decoded, loss, cost.clone());
  }

  private Tensor scaled(Tensor gradient, Pass pass) {
    if (config.samples() == 1) {
      return gradient;
    }
    float share = 1f / config.samples();
    Tensor scaled = pass.arena().tensor(gradient.steps(), gradient.batch(), gradient.size());
    for (int r = 0; r < gradient.rows().length; r++) {
      for (int i = 0; i < gradient.size(); i++) {
        scaled.rows()[r][i] = share * gradient.rows()[r][i];
      }
    }
    return scaled;
  }

  private float share(Samples batch) {
    return 1f / (batch.size() * config.samples());
  }

  /** {@code (l_bk - baseline) / (B K)}, before any baseline of single parameters. */
  private List<float[]> weights(List<Drawing> drawings, int batch) {
    float share = 1f / (batch * config.samples());
    double baseline = config.baseline() == Baseline.EMA ? moving.next(meanCost(drawings)) : 0;
    List<float[]> weights = new ArrayList<>();
    for (Drawing drawing : drawings) {
      float[] w = new float[batch];
      for (int b = 0; b < batch; b++) {
        double other = baseline;
        if (config.baseline() == Baseline.LEAVE_ONE_OUT) {
          double sum = -drawing.cost()[b];
          for (Drawing each : drawings) {
            sum += each.cost()[b];
          }
          other = sum / (drawings.size() - 1);
        }
        w[b] = (float) ((drawing.cost()[b] - other) * share);
      }
      weights.add(w);
    }
    return weights;
  }

  static double meanCost(List<Drawing> drawings) {
    double sum = 0;
    int count = 0;
    for (Drawing drawing : drawings) {
      for (float cost : drawing.cost()) {
        sum += cost;
        count++;
      }
    }
    return sum / count;
  }

  /** Adds {@code sum_bk w_bk grad log p(y_bk)} to the gradients of all layers. */
  void learn(Network network, Drawn drawn, List<float[]> weights, Samples batch, Pass pass) {
    Hidden hidden = drawn.hidden();
    List<Drawing> drawings = drawn.drawings();
    boolean exact = config.credit() == Credit.BPTT && hidden.size() > 0;
    boolean local = hidden.size() > 0 && !exact && config.credit() != Credit.DRTP;
    Tensor error = null;
    Tensor gradBelow = null;
    for (int k = 0; k < drawings.size(); k++) {
      Tensor mine = error(drawings.get(k).readout().readout(), weights.get(k), pass);
      if (local) {
        error = error == null ? mine.copy() : ReadoutGradient.sum(error, mine);
      }
      Tensor back =
          network
              .layers()
              .get(hidden.size())
              .backward(
                  drawings.get(k).readout().tape(),
                  ReadoutGradient.withFixedOutputs(mine),
                  exact,
                  pass);
      gradBelow = ReadoutGradient.sum(gradBelow, back);
    }
    if (exact) {
      hidden.backward(gradBelow, pass);
    } else if (local) {
      credit.assign(network, hidden, error, batch, pass);
    }
  }

  /** {@code w_b (y - p)}. */
  private static Tensor error(Readout readout, float[] weights, Pass pass) {
    Tensor p = readout.probability();
    Tensor y = readout.output().toTensor();
    Tensor error = pass.arena().tensor(p.steps(), p.batch(), p.size());
    pass.parallel()
        .forEachBlock(
            p.batch(),
            (block, from, to) -> {
              for (int t = 0; t < p.steps(); t++) {
                for (int b = from; b < to; b++) {
                  float[] e = error.row(t, b);
                  float[] prob = p.row(t, b);
                  float[] drawn = y.row(t, b);
                  for (int i = 0; i < p.size(); i++) {
                    e[i] = weights[b] * (drawn[i] - prob[i]);
                  }
                }
              }
            });
    return error;
  }
}
