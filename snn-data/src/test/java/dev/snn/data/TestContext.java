package dev.snn.data;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Shape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A context for data sets and encoders. */
public record TestContext(DatasetInfo dataset, DataHome data) implements BuildContext {

  private record Home(List<Path> folders, Path cache) implements DataHome {}

  /** For a data set that looks into these folders. */
  public static TestContext home(Path... folders) {
    Path cache = folders.length == 0 ? Path.of("no-such-folder") : folders[0];
    return new TestContext(null, new Home(List.of(folders), cache));
  }

  /** For an encoder of this data. */
  public static TestContext of(DatasetInfo dataset) {
    return new TestContext(dataset, home().data());
  }

  /** To score a network that was trained on other data. */
  public TestContext trainedOn(Dataset data) {
    return new TestContext(data.info(), this.data);
  }

  /** For an encoder of value vectors. */
  public static TestContext values(int features) {
    return of(info(DatasetInfo.Kind.VALUES, features, 1, 1));
  }

  /** A description of data. */
  public static DatasetInfo info(DatasetInfo.Kind kind, int width, int height, int channels) {
    return new DatasetInfo("toy", kind, width, height, channels, 2, 0, "", Map.of(), "");
  }

  @Override
  public String path() {
    return "encoder";
  }

  @Override
  public int inputSize() {
    return dataset == null ? 0 : dataset.features();
  }

  @Override
  public Shape inputShape() {
    return dataset == null ? Shape.flat(0) : dataset.shape();
  }

  @Override
  public int steps() {
    return 0;
  }

  @Override
  public int outputs() {
    return 0;
  }

  @Override
  public double dt() {
    return 1;
  }

  @Override
  public Seed seed() {
    return new Seed(1);
  }

  @Override
  public <T> T create(Family<T> family, String name, Part part, int inputSize) {
    throw new UnsupportedOperationException("no nested parts");
  }
}
