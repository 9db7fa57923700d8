package dev.snn.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.SavedNetwork;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.file.OutputFiles;
import dev.snn.nir.export.Export;
import dev.snn.nir.file.NirWriter;
import dev.snn.nir.graph.NirFile;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.TreeSet;

/** {@code snn nir export}. */
final class NirExport {
  private static final String FILE = "FILE";

  /** Digits of a step that are read more easily than an exponent. */
  private static final int LONG = 24;

  private NirExport() {}

  static int of(Invocation in, String checkpoint, String out) {
    Path place = Globals.path(FILE, out);
    OutputFiles.requireWritable(place, FILE);
    JsonNode config;
    Export export;
    try (SnnEngine engine = in.engine()) {
      SavedNetwork saved = engine.load(Globals.path("CHECKPOINT", checkpoint));
      config = saved.record().config();
      export = Export.of(config, saved.network(), saved.encoder().outputShape());
    }
    if (in.line().hasOption("strict") && !export.lost().isEmpty()) {
      throw new UserError(
          "--strict: NIR cannot say all of it, and nothing is written; lost would be %s."
              .formatted(String.join("; ", export.lost())));
    }
    NirWriter.write(place, FILE, new NirFile(out, NirWriter.VERSION, export.graph()));
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: %d nodes, %d edges%n"
            .formatted(out, export.graph().nodes().size(), export.graph().edges().size()));
    export.lost().forEach(each -> text.append("lost: ").append(each).append('\n'));
    text.append("to run it as here: ").append(settings(config)).append('\n');
    in.out().print(text);
    return 0;
  }

  /** The settings of {@code nir run} under which the file does what the network does. */
  private static String settings(JsonNode config) {
    TreeSet<String> resets = new TreeSet<>();
    config.path("layers").findValuesAsText("reset").forEach(resets::add);
    String reset =
        resets.isEmpty()
            ? ""
            : resets.size() == 1 ? " --reset " + resets.first() : " (resets differ)";
    return "--discretization exponential --dt %s%s"
        .formatted(seconds(config.path("dt").asDouble(1)), reset);
  }

  /** The shortest number that reads back as the step, without an exponent. */
  private static String seconds(double ms) {
    String plain = new BigDecimal(Double.toString(ms / 1000)).stripTrailingZeros().toPlainString();
    return plain.length() > LONG ? Double.toString(ms / 1000) : plain;
  }
}
