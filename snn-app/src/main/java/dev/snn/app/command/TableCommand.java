package dev.snn.app.command;

import dev.snn.api.plugin.UserError;
import dev.snn.app.shell.Operand;
import dev.snn.app.terminal.Progress;
import dev.snn.bench.Bench;
import dev.snn.bench.executor.RunExecutor;
import dev.snn.bench.experiment.ExperimentFinder;
import dev.snn.bench.plan.TableRequest;
import dev.snn.bench.plan.TableResult;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.checkpoint.Interval;
import dev.snn.engine.error.OutputFailure;
import dev.snn.engine.error.Shown;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import dev.snn.report.page.Report;
import dev.snn.report.plot.FigureFile;
import dev.snn.report.plot.RankPlot;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.stream.Collectors;
import org.apache.commons.cli.OptionGroup;
import org.apache.commons.cli.Options;

/** {@code snn table NAME...}. */
final class TableCommand implements Command {
  private static final int MOST_SEEDS = 10_000;

  @Override
  public String name() {
    return "table";
  }

  @Override
  public String usage() {
    return "table NAME... [--quick | --full] [--out DIR] [--resume] [--only ROW,ROW]"
        + " [--seeds LIST] [--set key=value ...] [--jobs N] [--on NAME]"
        + " [--master URL] [--no-report] [--checkpoint-every N] [--shard K/N] [--dry-run]";
  }

  @Override
  public String summary() {
    return "run the rows and seeds of an experiment and print their table";
  }

  @Override
  public String details() {
    return """
    NAME is experiments/NAME.yaml, else the only experiments/*/NAME.yaml, else all files of
    experiments/NAME/ in one table, else the path of a file or folder.
    The folder DIR gets table.csv, table.md, table.tex, comparisons.csv and a record per run,
    sweep.csv where rows are swept, and the report report.html. Where several files say
    'ranks: METRIC', the rows they share are ranked over them: ranks.csv, ranks.svg.
    Several runs go on at a time, each with its share of the threads, if the memory has room.
    """;
  }

  @Override
  public Options options() {
    Options options = new Options();
    options
        .addOptionGroup(
            new OptionGroup()
                .addOption(Globals.flag("quick", "the file's profile 'quick'"))
                .addOption(Globals.flag("full", "the file's profile 'full'")))
        .addOption(Globals.valued("out", "DIR", "output folder (default: results/NAME-PROFILE)"))
        .addOption(Globals.flag("resume", "keep the finished runs of DIR and do the others"))
        .addOption(
            Globals.valued("only", "ROW,ROW", "run these rows only, and lay --set over them only"))
        .addOption(Globals.valued("seeds", "LIST", "in place of the file's, as 1,2,3 or 1..10"))
        .addOption(Globals.settings())
        .addOption(Globals.valued("jobs", "N", "runs at a time (default: as many as threads)"))
        .addOption(Globals.flag("no-report", "write no report.html"))
        .addOption(
            Globals.valued(
                RunCommand.EVERY,
                "N",
                "keep a checkpoint of each run in DIR every N epochs, or steps as in 500steps"))
        .addOption(ShardOutput.option())
        .addOption(
            Globals.flag("dry-run", "check everything, print the runs and how long they may take"));
    Executors.options().forEach(options::addOption);
    return options;
  }

  @Override
  public List<Operand> operands(Vocabulary words) {
    return List.of(words.experiment());
  }

  @Override
  public Map<String, Operand> values(Vocabulary words) {
    return Map.of(Executors.ON, Operand.words("local", "spark"));
  }

  @Override
  public int run(Invocation in) {
    if (in.words().isEmpty()) {
      throw new UserError(
          "which table? Experiments: %s; or the path of a file."
              .formatted(String.join(", ", Bench.experiments().names())));
    }
    TableRequest request = request(in);
    if (in.line().hasOption(ShardOutput.OPTION)) {
      return ShardOutput.run(in, request);
    }
    TableResult result;
    try (SnnEngine engine = in.engine();
        RunExecutor executor = Executors.open(in, engine);
        Progress progress = in.progress(false)) {
      result = Bench.on(engine, executor).table(request, progress);
    } catch (CancellationException e) {
      throw new Interrupted(
          "interrupted. Finished runs are kept in %s; the same command with --resume does the rest."
              .formatted(request.out()));
    } catch (OutputFailure e) {
      throw e.in("--out", "Finished runs are kept; the same command with --resume does the rest.");
    }
    return request.dryRun() ? plan(in, request, result) : show(in, request, result);
  }

