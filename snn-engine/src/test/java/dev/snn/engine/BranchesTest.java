package dev.snn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.config.Overrides;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.record.RecordDiff;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import dev.snn.engine.tree.Trees;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks that branch, in whole runs on the digits. */
class BranchesTest {
  private static final String LAYERS =
      """
      dataset: {type: digits, train: 300, validation: 50, test: 100}
      encoder: {type: latency, steps: 8}
      layers:
        - {name: stem, type: dense, size: 24, neuron: {type: lif, r: 20}}
        - {name: block, type: dense, size: 24, neuron: {type: lif, r: 20}}
        - {name: sum, merge: add, from: [block, stem]}
        - {type: srm-bernoulli, size: 10}
      decoder: rate
      loss: cross-entropy
      """;

  private static Experiment digits(String merge) {
    return Experiment.named("digits")
        .dataset("digits", "train", 300, "validation", 50, "test", 100)
        .encoder("latency", "steps", 8)
        .layer("dense", "size", 24, "neuron", Part.of("lif", "r", 20))
        .name("stem")
        .layer("dense", "size", 24, "neuron", Part.of("lif", "r", 20))
        .name("block")
        .merge(merge, "block", "stem")
        .name("sum")
        .layer("srm-bernoulli", "size", 10)
        .decoder("rate")
        .loss("cross-entropy");
  }

  private static SnnEngine open(int threads) {
    return SnnEngine.open(SnnEngine.Options.defaults().withThreads(threads));
  }

  private static RunRecord run(int threads, Experiment experiment) {
    try (SnnEngine engine = open(threads)) {
      return experiment.run(engine, 1);
    }
  }

  private static Experiment train(Experiment experiment, Part rule) {
    return experiment.training(
        "gradient",
        "learning_rule",
        rule,
        "batch",
        32,
        "epochs",
        5,
        "optimizer",
        Part.of("adam", "lr", 0.01));
  }

  private static RunConfig read(SnnEngine engine, String yaml, String... settings) {
    ObjectNode tree = (ObjectNode) Trees.parse(yaml, "digits");
    for (String setting : settings) {
      Overrides.set(engine.resolver(), tree, setting, RunResolver.KEYS);
    }
    return new RunResolver(engine.resolver()).resolve(tree);
  }

  @ParameterizedTest
  @ValueSource(strings = {"add", "and", "iand", "concat"})
  void everyMergeTrainsTheSameAtAnyNumberOfThreads(String merge) {
    RunRecord one = run(1, train(digits(merge), Part.of("bptt")));
    assertThat(one.error()).isEmpty();
    assertThat(one.finalScores("test").get("accuracy")).isGreaterThan(0.15);
    assertThat(RecordDiff.of(one, run(2, train(digits(merge), Part.of("bptt")))).differences())
        .isEmpty();
  }

  @Test
  void straightThroughWithExactCreditIsBackPropagation() {
    RunRecord bptt = run(2, train(digits("add"), Part.of("bptt")));
    RunRecord through = run(2, train(digits("add"), Part.of("straight-through")));
    assertThat(through.finalScores("test")).isEqualTo(bptt.finalScores("test"));
  }

  @Test
  void windowsTrainToo() {
    RunRecord windows = run(2, train(digits("add"), Part.of("truncated-bptt", "steps", 3)));
    assertThat(windows.error()).isEmpty();
    assertThat(windows.finalScores("test").get("accuracy")).isGreaterThan(0.3);
  }

  @ParameterizedTest
  @CsvSource({
    "straight-through, dfa, credit 'dfa'",
    "straight-through, e-prop, credit 'e-prop'",
    "score-function, bptt, score-function"
  })
  void rulesThatGoLayerByLayerRefuse(String rule, String credit, String who) {
    RunRecord record = run(1, train(digits("add"), Part.of(rule, "credit", credit)));
    assertThat(record.status()).isEqualTo(Status.NOT_APPLICABLE);
    assertThat(record.error())
        .isEqualTo(who + " needs a chain of layers, but this network branches at layers[2] 'sum'");
  }

  @Test
  void aFileAndJavaSayTheSameAndWhatIsResolvedReadsEqual() {
    try (SnnEngine engine = open(1)) {
      RunConfig file = read(engine, LAYERS);
      assertThat(digits("add").resolve(engine).tree()).isEqualTo(file.tree());
      assertThat(read(engine, file.yaml()).hash()).isEqualTo(file.hash());
      assertThat(file.tree().at("/layers/2").toString())
          .isEqualTo("{\"name\":\"sum\",\"merge\":\"add\",\"from\":[\"block\",\"stem\"]}");
    }
  }

  @Test
  void settingsReachNamesInputsAndMerges() {
    try (SnnEngine engine = open(1)) {
      RunConfig config =
          read(engine, LAYERS, "layers[2].merge=iand", "layers[2].from=[stem, block]");
      assertThat(config.tree().at("/layers/2").toString())
          .isEqualTo("{\"name\":\"sum\",\"merge\":\"iand\",\"from\":[\"stem\",\"block\"]}");
      assertThatThrownBy(() -> read(engine, LAYERS, "layers[3].from=block"))
          .isInstanceOf(UserError.class)
          .hasMessageContaining("layers[2] 'sum': no entry reads its output");
    }
  }

  /** A block stands for its entries: those of the resolved tree, which reads them back. */
  @Test
  void blocksAreSpelledOut() {
    String text =
        """
        dataset: {type: digits, train: 300, validation: 50, test: 100}
        encoder: {type: direct, steps: 4}
        layers:
          - {type: conv, channels: 4, padding: 1}
          - {type: batch-norm, neuron: if}
          - {type: sew-block, channels: 4, connect: iand, repeat: 2}
          - {type: dense, size: 10}
        decoder: rate
        loss: cross-entropy
        """;
    try (SnnEngine engine = open(1)) {
      RunResolver resolver = new RunResolver(engine.resolver());
      RunConfig config = resolver.resolve((ObjectNode) Trees.parse(text, "blocks"));
      assertThat(config.layers())
          .extracting(node -> node.name().orElse("-"))
          .containsExactly(
              "-",
              "block.in",
              "block1.conv1",
              "block1.sn1",
              "block1.conv2",
              "block1.sn2",
              "block1",
              "block2.conv1",
              "block2.sn1",
              "block2.conv2",
              "block2.sn2",
              "block2",
              "-");
      assertThat(config.layers().get(6).from()).containsExactly("block1.sn2", "block.in");
      assertThat(resolver.resolve(config.tree()).tree()).isEqualTo(config.tree());
    }
  }
}
