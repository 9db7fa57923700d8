package dev.snn.bench.plan;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.bench.experiment.ExperimentReader;
import dev.snn.bench.experiment.UnknownProfile;
import dev.snn.engine.error.Hint;
import dev.snn.engine.error.Shown;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the experiment files of a table. */
final class TableInput {
  private TableInput() {}

  /** The experiments, in the order of the request's files. */
  static List<ExperimentFile> read(ExperimentReader reader, TableRequest request) {
    List<ExperimentFile> experiments = readAll(reader, request);
    refuseSameNames(experiments, request.files());
    List<String> names = experiments.stream().flatMap(e -> e.rowNames().stream()).toList();
    for (String only : request.only()) {
      boolean known =
          experiments.stream().flatMap(e -> e.rows().stream()).anyMatch(row -> row.isOf(only));
      if (!known) {
        throw new UserError(
            "--only: no row named '%s'.%s Rows: %s."
                .formatted(Shown.word(only), Hint.didYouMean(only, names), names));
      }
    }
    return request.seeds().isEmpty()
        ? experiments
        : experiments.stream().map(e -> e.withSeeds(request.seeds())).toList();
  }

  /** A profile may be missing in some of several files, not in all. */
  private static List<ExperimentFile> readAll(ExperimentReader reader, TableRequest request) {
    List<ExperimentFile> read = new ArrayList<>();
    UserError missing = null;
    boolean found = false;
    for (Path file : request.files()) {
      try {
        read.add(reader.read(file, request.profile(), request.settings(), request.only()));
        found = true;
      } catch (UserError e) {
        if (request.profile() == null || request.files().size() == 1 || !UnknownProfile.is(e)) {
          throw e;
        }
        missing = e;
        read.add(reader.read(file, null, request.settings(), request.only()));
      }
    }
    if (!found && missing != null) {
      throw missing;
    }
    return read;
  }

  /** Records are kept by the name of the experiment: two of one name would overwrite each other. */
  private static void refuseSameNames(List<ExperimentFile> experiments, List<Path> files) {
    Map<String, Path> seen = new LinkedHashMap<>();
    for (int i = 0; i < experiments.size(); i++) {
      Path other = seen.put(experiments.get(i).name(), files.get(i));
      if (other != null) {
        throw new UserError(
            "%s and %s are experiments of the same name '%s'. Rename a file, or run one at a time."
                .formatted(other, files.get(i), experiments.get(i).name()));
      }
    }
  }
}
