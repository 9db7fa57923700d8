package dev.snn.bench.plan;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a table does beside its runs grows with their number, not with its square. */
class TableOverheadTest {
  private static final String SIZES = "table.overhead";

  /** Nanoseconds that a look into a record takes on the clock of these tests. */
  private static final long LOOK = 1000;

  @TempDir Path folder;
  private SnnEngine engine;

  @BeforeEach
  void open() {
    engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1));
  }

  @AfterEach
  void close() {
    engine.close();
  }

  /** A record's tree that counts how often somebody looks into it. */
  @SuppressWarnings("unchecked") // ObjectNode.deepCopy is declared so.
  private static final class Watched extends ObjectNode {
    private static final long serialVersionUID = 1;
    private final transient AtomicLong looks;

    Watched(ObjectNode tree, AtomicLong looks) {
      super(Trees.NODES);
      setAll(tree);
      this.looks = looks;
    }

    @Override
    public JsonNode path(String name) {
      looks.incrementAndGet();
      return super.path(name);
    }

    @Override
    public JsonNode get(String name) {
      looks.incrementAndGet();
      return super.get(name);
    }
  }

  private TableRequest request(TableOverhead.Shape shape, int runs) throws IOException {
    Path file = Files.writeString(folder.resolve("made-up.yaml"), shape.yaml(runs));
    return TableRequest.of(List.of(file), folder.resolve("out-" + runs));
  }

  /** Looks for each run, on a clock that nothing but looks move. */
  private double looks(TableOverhead.Shape shape, int runs, RunRecord template) throws IOException {
    AtomicLong looks = new AtomicLong();
    MadeUpRuns made = new MadeUpRuns(template, tree -> new Watched(tree, looks));
    TableOverhead.table(engine, request(shape, runs), made, () -> LOOK * looks.get());
    assertThat(made.ends()).hasSizeBetween(runs, runs + 4);
    return (double) looks.get() / made.ends().length;
  }

  @ParameterizedTest
  @EnumSource(TableOverhead.Shape.class)
  void aRunCostsTheSameInATableOfManyRuns(TableOverhead.Shape shape) throws IOException {
    RunRecord template = TableOverhead.template(engine, folder);

    // Far apart: where in a table the last of its writings falls moves either by a third.
    double few = looks(shape, 40, template);
    double many = looks(shape, 320, template);

    assertThat(Math.log(many / few) / Math.log(8)).as(few + ", " + many).isLessThan(0.1);
  }

  @ParameterizedTest
  @EnumSource(TableOverhead.Shape.class)
  void aResumptionOfWhatIsCompleteWritesTheSameFiles(TableOverhead.Shape shape) throws IOException {
    MadeUpRuns made = new MadeUpRuns(TableOverhead.template(engine, folder), tree -> tree);
    TableRequest request = request(shape, 24);
    TableOverhead.table(engine, request, made, System::nanoTime);
    Map<String, byte[]> before = files(request.out());
    int runs = made.ends().length;

    TableOverhead.table(engine, request.resuming(), made, System::nanoTime);

    assertThat(made.ends()).hasSize(runs);
    assertThat(before).containsKeys("table.csv", "table.md", "table.tex", "table.json");
    Map<String, byte[]> after = files(request.out());
    assertThat(after.keySet()).isEqualTo(before.keySet());
    before.forEach((name, bytes) -> assertThat(after.get(name)).as(name).isEqualTo(bytes));
  }

  private static Map<String, byte[]> files(Path out) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> paths = Files.walk(out)) {
      for (Path path : paths.filter(Files::isRegularFile).toList()) {
        files.put(out.relativize(path).toString(), Files.readAllBytes(path));
      }
    }
    return files;
  }

  @Test
  @EnabledIfSystemProperty(named = SIZES, matches = ".*")
  void measure() throws IOException {
    int[] sizes =
        Arrays.stream(System.getProperty(SIZES).split(",")).mapToInt(Integer::parseInt).toArray();
    TableOverhead.print(sizes, folder, System.out);
  }
}
