package dev.snn.testkit;

import dev.snn.api.data.DatasetInfo;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.Plugin;
import dev.snn.api.random.Seed;
import dev.snn.api.tensor.Shape;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;

/**
 * Surroundings for parts made in tests. Nested parts are found through {@link ServiceLoader} and
 * made from their options by {@link PartBinder}. In the project of a plug-in's author, which has no
 * built-in parts, simple surrogates, neurons and losses stand in for them.
 *
 * @param path names the random streams of the part
 * @param inputShape how the input lines lie
 * @param steps number of time steps T
 * @param outputs number of scores
 * @param dt length of a step in ms
 * @param seed root of all randomness
 * @param dataset what the examples look like
 * @param data where data lives
 * @param loader where nested plug-ins are looked for
 */
public record TestContext(
    String path,
    Shape inputShape,
    int steps,
    int outputs,
    double dt,
    Seed seed,
    DatasetInfo dataset,
    DataHome data,
    ClassLoader loader)
    implements BuildContext {

  /** Surroundings with input lines that have no neighbours. */
  public TestContext(
      String path,
      int inputSize,
      int steps,
      int outputs,
      double dt,
      Seed seed,
      DatasetInfo dataset,
      DataHome data,
      ClassLoader loader) {
    this(path, Shape.flat(inputSize), steps, outputs, dt, seed, dataset, data, loader);
  }

  @Override
  public int inputSize() {
    return inputShape.size();
  }

  /** A small context: values of 4 x 3 pixels in 3 classes, 6 steps of 1 ms. */
  public static TestContext of(int inputSize, ClassLoader loader) {
    DatasetInfo info =
        new DatasetInfo(
            "test", DatasetInfo.Kind.VALUES, 4, 3, 1, 3, 0, "test", Map.of(), "generated");
    return new TestContext(
        "test", inputSize, 6, 3, 1.0, new Seed(20240607), info, new TestData(), loader);
  }

  /** The same context for a part of another size. */
  public TestContext withInputSize(int size) {
    return withInputShape(Shape.flat(size));
  }

  /** The same context for a part with an input of another shape. */
  public TestContext withInputShape(Shape shape) {
    return new TestContext(path, shape, steps, outputs, dt, seed, dataset, data, loader);
  }

  /** The same context with other examples. */
  public TestContext withDataset(DatasetInfo info) {
    return new TestContext(path, inputShape, steps, outputs, dt, seed, info, data, loader);
  }

  /** The same context with another place for files. */
  public TestContext withData(DataHome home) {
    return new TestContext(path, inputShape, steps, outputs, dt, seed, dataset, home, loader);
  }

  @Override
  public <T> T create(Family<T> family, String name, Part part, int size) {
    TestContext inner =
        new TestContext(path + "." + name, size, steps, outputs, dt, seed, dataset, data, loader);
    Plugin<?, ?> plugin = find(family, part.type(), loader);
    Object made = plugin == null ? StandIns.of(family, size) : make(plugin, part, inner);
    return family.type().cast(made);
  }

  private static <C extends Record> Object make(Plugin<?, C> plugin, Part part, TestContext inner) {
    return plugin.create(PartBinder.bind(plugin.defaults(), part.options()), inner);
  }

  /**
   * The plug-in of this name; null where it is a built-in one, no built-in one of the family is at
   * hand, and a stand-in takes its place.
   *
   * @throws IllegalArgumentException where there is none, with the names there are
   */
  static Plugin<?, ?> find(Family<?> family, String type, ClassLoader loader) {
    TreeSet<String> names = new TreeSet<>();
    for (Plugin<?, ?> plugin : ServiceLoader.load(family.service(), loader)) {
      names.add(plugin.name());
      if (plugin.name().equals(type)) {
        return plugin;
      }
    }
    boolean alone = names.stream().allMatch(name -> name.contains("."));
    if (alone && !type.contains(".") && StandIns.of(family, 1) != null) {
      return null;
    }
    throw new IllegalArgumentException(
        "no %s named '%s'. Available: %s".formatted(family.name(), type, names));
  }

  private static final class TestData implements DataHome {
    private final java.nio.file.Path folder =
        java.nio.file.Path.of(System.getProperty("java.io.tmpdir"), "snn-testkit");

    @Override
    public List<java.nio.file.Path> folders() {
      return List.of(folder);
    }

    @Override
    public java.nio.file.Path cache() {
      return folder;
    }
  }
}
