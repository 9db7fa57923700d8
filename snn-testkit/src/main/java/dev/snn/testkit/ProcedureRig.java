package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.SavedState;
import dev.snn.api.metric.Metric;
import dev.snn.api.neuron.Pass;
import dev.snn.api.parallel.Parallel;
import dev.snn.api.procedure.Epoch;
import dev.snn.api.procedure.Need;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.Run;
import dev.snn.api.procedure.Scoring;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/** A small run of a procedure; what it does not need is not there. */
final class ProcedureRig implements Run {
  private final Procedure procedure;
  private final Set<Need> needs;
  private final TinyData data;
  private final Parallel parallel;
  private final Network network;
  private final List<Epoch> epochs = new ArrayList<>();
  private Optional<Interrupted> before = Optional.empty();
  private Optional<SavedState> learned = Optional.empty();
  private LongPredicate stop = call -> false;
  private long reached;
  private Interrupted at;

  /** Where a run could be interrupted. */
  record Interrupted(
      SavedState state, Snapshot parameters, float[][][] values, List<Epoch> epochs) {}

  /** Thrown to interrupt. */
  static final class Stop extends java.util.concurrent.CancellationException {
    private static final long serialVersionUID = 1L;
  }

  ProcedureRig(Procedure procedure, String test, Parallel parallel) {
    this.procedure = procedure;
    this.needs = procedure.needs();
    this.data = new TinyData(test);
    this.parallel = parallel;
    this.network = network(needs);
  }

  /** The small network, with what is needed of it. */
  static Network network(Set<Need> needs) {
    return needs.contains(Need.DECODER)
        ? TinyNetwork.create(needs.contains(Need.LOSS))
        : TinyNetwork.layers();
  }

  /** Goes on from where another was interrupted. */
  ProcedureRig after(Interrupted interrupted) {
    before = Optional.of(interrupted);
    epochs.addAll(interrupted.epochs());
    setParameters(interrupted.values());
    return this;
  }

  /** Scores what another has trained, as a checkpoint keeps it. */
  ProcedureRig scoring(ProcedureRig trained) {
    setParameters(trained.values());
    learned = trained.learned;
    return this;
  }

  private void setParameters(float[][][] values) {
    List<Parameter> parameters = network.parameters();
    for (int k = 0; k < parameters.size(); k++) {
      float[][] rows = parameters.get(k).value();
      for (int r = 0; r < rows.length; r++) {
        System.arraycopy(values[k][r], 0, rows[r], 0, rows[r].length);
      }
    }
  }

  private float[][][] values() {
    List<Parameter> parameters = network.parameters();
    float[][][] values = new float[parameters.size()][][];
    for (int k = 0; k < values.length; k++) {
      float[][] rows = parameters.get(k).value();
      values[k] = new float[rows.length][];
      for (int r = 0; r < rows.length; r++) {
        values[k][r] = rows[r].clone();
      }
    }
    return values;
  }

  /** Interrupted where the predicate holds for the number of the call of {@link #reached}. */
  ProcedureRig stoppingWhen(LongPredicate call) {
    stop = call;
    return this;
  }

  ProcedureRig execute() {
    procedure.execute(this);
    return this;
  }

  /** Where it was interrupted; null where it ran to its end. */
  Interrupted interruption() {
    try {
      procedure.execute(this);
      return null;
    } catch (Stop e) {
      return at;
    }
  }

  /** Parameters of the network. */
  Snapshot parameters() {
    return new Snapshot().putValues(network.parameters());
  }

  /** Scores of all epochs and parameters, without times. */
  String results() {
    StringBuilder text = new StringBuilder();
    for (Epoch e : epochs) {
      text.append(e.number()).append(' ').append(e.trainLoss()).append(' ').append(e.trainTerms());
      text.append(' ').append(e.scores()).append('\n');
    }
    return text.toString();
  }

  private void need(Need need) {
    require(needs.contains(need), "it asks for the %s, which needs() does not name", need.key());
  }

  @Override
  public Dataset dataset() {
    need(Need.DATASET);
    return data;
  }

  @Override
  public Encoder encoder() {
    need(Need.ENCODER);
    return TinyData.encoder();
  }

  @Override
  public Network network() {
    need(Need.LAYERS);
    return network;
  }

  @Override
  public Map<String, Metric> metrics() {
    return needs.contains(Need.DATASET) ? Map.of("accuracy", new Right()) : Map.of();
  }

  @Override
  public Seed seed() {
    return new Seed(5);
  }

  @Override
  public Parallel parallel() {
    return parallel;
  }

  @Override
  public boolean shuffleTime() {
    return false;
  }

  @Override
  public void progress(String phase, long done, long total, double loss) {
    require(done <= total, "progress of %s: %d of %d", phase, done, total);
  }

  @Override
  public Scoring scoring(int batch) {
    need(Need.DECODER);
    return (epoch, splits, mayBeLast) -> {
      Map<String, Map<String, Double>> scores = new LinkedHashMap<>();
      if (splits.contains(Scoring.VALIDATION)) {
        scores.put(Scoring.VALIDATION, score(data.validation(), batch, this::predict));
      }
      if (splits.contains(Scoring.TEST)) {
        scores.put(Scoring.TEST, score(data.test(), batch, this::predict));
      }
      return new Epoch(
          epoch.number(),
          epoch.trainLoss(),
          epoch.trainTerms(),
          scores,
          Double.NaN,
          new double[0],
          epoch.trainSeconds(),
          0);
    };
  }

  private Tensor predict(Samples samples) {
    Pass pass = Pass.hard().withKey(seed().key("evaluate")).forIds(samples.ids());
    return network.forward(TinyData.encoder().encode(samples, pass), pass).decoded().prediction();
  }

  @Override
  public void processorTime(String measure, double value) {
    require(
        procedure.measures().stream().anyMatch(m -> m.name().equals(measure)),
        "it tells the time '%s', which measures() does not name",
        measure);
    require(value >= 0 && Double.isFinite(value), "the time '%s' is %s", measure, value);
  }

  @Override
  public void report(Epoch epoch) {
    epochs.add(epoch);
  }

  @Override
  public List<Epoch> epochs() {
    return List.copyOf(epochs);
  }

  @Override
  public void learned(SavedState state) {
    learned = Optional.of(SavedStates.copy(state));
  }

  @Override
  public Optional<SavedState> learned() {
    return learned;
  }

  @Override
  public Optional<SavedState> saved() {
    return before.map(Interrupted::state);
  }

  @Override
  public void reached(long steps, boolean epochEnds, Supplier<SavedState> state) {
    if (stop.test(reached++)) {
      at = new Interrupted(SavedStates.copy(state.get()), parameters(), values(), epochs());
      throw new Stop();
    }
  }

  /** Share of examples whose highest score is that of their class. */
  private static final class Right implements Metric {
    @Override
    public Sum start() {
      return new Sum() {
        private int right;
        private int all;

        @Override
        public void add(Tensor prediction, Samples targets) {
          for (int b = 0; b < prediction.batch(); b++) {
            float[] row = prediction.row(prediction.steps() - 1, b);
            int best = 0;
            for (int c = 1; c < prediction.size(); c++) {
              best = row[c] > row[best] ? c : best;
            }
            right += best == targets.labels()[b] ? 1 : 0;
            all++;
          }
        }

        @Override
        public double value() {
          return all == 0 ? Double.NaN : right / (double) all;
        }
      };
    }

    @Override
    public String unit() {
      return "fraction";
    }

    @Override
    public boolean higherIsBetter() {
      return true;
    }
  }
}
