package dev.snn.encoders;

import dev.snn.api.data.DatasetInfo;
import dev.snn.api.random.Seed;
import dev.snn.testkit.TestContext;
import java.util.Map;

/** Surroundings of an encoder. */
final class Contexts {
  private Contexts() {}

  /** For an encoder of this data. */
  static TestContext of(DatasetInfo data) {
    ClassLoader loader = Contexts.class.getClassLoader();
    return new TestContext("encoder", data.shape(), 0, 0, 1, new Seed(1), data, null, loader);
  }

  /** For an encoder of value vectors. */
  static TestContext values(int features) {
    return of(info(DatasetInfo.Kind.VALUES, features, 1, 1));
  }

  /** A description of data. */
  static DatasetInfo info(DatasetInfo.Kind kind, int width, int height, int channels) {
    return new DatasetInfo("toy", kind, width, height, channels, 2, 0, "", Map.of(), "");
  }
}