  private static TableRequest request(Invocation in) {
    ExperimentFinder finder = Bench.experiments();
    Set<Path> files = new LinkedHashSet<>();
    List<String> names = new ArrayList<>();
    for (String word : in.words()) {
      files.addAll(finder.find(word));
      names.add(baseName(Globals.path("NAME", word)));
    }
    String profile = null;
    for (String name : List.of("quick", "full")) {
      profile = in.line().hasOption(name) ? name : profile;
    }
    String out = in.line().getOptionValue("out");
    String usual = String.join("+", names) + (profile == null ? "" : "-" + profile);
    return new TableRequest(
        List.copyOf(files),
        profile,
        in.settings(),
        Globals.rows(in.line().getOptionValue("only")),
        seeds(in.line().getOptionValue("seeds")),
        out == null ? Path.of("results", usual) : Globals.path("--out", out),
        in.line().hasOption("resume"),
        in.line().hasOption("dry-run"),
        jobs(in.line().getOptionValue("jobs")),
        Optional.ofNullable(in.line().getOptionValue(RunCommand.EVERY))
            .map(every -> Interval.of("--" + RunCommand.EVERY, every)));
  }

  /** "1,2,5..8". */
  private static List<Long> seeds(String text) {
    Set<Long> seeds = new LinkedHashSet<>();
    for (String each : text == null ? new String[0] : text.split(",", -1)) {
      String[] ends = each.strip().split("\\.\\.", -1);
      long first = Globals.wholeNumber("--seeds", ends[0]);
      long last = ends.length == 2 ? Globals.wholeNumber("--seeds", ends[1]) : first;
      if (ends.length > 2 || last < first || last - first >= MOST_SEEDS) {
        throw new UserError(
            "--seeds: '%s' is no seed and no range of at most %d, as 1..10."
                .formatted(Shown.word(each), MOST_SEEDS));
      }
      for (long seed = first; seed <= last; seed++) {
        if (!seeds.add(seed)) {
          throw new UserError("--seeds: each must occur once, got %d twice.".formatted(seed));
        }
      }
    }
    return List.copyOf(seeds);
  }

  private static int jobs(String text) {
    if (text == null) {
      return 0;
    }
    long jobs = Globals.wholeNumber("--jobs", text);
    if (jobs < 1 || jobs > Globals.MOST_THREADS) {
      throw new UserError(
          "--jobs must be between 1 and %d, got %s.".formatted(Globals.MOST_THREADS, text));
    }
    return (int) jobs;
  }

  /** "decoders" of "experiments/vdib/decoders.yaml". */
  static String baseName(Path path) {
    return String.valueOf(path.toAbsolutePath().normalize().getFileName())
        .replaceFirst("\\.ya?ml$", "");
  }

  private static int plan(Invocation in, TableRequest request, TableResult result) {
    result.planned().forEach(run -> in.out().println(run.experiment() + ": " + run));
    in.warn(result.notes());
    in.out()
        .printf(
            "%s%s; output in %s%n",
            Shown.count(result.planned().size(), "run"),
            request.resume() ? ", %d of them finished".formatted(result.kept()) : "",
            request.out());
    result
        .time()
        .ifPresent(
            time ->
                in.say(
                    "snn: about %s with %s (estimate from a few batches of %d of %s)"
                        .formatted(
                            ExplainText.duration(time.seconds()),
                            Shown.count(in.globals().threads(), "thread"),
                            time.timed(),
                            Shown.count(time.rows(), "row"))));
    return 0;
  }

  /** Prints a table that was made, and makes what else there is of it. */
  static int show(Invocation in, TableRequest request, TableResult result) {
    if (in.screen().terminal()) {
      in.say("");
    }
    in.out().print(TableText.of(result));
    in.warn(result.notes());
    for (Status status : List.of(Status.SKIPPED, Status.NOT_APPLICABLE)) {
      reasons(result, status).forEach(reason -> in.err().println("snn: " + reason));
    }
    RankPlot.of(result.table().rankings())
        .ifPresent(figure -> new FigureFile(request.out().resolve("ranks.svg")).write(figure));
    if (!in.line().hasOption("no-report")) {
      ReportCommand.write(in, Report.of(request.out()), request.out().resolve(Report.NAME));
    }
    in.say("snn: files in " + request.out());
    List<RunRecord> failed = result.failed();
    if (failed.isEmpty()) {
      return 0;
    }
    in.err()
        .printf(
            "snn: %d of %s failed, the first (%s) because: %s%n",
            failed.size(),
            Shown.count(result.planned().size(), "run"),
            failed.get(0).id(),
            failed.get(0).error());
    return 4;
  }

  /** "row vib is skipped: mnist is not at hand ...", once per reason. */
  private static List<String> reasons(TableResult result, Status status) {
    return result.records().stream()
        .filter(record -> record.status() == status)
        .collect(
            Collectors.groupingBy(
                RunRecord::error,
                java.util.LinkedHashMap::new,
                Collectors.mapping(r -> r.id().row(), Collectors.toCollection(LinkedHashSet::new))))
        .entrySet()
        .stream()
        .map(
            e ->
                "row %s is %s: %s"
                    .formatted(String.join(", ", e.getValue()), status.text(), e.getKey()))
        .toList();
  }
}
