package yourlab;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.data.Samples;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.random.Seed;
import java.util.Map;

/**
 * Classes that differ in the order of their N values only: each class has its own order of the
 * features, and the value at place i of that order lies somewhere in {@code ((N - i) / (N + 1), (N
 * - i + 1) / (N + 1)]}. With the encoder {@code latency} each line spikes once, in that order:
 * counts say nothing about the class, times everything. Examples are drawn by their number.
 */
public final class NewPlugin implements DatasetPlugin<NewPlugin.Config> {
  /** Options. */
  public record Config(
      @Doc("number of classes") int classes,
      @Doc("number of values N of an example") int size,
      @Doc("training examples; validation and test have a quarter of that each") int train) {
    public Config {
      Check.atLeast("classes", classes, 2);
      Check.atLeast("size", size, 2);
      Check.atLeast("train", train, 4);
    }
  }

  public String name() {
    return "yourlab.name";
  }

  public Config defaults() {
    return new Config(10, 10, 1000);
  }

  public Dataset create(Config c, BuildContext context) {
    var kind = DatasetInfo.Kind.VALUES;
    return new Orders(
        new DatasetInfo(
            name(), kind, c.size(), 1, 1, c.classes(), 0, "generated", Map.of(), "by number"),
        new Part(c, 0, c.train()),
        new Part(c, c.train(), c.train() / 4),
        new Part(c, c.train() + c.train() / 4, c.train() / 4));
  }

  private record Orders(DatasetInfo info, Split train, Split validation, Split test)
      implements Dataset {}

  private record Part(Config c, int first, int size) implements Dataset.Split {
    public int label(int index) {
      return (first + index) % c.classes();
    }

    public Samples gather(int[] indices) {
      long[] ids = new long[indices.length];
      int[] labels = new int[indices.length];
      float[][] values = new float[indices.length][c.size()];
      for (int k = 0; k < indices.length; k++) {
        ids[k] = first + indices[k];
        labels[k] = label(indices[k]);
        int[] order = new Seed(0).stream("class " + labels[k]).permutation(c.size());
        var draws = new Seed(0).stream("example " + ids[k]);
        for (int i = 0; i < c.size(); i++) {
          values[k][order[i]] = (c.size() - i + 1 - draws.nextFloat()) / (c.size() + 1);
        }
      }
      return Samples.labelled(ids, values, labels);
    }
  }
}
