package dev.snn.report.plot;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.table.Ranking;
import dev.snn.bench.table.Summary;
import dev.snn.bench.table.TableManifest.Experiment;
import dev.snn.engine.error.Hint;
import dev.snn.report.folder.OutputFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;

/**
 * A critical-difference diagram of the rows of several experiments (Demsar 2006, section 3.2.3).
 */
public final class RankPlot {
  private RankPlot() {}

  /**
   * Of an output folder.
   *
   * @param metric null for the one that the experiments name; else over all of them
   */
  public static Figure of(Path path, String metric) {
    OutputFolder folder = OutputFolder.read(path);
    Ranking ranking = metric == null ? asked(folder) : ranking(folder, metric);
    if (!ranking.isThere()) {
      throw new UserError("%s: %s".formatted(path, ranking.nothing()));
    }
    return draw(ranking);
  }

  /** Of what a table has ranked first; empty where nothing is. */
  public static Optional<Figure> of(List<Ranking> rankings) {
    return rankings.stream().filter(Ranking::isThere).findFirst().map(RankPlot::draw);
  }

  private static Ranking asked(OutputFolder folder) {
    List<Ranking> rankings = folder.whole().rankings();
    if (!rankings.isEmpty()) {
      return rankings.get(0);
    }
    List<String> asking =
        folder.manifest().stream()
            .flatMap(manifest -> manifest.experiments().stream())
            .filter(experiment -> experiment.ranks() != null)
            .map(Experiment::name)
            .toList();
    throw new UserError(
        "%s: ranks need two experiments or more, and %s. Run 'snn table' of the folder with their files, or name a metric with --y."
            .formatted(
                folder.path(),
                asking.isEmpty()
                    ? "none here has 'ranks: METRIC' in its file"
                    : "only '%s' here has 'ranks: METRIC' in its file".formatted(asking.get(0))));
  }

  private static Ranking ranking(OutputFolder folder, String metric) {
    TreeSet<String> metrics = new TreeSet<>();
    folder.records().forEach(record -> metrics.addAll(record.metricUnits().keySet()));
    if (!metrics.contains(metric)) {
      throw new UserError(
          "--y: no metric named '%s' in %s.%s Valid: %s."
              .formatted(
                  metric, folder.path(), Hint.didYouMean(metric, List.copyOf(metrics)), metrics));
    }
    List<String> names =
        folder.whole().lines().stream().map(Summary::experiment).distinct().toList();
    return Ranking.of(metric, names, folder.whole());
  }

  private static Figure draw(Ranking ranking) {
    List<String> lines = new ArrayList<>();
    List<String> ordered = ranking.ordered();
    double[] averages = ranking.averages();
    for (int k = 0; k < averages.length; k++) {
      lines.add(String.format(Locale.ROOT, "%s: average rank %.2f", ordered.get(k), averages[k]));
    }
    lines.addAll(ranking.sentences());
    return new Figure(
            List.of(
                new RankChart(
                    ordered, averages, ranking.test().difference(), ranking.test().groups())),
            lines)
        .with(new Look(title(ranking), axis(ranking), null, null, null));
  }

  private static String title(Ranking ranking) {
    return "%d rows over %d experiments"
        .formatted(ranking.rows().size(), ranking.experiments().size());
  }

  private static String axis(Ranking ranking) {
    return "average rank by %s, 1 is the best".formatted(ranking.metric());
  }
}
