package dev.snn.app.command;

import dev.snn.api.codec.Encoder;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.api.random.Seed;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.config.Context;
import dev.snn.nir.run.Settings;

/** The examples of a data set in steps, as {@code --input}, {@code --steps} and the like say. */
record NirData(String name, int steps, Dataset.Split split, Encoder encoder) {

  static NirData of(Invocation in, SnnEngine engine, Settings settings) {
    String steps = in.line().getOptionValue("steps");
    if (steps == null) {
      throw new UserError(
          "--input of a data set needs --steps, the number of steps of an example.");
    }
    long count = Globals.wholeNumber("--steps", steps);
    if (count < 1 || count > 1_000_000) {
      throw new UserError("--steps must be between 1 and 1000000, got %s.".formatted(steps));
    }
    boolean train = NirCommand.choice(in, "split", "test", "train").equals("train");
    Context context =
        Context.empty(engine.resolver(), engine.dataHome(), 1000 * settings.dt(), new Seed(0));
    String name = in.line().getOptionValue("input");
    Dataset data =
        context
            .at("dataset", 0)
            .make(engine.resolver().resolve(Family.DATASET, Part.of(name), "dataset"));
    boolean recordings = data.info().kind() == DatasetInfo.Kind.RECORDINGS;
    Part code =
        recordings
            ? Part.of(
                "events",
                "steps",
                count,
                "binary",
                false,
                "window_ms",
                count * 1000 * settings.dt())
            : Part.of("direct", "steps", count);
    Encoder encoder =
        context
            .with(data.info())
            .at("encoder", data.info().shape())
            .make(engine.resolver().resolve(Family.ENCODER, code, "encoder"));
    return new NirData(name, (int) count, train ? data.train() : data.test(), encoder);
  }

  /** The same with at most so many examples, the first ones. */
  NirData first(int most) {
    return split.size() <= most ? this : new NirData(name, steps, new First(split, most), encoder);
  }

  /** The first examples of a split. */
  private record First(Dataset.Split all, int size) implements Dataset.Split {
    @Override
    public Samples gather(int[] indices) {
      return all.gather(indices);
    }

    @Override
    public int label(int index) {
      return all.label(index);
    }
  }
}
