package dev.snn.app.command;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.Bench;
import dev.snn.bench.experiment.ExperimentFile;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.error.Shown;
import dev.snn.engine.tree.Scalars;
import dev.snn.engine.tree.Trees;
import dev.snn.report.plot.EncodingPlot;
import dev.snn.report.plot.Figure;
import dev.snn.report.plot.TracePlot;
import java.util.stream.DoubleStream;

/** Figures of parts at work, without training: a neuron, an encoder. */
final class ModelPlots {
  private static final int MOST_STEPS = 100_000;
  private static final String USUAL_CURRENT = "0x10,1.5x70,0x20";

  private ModelPlots() {}

  /** {@code plot trace NEURON}. */
  static Figure trace(Invocation in, String source) {
    double[] current = current(in.line().getOptionValue("current", USUAL_CURRENT));
    double dt = Scalars.number(Trees.parse(in.line().getOptionValue("dt", "1"), "--dt"), "--dt");
    if (!(dt > 0)) {
      throw new UserError("--dt: must be above 0 ms, got %s.".formatted(dt));
    }
    JsonNode neuron = Trees.parse(source, "plot trace");
    try (SnnEngine engine = in.engine()) {
      return TracePlot.of(engine, neuron, current, dt, seed(in, 1));
    }
  }

  /** "0x10,1.5x70": for ten steps 0, then for seventy 1.5. */
  static double[] current(String text) {
    DoubleStream.Builder steps = DoubleStream.builder();
    long total = 0;
    for (String piece : text.split(",", -1)) {
      String[] parts = piece.strip().split("x", -1);
      long times = parts.length == 2 ? Globals.wholeNumber("--current", parts[1].strip()) : 1;
      if (parts.length > 2 || times < 1) {
        throw new UserError(
            "--current: '%s' is no current. Write VALUExSTEPS, as in 0x10,1.5x70,0x20."
                .formatted(Shown.word(piece)));
      }
      double value = Scalars.number(Trees.parse(parts[0].strip(), "--current"), "--current");
      total += times;
      if (total > MOST_STEPS) {
        throw new UserError("--current: more than %d steps.".formatted(MOST_STEPS));
      }
      for (long t = 0; t < times; t++) {
        steps.add(value);
      }
    }
    return steps.build().toArray();
  }

  /** {@code plot encoding FILE}. */
  static Figure encoding(Invocation in, String source) {
    String profile =
        in.line().hasOption("quick") ? "quick" : in.line().hasOption("full") ? "full" : null;
    long example = Globals.wholeNumber("--example", in.line().getOptionValue("example", "0"));
    try (SnnEngine engine = in.engine()) {
      ExperimentFile experiment =
          Bench.on(engine).read(RunCommand.file(source), profile, in.settings());
      String name = in.line().getOptionValue("row");
      ExperimentFile.Row row = name == null ? experiment.rows().get(0) : experiment.choose(name);
      return EncodingPlot.of(
          engine,
          row.name(),
          row.config(),
          (int) Math.max(-1, Math.min(Integer.MAX_VALUE, example)),
          seed(in, experiment.seeds().get(0)));
    }
  }

  private static long seed(Invocation in, long usual) {
    String seed = in.line().getOptionValue("seed");
    return seed == null ? usual : Globals.wholeNumber("--seed", seed);
  }
}
