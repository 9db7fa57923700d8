package dev.snn.app.command;

import dev.snn.app.shell.Operand;
import dev.snn.app.terminal.Columns;
import dev.snn.bench.Bench;
import dev.snn.bench.speed.PeerFailure;
import dev.snn.bench.speed.ReportFile;
import dev.snn.bench.speed.SpeedReport;
import dev.snn.bench.speed.SpeedRequest;
import dev.snn.bench.speed.StreamOptions;
import dev.snn.bench.speed.Workloads;
import dev.snn.engine.SnnEngine;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CancellationException;
import org.apache.commons.cli.CommandLine;
import org.apache.commons.cli.Options;

/** {@code snn bench [WORKLOAD]}. */
final class BenchCommand implements Command {
  @Override
  public String name() {
    return "bench";
  }

  @Override
  public String usage() {
    return "bench [WORKLOAD] [--json FILE] [--against PEER] [--limits]";
  }

  @Override
  public String summary() {
    return "measure speed";
  }

  @Override
  public String details() {
    Columns workloads = new Columns();
    Workloads.names().forEach(name -> workloads.add("  " + name, Workloads.title(name)));
    return """
    Times training steps (forward, backward, update) and inference on made-up input, after a
    warm-up, and prints the median, the minimum and the 90th percentile.

    Workloads (without one: %s)
    %s

    --against torch runs the same network in PyTorch, in turn with ours, with one thread and with
    all (or with those of --threads), and prints the peer's time over ours. SNN_PYTHON names the
    interpreter (default: the first python3 on the PATH, or the system's, that imports torch).

    stream takes the learners of streams, or those of --only, and runs on one thread. Its peers are
    sklearn, in the interpreter that SNN_PYTHON names, and moa, whose jars --moa-jar names: MOA's own
    and that of sizeofag. --samples takes a long stream and prints the heap at each tenth of it.

    The limits of the machine (OpenBLAS, memory) are measured where a workload has dense parts:
    vdib-image, vdib-events and density. Elsewhere no native library is loaded, unless --limits
    asks for it.
    """
        .formatted(Workloads.DEFAULT, workloads.text().stripTrailing());
  }

  @Override
  public Options options() {
    return new Options()
        .addOption(
            Globals.valued(
                "against",
                "PEER",
                "the same in a peer, measured in turn with ours: torch, or of stream sklearn or"
                    + " moa"))
        .addOption(
            Globals.valued("only", "NAMES", "of stream: these learners, separated by commas"))
        .addOption(
            Globals.valued(
                "samples", "N", "of stream: so many samples, and the heap at each tenth of them"))
        .addOption(
            Globals.valued(
                "moa-jar", "PATH", "of --against moa: a jar of it, or several; may be repeated"))
        .addOption(Globals.flag("limits", "measure the limits of the machine in any case"))
        .addOption(Globals.valued("json", "FILE", "file for all results; written at the end"));
  }

  @Override
  public List<Operand> operands(Vocabulary words) {
    return List.of(Operand.words(Workloads.names()), Operand.text());
  }

  @Override
  public Map<String, Operand> values(Vocabulary words) {
    return Map.of("against", Operand.words("torch", "sklearn", "moa"));
  }

  @Override
  public int run(Invocation in) {
    List<String> words = in.words(this, 0, 1);
    String workload = words.isEmpty() ? Workloads.DEFAULT : words.get(0);
    String given = in.line().getOptionValue("json");
    Optional<Path> json = Optional.ofNullable(given).map(path -> Globals.path("--json", path));
    Optional<String> against = Optional.ofNullable(in.line().getOptionValue("against"));
    SpeedRequest request =
        new SpeedRequest(
            workload,
            threads(in, against.isPresent()),
            against,
            in.line().hasOption("limits"),
            stream(in.line()),
            in.env());
    SpeedReport report;
    try (SnnEngine engine = in.engine();
        BenchProgress progress = new BenchProgress(in)) {
      Optional<ReportFile> file = json.map(ReportFile::at);
      report = Bench.on(engine).speed(request, progress);
      file.ifPresent(f -> f.write(report));
    } catch (CancellationException e) {
      throw new Interrupted("interrupted; nothing is written.");
    } catch (PeerFailure e) {
      in.err().println("snn: " + e.getMessage());
      return 1;
    }
    in.out().print(BenchText.of(report));
    return 0;
  }

  private static StreamOptions stream(CommandLine line) {
    String only = line.getOptionValue("only");
    String samples = line.getOptionValue("samples");
    List<Path> jars = new ArrayList<>();
    for (String given :
        Optional.ofNullable(line.getOptionValues("moa-jar")).orElse(new String[0])) {
      for (String path : given.split(File.pathSeparator)) {
        jars.add(Globals.path("--moa-jar", path));
      }
    }
    return new StreamOptions(
        Globals.rows(only),
        samples == null
            ? OptionalLong.empty()
            : OptionalLong.of(Globals.wholeNumber("--samples", samples)),
        jars);
  }

  /** What was asked for, else all cores; against a peer also one thread. */
  static List<Integer> threads(Invocation in, boolean against) {
    int most = in.globals().threads();
    boolean both = against && most > 1 && !in.line().hasOption("threads");
    return both ? List.of(1, most) : List.of(most);
  }
}
