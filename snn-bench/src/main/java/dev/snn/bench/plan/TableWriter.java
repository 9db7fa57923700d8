package dev.snn.bench.plan;

import dev.snn.bench.table.TableFiles;
import dev.snn.bench.table.TableManifest;
import dev.snn.engine.record.Checkout;
import java.nio.file.Path;

/**
 * Writes the table so far while runs go on. Writing takes as long as the table is; it is done so
 * seldom that it takes a small share of the time, and once more at the end.
 */
final class TableWriter {
  /** Of the time between two writings. */
  private static final double SHARE = 0.05;

  private final TableRequest request;
  private final TablePlan plan;
  private long lastEnd = System.nanoTime();
  private long lastNanos;

  TableWriter(TableRequest request, TablePlan plan) {
    this.request = request;
    this.plan = plan;
  }

  /** Writes the table, unless it was written a moment ago. */
  void runIsOver() {
    if ((System.nanoTime() - lastEnd) * SHARE >= lastNanos) {
      write();
    }
  }

  /** Writes the table. */
  void write() {
    long start = System.nanoTime();
    TableFiles.write(request.out(), plan.table());
    new TableManifest(
            request.files().stream().map(TableWriter::portable).toList(),
            request.profile(),
            request.settings(),
            request.only(),
            plan.unfolded().stream().map(TableManifest.Experiment::of).toList())
        .write(request.out());
    lastEnd = System.nanoTime();
    lastNanos = lastEnd - start;
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
