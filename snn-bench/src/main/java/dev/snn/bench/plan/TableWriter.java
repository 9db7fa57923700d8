package dev.snn.bench.plan;

import dev.snn.bench.table.Table;
import dev.snn.bench.table.TableFiles;
import dev.snn.bench.table.TableManifest;
import dev.snn.engine.record.Checkout;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

/** Writes the table so far while runs go on: seldom enough to take little time, see the pace. */
final class TableWriter {
  private final TableRequest request;
  private final TablePlan plan;
  private final WritingPace pace;

  TableWriter(TableRequest request, TablePlan plan, WritingPace pace) {
    this.request = request;
    this.plan = plan;
    this.pace = pace;
  }

  /** Writes the table if it is time to. */
  void runIsOver() {
    if (pace.isDueAfterOneMoreRun()) {
      write();
    }
  }

  /** Writes the table, and first what it was asked for. */
  Table write() {
    pace.begin();
    List<TableManifest.Experiment> experiments = plan.manifest();
    new TableManifest(
            request.files().stream().map(TableWriter::portable).toList(),
            request.profile(),
            request.settings(),
            listed(request.only()),
            listed(request.seeds()),
            experiments)
        .write(request.out());
    Table table = plan.table();
    TableFiles.write(request.out(), table);
    pace.end();
    return table;
  }

  /** As on the command line; null for nothing. */
  private static String listed(List<?> values) {
    return values.isEmpty()
        ? null
        : values.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** A file of the checkout as seen from its root, any other as it was named. */
  private static String portable(Path file) {
    Path place = file.toAbsolutePath().normalize();
    return Checkout.root()
        .map(root -> root.toAbsolutePath().normalize())
        .filter(place::startsWith)
        .map(root -> root.relativize(place).toString().replace('\\', '/'))
        .orElse(file.toString());
  }
}
