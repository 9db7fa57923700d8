package dev.snn.bench.plan;

import com.google.inject.AbstractModule;
import dev.snn.bench.Bench;
import dev.snn.bench.executor.RunExecutor;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.progress.ProgressListener;
import dev.snn.engine.record.RunRecord;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Measures what tables take beside their runs, which are made up: milliseconds per run, in the last
 * tenth of the runs, before the first, behind the last, of a resumption, and how the total grows.
 * See docs/performance.md.
 */
final class TableOverhead {
  private static final String NETWORK =
      """
      title: Made up
      dataset: {type: digits, train: 64, validation: 32, test: 32}
      encoder: {type: latency, steps: 4}
      layers: [{type: dense, size: 8}, {type: srm-bernoulli, size: 10}]
      decoder: rate
      loss: cross-entropy
      training: {batch: 32, epochs: 2}
      """;

  private TableOverhead() {}

  /** Tables with the same number of runs. */
  enum Shape {
    /** Four rows, each with a quarter of the runs as seeds, all compared. */
    SEEDS {
      @Override
      String yaml(int runs) {
        return NETWORK
            + seeds(runs / 4)
            + "rows:\n"
            + IntStream.range(0, 4)
                .mapToObj(
                    k -> "  row-%d: {training: {optimizer: {lr: 0.0%d}}}%n".formatted(k, k + 1))
                .collect(Collectors.joining())
            + "compare: [[row-0, row-1], [row-0, row-2], [row-0, row-3]]\n"
            + "select: {best: [row-0, row-1, row-2, row-3]}\n";
      }
    },
    /** A row with a grid of a quarter of the runs, with four seeds. */
    ROWS {
      @Override
      String yaml(int runs) {
        String rates =
            IntStream.rangeClosed(1, runs / 8)
                .mapToObj(k -> String.format(Locale.ROOT, "%.6f", k * 1e-4))
                .collect(Collectors.joining(", ", "[", "]"));
        return NETWORK
            + seeds(4)
            + "rows:\n  row:\n    grid:\n      training.optimizer.lr: "
            + rates
            + "\n      layers[0].neuron.tau_mem: [5, 10]\n  majority: {procedure: majority}\n"
            + "select: {best: [row]}\n";
      }
    },
    /** A random search, as in experiments/digits/search.yaml. */
    SEARCH {
      @Override
      String yaml(int runs) {
        return NETWORK
            + seeds(1)
            + """
            sweep:
              search: random
              runs: %d
              objective: accuracy
              space:
                training.optimizer.lr: {log_uniform: [0.0001, 0.1]}
                layers[0].neuron.tau_mem: {log_uniform: [1, 30]}
                layers[0].size: {log_integer: [4, 32]}
            rows:
              lif:
            """
                .formatted(runs);
      }
    };

    abstract String yaml(int runs);

    private static String seeds(int n) {
      return IntStream.rangeClosed(1, n)
          .mapToObj(String::valueOf)
          .collect(Collectors.joining(", ", "seeds: [", "]\n"));
    }
  }

  /** Milliseconds beside the runs. */
  record Cost(int runs, double all, double before, double last, double behind, double resumed) {}

  /** A record of a run that really was. */
  static RunRecord template(SnnEngine engine, Path folder) throws IOException {
    Path file = Files.writeString(folder.resolve("template.yaml"), NETWORK + "rows: {model: }\n");
    Bench bench = Bench.on(engine);
    return engine.run(
        Bench.request(bench.read(file, null, List.of()), null, 1L), ProgressListener.SILENT);
  }

  /** Makes a table of made-up runs. */
  static void table(SnnEngine engine, TableRequest request, MadeUpRuns runs, NanoClock clock) {
    Bench.on(
            engine,
            new AbstractModule() {
              @Override
              protected void configure() {
                bind(RunExecutor.class).toInstance(runs);
                bind(NanoClock.class).toInstance(clock);
              }
            })
        .table(request, ProgressListener.SILENT);
  }

  static Cost cost(SnnEngine engine, RunRecord template, Shape shape, int runs, Path folder)
      throws IOException {
    Path file = Files.writeString(folder.resolve("made-up.yaml"), shape.yaml(runs));
    Path out = folder.resolve("out");
    TableRequest request = TableRequest.of(List.of(file), out);
    long start = System.nanoTime();
    MadeUpRuns made = new MadeUpRuns(template, tree -> tree);
    table(engine, request, made, System::nanoTime);
    long end = System.nanoTime() - made.nanos();
    long[] ends = made.ends();
    int tenth = ends.length / 10;
    long resume = System.nanoTime();
    table(engine, request.resuming(), made, System::nanoTime);
    double resumed = (System.nanoTime() - resume) * 1e-6;
    remove(out);
    return new Cost(
        ends.length,
        (end - start) * 1e-6,
        (ends[0] - start) * 1e-6,
        (ends[ends.length - 1] - ends[ends.length - 1 - tenth]) * 1e-6 / tenth,
        (end - ends[ends.length - 1]) * 1e-6,
        resumed);
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** The costs of all shapes as lines of text. */
  static void print(int[] sizes, Path folder, PrintStream out) throws IOException {
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults().withThreads(1))) {
      RunRecord template = template(engine, folder);
      cost(engine, template, Shape.SEARCH, 200, folder);
      out.println("table      runs   ms/run   at end   before   behind  resumed exponent");
      for (Shape shape : Shape.values()) {
        Cost first = null;
        for (int size : sizes) {
          Cost cost = cost(engine, template, shape, size, folder);
          first = first == null ? cost : first;
          out.printf(
              Locale.ROOT,
              "%-8s %6d %8.2f %8.2f %8.0f %8.0f %8.0f %8s%n",
              shape.name().toLowerCase(Locale.ROOT),
              cost.runs(),
              cost.all() / cost.runs(),
              cost.last(),
              cost.before(),
              cost.behind(),
              cost.resumed(),
              cost == first ? "" : String.format(Locale.ROOT, "%.2f", exponent(first, cost)));
        }
      }
    }
  }

  private static double exponent(Cost a, Cost b) {
    return Math.log(b.all() / a.all()) / Math.log((double) b.runs() / a.runs());
  }
}
