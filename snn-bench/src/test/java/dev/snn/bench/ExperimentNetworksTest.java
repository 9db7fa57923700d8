package dev.snn.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.api.procedure.RunFailure;
import dev.snn.api.random.Seed;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.UnknownProfile;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.config.Context;
import dev.snn.engine.config.Resolved;
import dev.snn.engine.config.RunConfig;
import dev.snn.engine.registry.Entry;
import dev.snn.engine.registry.Source;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every row of every experiment of the checkout can be run, with each profile it has: its parts are
 * made, a few examples encoded and the procedure asked, all but the training. Data that do not come
 * with the program are stood in for, so that this needs none.
 */
class ExperimentNetworksTest {
  private static final Path ROOT = Path.of("..", "experiments");

  /** Made by the program, or a part of it, and soon read. */
  private static final Set<String> AT_HAND = Set.of("concepts", "digits", "drifting-blobs");

  private static final Set<String> MADE = new HashSet<>();
  private static SnnEngine engine;

  @BeforeAll
  static void open() {
    engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1));
  }

  @AfterAll
  static void close() {
    engine.close();
  }

  @TestFactory
  List<DynamicTest> everyRowCanBeMade() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path file : files()) {
      for (String profile : new String[] {null, "quick", "full"}) {
        String name = ROOT.relativize(file) + (profile == null ? "" : " --" + profile);
        tests.add(DynamicTest.dynamicTest(name, () -> makeAll(name, file, profile)));
      }
    }
    assertThat(tests).hasSizeGreaterThan(90);
    return tests;
  }

  private static void makeAll(String name, Path file, String profile) {
    ExperimentFile experiment;
    try {
      experiment = Bench.on(engine).read(file, profile, List.of());
    } catch (UserError e) {
      assertThat(UnknownProfile.is(e)).as(e.getMessage()).isTrue();
      return;
    }
    List<String> refused = new ArrayList<>();
    Set<String> made = new HashSet<>();
    Map<String, String> notApplicable = new LinkedHashMap<>();
    for (ExperimentFile.Row row : experiment.rows()) {
      // Cells of a grid may be n/a, as they are in its table, where others are not.
      String whole = row.cell() == null ? row.name() : row.cell().row();
      try {
        make(row);
        made.add(whole);
      } catch (NotApplicableException e) {
        notApplicable.put(whole, e.getMessage());
      } catch (UserError | RunFailure e) {
        refused.add("row '%s': %s".formatted(row.name(), e.getMessage()));
      }
    }
    notApplicable.keySet().removeAll(made);
    assertThat(refused).as(name).isEmpty();
    assertThat(notApplicable).as(name + ", rows that are n/a").isEmpty();
    assertThat(made).as(name).isNotEmpty();
  }

  /** As the quick profile of this file once did: 34 pixels pooled to 17, and 17 by two. */
  @Test
  void aProfileThatPoolsToOddPixelsIsSeen() {
    Path file = ROOT.resolve("nmnist/7b-net.yaml");
    ExperimentFile broken = Bench.on(engine).read(file, "quick", List.of("encoder.pool=2"));
    assertThatThrownBy(() -> make(broken.rows().get(0)))
        .isInstanceOf(UserError.class)
        .hasMessage("layers[31].size: must be at most 1, the smaller side of the input 32, got 2");
  }

  @Test
  void aRowForOtherDataIsSeen() {
    Path file = ROOT.resolve("sew/depth.yaml");
    ExperimentFile broken =
        Bench.on(engine).read(file, "full", List.of("dataset={type: fsdd, seconds: 0.1}"));
    assertThatThrownBy(() -> make(broken.rows().get(0)))
        .isInstanceOf(UserError.class)
        .hasMessage("layers[0].size: must be at most 1, the smaller side of the input 800, got 2");
  }

  @Test
  void aSwapOfPolaritiesThatNobodySeesIsRefused() {
    Path file = ROOT.resolve("nmnist/7b-net.yaml");
    List<String> flip =
        List.of("training.augment=[{type: shift}, {type: polarity-flip}]", "encoder.window_ms=10");
    make(Bench.on(engine).read(file, "quick", flip).rows().get(0));
    List<String> together = List.of(flip.get(0), flip.get(1), "encoder.polarities=1");
    ExperimentFile.Row row = Bench.on(engine).read(file, "quick", together).rows().get(0);
    assertThatThrownBy(() -> make(row))
        .isInstanceOf(UserError.class)
        .hasMessage(
            "training.augment[1]: augmentation 'polarity-flip' changes nothing, as the encoder does not tell polarities apart; leave it out, or set encoder.polarities to 2");
  }

  @Test
  void spikesOfNeuronsThatPutOutValuesAreNotCounted() {
    Path file = ROOT.resolve("nmnist/7b-net.yaml");
    List<String> spiking = List.of("loss={type: spike-count-mse}", "layers[14].neuron={type: lif}");
    make(Bench.on(engine).read(file, "quick", spiking).rows().get(0));
    for (String neuron : List.of("li", "sigma-delta")) {
      List<String> values =
          List.of(spiking.get(0), "layers[14].neuron={type: %s}".formatted(neuron));
      ExperimentFile.Row row = Bench.on(engine).read(file, "quick", values).rows().get(0);
      assertThatThrownBy(() -> make(row))
          .isInstanceOf(NotApplicableException.class)
          .hasMessage(
              "spike-count-mse counts spikes, and the neurons of the last layer put out values; take neurons that spike, or the loss spike-rate");
    }
  }

  /** Where the files are at hand, stand-ins are seen to be like them. */
  @ParameterizedTest
  @CsvSource({
    "mnist, image",
    "nmnist, class",
    "nmnist, image",
    "fashion-mnist, class",
    "fsdd, ''",
    "japanese-vowels, ''",
    "braille, ''",
    "ecg-qtdb, ''"
  })
  void standInsLookLikeTheirData(String type, String target) {
    Part part = target.isEmpty() ? Part.of(type) : Part.of(type, "target", target);
    Resolved<Dataset> set = engine.resolver().resolve(Family.DATASET, part, "dataset");
    DatasetInfo real = null;
    try {
      real =
          Context.empty(engine.resolver(), engine.dataHome(), 1, new Seed(1))
              .at("dataset", 0)
              .make(set)
              .info();
    } catch (MissingDataException e) {
      abort(e.getMessage());
    }
    DatasetInfo like = StandInData.like(set.tree()).info();
    assertThat(like)
        .usingRecursiveComparison()
        .ignoringFields("version", "checksums", "split", "legend")
        .isEqualTo(real);
  }

  private static List<Path> files() throws IOException {
    try (Stream<Path> files = Files.walk(ROOT)) {
      return files
          .filter(file -> file.toString().endsWith(".yaml"))
          // These need plug-ins of the examples.
          .filter(file -> !file.endsWith("qif.yaml") && !file.endsWith("variables.yaml"))
          // These need files of the data home, and the module that reads them.
          .filter(
              file ->
                  !file.endsWith("nir/cnn.yaml") && !file.endsWith("nir/braille-published.yaml"))
          .sorted()
          .toList();
    }
  }

  private static void make(ExperimentFile.Row row) {
    if (row.sweep() == null) {
      make(row.config());
    } else {
      row.sweep().probes().forEach(probe -> make(row.sweep().config(probe)));
    }
  }

  private static void make(RunConfig config) {
    if (!MADE.add(withoutLengths(config))) {
      return;
    }
    long parameters =
        engine
            .runners()
            .usual()
            .explore(
                onStandIn(config),
                1,
                (run, procedure) ->
                    config.hasNetwork()
                        ? run.network().parameters().stream().mapToLong(p -> p.count()).sum()
                        : 0);
    assertThat(parameters > 0).isEqualTo(config.hasNetwork());
  }

  /** What decides whether a run can be made: profiles mostly take fewer examples and epochs. */
  private static String withoutLengths(RunConfig config) {
    ObjectNode tree = config.tree();
    ((ObjectNode) tree.path("training")).remove(List.of("epochs", "evaluate_every"));
    if (tree.get("dataset") instanceof ObjectNode dataset) {
      dataset.remove(List.of("train", "test"));
    }
    return Trees.hash(tree);
  }

  private static RunConfig onStandIn(RunConfig c) {
    if (c.dataset() == null || AT_HAND.contains(c.dataset().entry().name())) {
      return c;
    }
    StandInData plugin = new StandInData();
    StandInData.Like like = StandInData.like(c.dataset().tree());
    Entry<Dataset> entry =
        new Entry<>(Family.DATASET, plugin, Source.of(ROOT), false, plugin.name());
    return new RunConfig(
        c.dt(),
        new Resolved<>(entry, like, c.dataset().tree()),
        c.encoder(),
        c.layers(),
        c.decoder(),
        c.loss(),
        c.training(),
        c.metrics(),
        c.shuffleTime(),
        c.byStep(),
        c.samples(),
        c.init());
  }
}
