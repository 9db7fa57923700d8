package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.bench.schema.ExperimentSchema;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.schema.Schemas;
import dev.snn.engine.tree.Trees;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schema and the program, asked about the same 500 mistakes. */
class SchemaMutationTest {
  private static final int EACH = 100;

  /** What the program says of keys, types and names that a schema can know. */
  private static final Pattern KEY_OR_TYPE =
      Pattern.compile(
          "unknown option|must be \\w+ or \\w+, got|is an option of the"
              + "|must be (a |an |one of |true or |another )"
              + "|no [a-z-]+ named .*(Available|Valid):|must be a name or a mapping"
              + "|'(type|procedure)' is missing. It names|no options at that place"
              + "|no list at that place");

  /** What depends on other values of the file. */
  private static final Pattern ELSEWHERE = Pattern.compile("no (row|metric) named");

  private static final Map<String, Integer> ALL = new TreeMap<>();

  private static SnnEngine engine;
  private static Experiments program;
  private static SchemaChecker schema;
  private static List<Map.Entry<Path, JsonNode>> files;

  @BeforeAll
  static void read() {
    engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1));
    program = new Experiments(engine.resolver());
    schema = new SchemaChecker(Schemas.text(ExperimentSchema.of(engine.registries())));
    // Not those that need other plug-ins, or networks of the data home.
    files =
        Experiments.files().stream()
            .map(file -> Map.entry(file, Trees.parse(file)))
            .filter(file -> program.error(file.getValue()).isEmpty())
            .toList();
    assertThat(files).hasSizeGreaterThan(40);
  }

  @AfterAll
  static void close() {
    engine.close();
    ALL.forEach((what, count) -> System.out.printf("%4d  %s%n", count, what));
  }

  /** One alone where it is asked for. */
  static LongStream seeds() {
    Long only = Long.getLong("schema.seed");
    return only == null ? LongStream.rangeClosed(1, 5) : LongStream.of(only);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void bothFindTheSameMistakes(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Map<String, Integer> counts = new TreeMap<>();
    List<String> missed = new ArrayList<>();
    List<String> refused = new ArrayList<>();
    int done = 0;
    while (done < EACH) {
      Map.Entry<Path, JsonNode> file = files.get(random.nextInt(files.size()));
      Mutation.Kind kind = Mutation.Kind.values()[done % Mutation.Kind.values().length];
      Optional<Mutation> mutation = Mutation.of(file.getValue(), kind, random);
      if (mutation.isEmpty()) {
        continue;
      }
      done++;
      Mutation mutant = mutation.get();
      Optional<String> error = program.error(mutant.tree());
      List<String> complaints = schema.complaints(mutant.tree());
      String told = "%s, %s: %s | %s".formatted(file.getKey(), mutant.what(), error, complaints);
      String verdict = verdict(error, mutant, complaints);
      String what =
          "program %s, schema %s"
              .formatted(verdict, complaints.isEmpty() ? "takes it" : "refuses it");
      counts.merge(what, 1, Integer::sum);
      ALL.merge(kind + ": " + what, 1, Integer::sum);
      if (verdict.equals("refuses key or type") && complaints.isEmpty()) {
        missed.add(told);
      }
      if (verdict.equals("takes it") && !complaints.isEmpty()) {
        refused.add(told);
      }
    }
    assertThat(missed).as("mistakes that the schema misses").isEmpty();
    assertThat(refused).as("files that only the schema refuses").isEmpty();
    // There is something to compare: most are mistakes that both find, some are none.
    assertThat(counts.get("program refuses key or type, schema refuses it"))
        .isGreaterThan(EACH / 2);
    assertThat(counts.get("program takes it, schema takes it")).isPositive();
  }

  private static String verdict(Optional<String> error, Mutation mutant, List<String> complaints) {
    if (error.isPresent()) {
      String text = error.get();
      return KEY_OR_TYPE.matcher(text).find() && !ELSEWHERE.matcher(text).find()
          ? "refuses key or type"
          : "refuses a value";
    }
    boolean unread = !complaints.isEmpty() && program.error(mutant.unread()).isEmpty();
    return unread ? "does not read that place" : "takes it";
  }
}
