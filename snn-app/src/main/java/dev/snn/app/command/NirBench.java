package dev.snn.app.command;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.speed.PeerFailure;
import dev.snn.bench.speed.ReportFile;
import dev.snn.bench.speed.SpeedReport;
import dev.snn.bench.speed.TaskSpeed;
import dev.snn.engine.SnnEngine;
import dev.snn.nir.Scores;
import dev.snn.nir.file.NirReader;
import dev.snn.nir.graph.NirFile;
import dev.snn.nir.run.NirNetwork;
import dev.snn.nir.run.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CancellationException;

/** {@code snn nir bench}. */
final class NirBench {
  /** Examples where {@code --examples} says nothing. */
  private static final int USUAL = 1000;

  private static final int MOST = 1_000_000;

  private NirBench() {}

  static int of(Invocation in, Path path) {
    Settings settings = NirCommand.settings(in);
    Optional<String> against = Optional.ofNullable(in.line().getOptionValue("against"));
    if (against.isPresent()) {
      NirCommand.choice(in, "against", "torch");
    }
    Optional<Path> json =
        Optional.ofNullable(in.line().getOptionValue("json"))
            .map(text -> Globals.path("--json", text));
    SpeedReport report;
    try (SnnEngine engine = in.engine();
        BenchProgress progress = new BenchProgress(in)) {
      Optional<ReportFile> out = json.map(ReportFile::at);
      requireDataset(in, engine);
      engine.backend().use();
      NirFile file = NirReader.read(path);
      NirNetwork network = NirCommand.network(file, settings, engine);
      NirData data = examples(in, NirData.of(in, engine, settings));
      Optional<NirPeer> peer = against.map(name -> NirPeer.of(file, network, settings));
      peer.ifPresent(p -> p.requireFrames(data.steps(), data.split().size()));
      List<Scores.Group> groups;
      try (Parallel parallel = NirCommand.threads(in)) {
        groups = Scores.encode(network, data.split(), data.encoder(), parallel);
      }
      report =
          TaskSpeed.of(
              new NirTask(network, groups, data.steps(), peer),
              BenchCommand.threads(in, against.isPresent()),
              against,
              in.env(),
              engine.backend().name(),
              progress);
      out.ifPresent(f -> f.write(report));
    } catch (CancellationException e) {
      throw new Interrupted("interrupted; nothing is written.");
    } catch (PeerFailure e) {
      in.err().println("snn: " + e.getMessage());
      return 1;
    }
    in.out().print(BenchText.of(report));
    return 0;
  }

  /** As many as {@code --examples} says. */
  private static NirData examples(Invocation in, NirData data) {
    String given = in.line().getOptionValue("examples");
    long most = given == null ? USUAL : Globals.wholeNumber("--examples", given);
    if (most < 1 || most > MOST) {
      throw new UserError("--examples must be between 1 and %d, got %s.".formatted(MOST, given));
    }
    int all = data.split().size();
    if (given == null && all > most) {
      in.say(
          "snn: the first %d of %d examples; --examples takes another number."
              .formatted(most, all));
    }
    return data.first((int) most);
  }

  private static void requireDataset(Invocation in, SnnEngine engine) {
    String input = in.line().getOptionValue("input");
    if (input == null || !engine.registries().of(Family.DATASET).names().contains(input)) {
      throw new UserError(
          "nir bench needs --input with the name of a data set; 'snn list' names them.");
    }
  }
}
