package dev.snn.api.plugin;

import dev.snn.api.codec.Decoder;
import dev.snn.api.codec.DecoderPlugin;
import dev.snn.api.codec.Encoder;
import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.data.Augmentation;
import dev.snn.api.data.AugmentationPlugin;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.learning.LearningRule;
import dev.snn.api.learning.LearningRulePlugin;
import dev.snn.api.learning.Optimizer;
import dev.snn.api.learning.OptimizerPlugin;
import dev.snn.api.learning.Rewiring;
import dev.snn.api.learning.RewiringPlugin;
import dev.snn.api.loss.Loss;
import dev.snn.api.loss.LossPlugin;
import dev.snn.api.metric.Metric;
import dev.snn.api.metric.MetricPlugin;
import dev.snn.api.neuron.NeuronModel;
import dev.snn.api.neuron.NeuronPlugin;
import dev.snn.api.neuron.Surrogate;
import dev.snn.api.neuron.SurrogatePlugin;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.ProcedurePlugin;
import dev.snn.api.reservoir.Reservoir;
import dev.snn.api.reservoir.ReservoirPlugin;
import dev.snn.api.search.Search;
import dev.snn.api.search.SearchPlugin;
import dev.snn.api.stream.DriftDetector;
import dev.snn.api.stream.DriftDetectorPlugin;
import dev.snn.api.stream.StreamLearner;
import dev.snn.api.stream.StreamLearnerPlugin;
import dev.snn.api.synapse.Plasticity;
import dev.snn.api.synapse.SynapsePlugin;
import java.util.List;

/**
 * A kind of plug-in.
 *
 * @param name singular, as in configurations and commands
 * @param service the interface that providers list under {@code META-INF/services}
 * @param type what its plug-ins make
 */
@SuppressWarnings("rawtypes")
public record Family<T>(String name, Class<? extends Plugin> service, Class<T> type) {
  public static final Family<NeuronModel> NEURON =
      new Family<>("neuron", NeuronPlugin.class, NeuronModel.class);
  public static final Family<Surrogate> SURROGATE =
      new Family<>("surrogate", SurrogatePlugin.class, Surrogate.class);
  public static final Family<Layer> LAYER = new Family<>("layer", LayerPlugin.class, Layer.class);
  public static final Family<Encoder> ENCODER =
      new Family<>("encoder", EncoderPlugin.class, Encoder.class);
  public static final Family<Decoder> DECODER =
      new Family<>("decoder", DecoderPlugin.class, Decoder.class);
  public static final Family<Loss> LOSS = new Family<>("loss", LossPlugin.class, Loss.class);
  public static final Family<LearningRule> LEARNING_RULE =
      new Family<>("learning-rule", LearningRulePlugin.class, LearningRule.class);
  public static final Family<Dataset> DATASET =
      new Family<>("dataset", DatasetPlugin.class, Dataset.class);
  public static final Family<Augmentation> AUGMENTATION =
      new Family<>("augmentation", AugmentationPlugin.class, Augmentation.class);
  public static final Family<Metric> METRIC =
      new Family<>("metric", MetricPlugin.class, Metric.class);
  public static final Family<Optimizer> OPTIMIZER =
      new Family<>("optimizer", OptimizerPlugin.class, Optimizer.class);
  public static final Family<Rewiring> REWIRING =
      new Family<>("rewiring", RewiringPlugin.class, Rewiring.class);
  public static final Family<Procedure> PROCEDURE =
      new Family<>("procedure", ProcedurePlugin.class, Procedure.class);
  public static final Family<Reservoir> RESERVOIR =
      new Family<>("reservoir", ReservoirPlugin.class, Reservoir.class);
  public static final Family<Plasticity> SYNAPSE =
      new Family<>("synapse", SynapsePlugin.class, Plasticity.class);
  public static final Family<Search> SEARCH =
      new Family<>("search", SearchPlugin.class, Search.class);
  public static final Family<StreamLearner> STREAM_LEARNER =
      new Family<>("stream-learner", StreamLearnerPlugin.class, StreamLearner.class);
  public static final Family<DriftDetector> DRIFT_DETECTOR =
      new Family<>("drift-detector", DriftDetectorPlugin.class, DriftDetector.class);

  /** All families. */
  public static List<Family<?>> all() {
    return List.of(
        NEURON,
        SURROGATE,
        LAYER,
        ENCODER,
        DECODER,
        LOSS,
        LEARNING_RULE,
        DATASET,
        AUGMENTATION,
        METRIC,
        OPTIMIZER,
        REWIRING,
        PROCEDURE,
        RESERVOIR,
        SYNAPSE,
        SEARCH,
        STREAM_LEARNER,
        DRIFT_DETECTOR);
  }
}
