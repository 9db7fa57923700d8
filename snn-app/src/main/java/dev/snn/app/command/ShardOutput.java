package dev.snn.app.command;

import dev.snn.api.plugin.UserError;
import dev.snn.app.terminal.Progress;
import dev.snn.bench.Bench;
import dev.snn.bench.plan.Shard;
import dev.snn.bench.plan.ShardResult;
import dev.snn.bench.plan.TableRequest;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.error.OutputFailure;
import dev.snn.engine.error.Shown;
import dev.snn.engine.record.RunRecord;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.apache.commons.cli.Option;

/** {@code snn table NAME... --shard K/N}. */
final class ShardOutput {
  static final String OPTION = "shard";
  private static final int SOME_FAILED = 4;

  private ShardOutput() {}

  static Option option() {
    return Globals.valued(
        OPTION,
        "K/N",
        "do every N-th run from the K-th on; N such processes, with one DIR, make the table");
  }

  /** Does a share of the table's runs, and shows the table where it was the last. */
  static int run(Invocation in, TableRequest request) {
    Shard shard = Shard.of("--" + OPTION, in.line().getOptionValue(OPTION));
    if (request.dryRun()) {
      throw new UserError(
          "--dry-run: it does no runs that --%s could share out. Leave one of the two out."
              .formatted(OPTION));
    }
    for (String option : List.of(Executors.ON, Executors.MASTER)) {
      if (in.line().hasOption(option)) {
        throw new UserError(
            "--%s and --%s: each shares out the runs of a table. Leave one of the two out."
                .formatted(option, OPTION));
      }
    }
    ShardResult result;
    try (SnnEngine engine = in.engine();
        Progress progress = in.progress(false)) {
      result = Bench.on(engine).shard(request, shard, progress);
    } catch (CancellationException e) {
      throw new Interrupted(
          "interrupted. Finished runs are kept in %s; the same command does the rest of shard %s."
              .formatted(request.out(), shard));
    } catch (OutputFailure e) {
      throw e.in("--out", "Finished runs are kept; the same command does the rest.");
    }
    return result.table().isPresent()
        ? TableCommand.show(in, request, result.table().get())
        : show(in, request, result);
  }

  private static int show(Invocation in, TableRequest request, ShardResult result) {
    if (in.screen().terminal()) {
      in.say("");
    }
    in.warn(result.notes());
    in.err()
        .printf(
            "snn: shard %s is done; %s has %d of %s. The shard that ends last makes the table; once all"
                + " have ended, so does the same command with --resume in place of --%s %s, which does"
                + " what is missing.%n",
            result.shard(),
            request.out(),
            result.here(),
            Shown.count(result.planned(), "run"),
            OPTION,
            result.shard());
    List<RunRecord> failed = result.failed();
    if (failed.isEmpty()) {
      return 0;
    }
    in.err()
        .printf(
            "snn: %d of the shard's %s failed, the first (%s) because: %s%n",
            failed.size(),
            Shown.count(result.records().size(), "run"),
            failed.get(0).id(),
            failed.get(0).error());
    return SOME_FAILED;
  }
}
