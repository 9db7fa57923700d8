package dev.snn.data.augment;

import dev.snn.api.data.DatasetInfo;
import dev.snn.api.plugin.BuildContext;

/** Data sets of recordings. */
final class Recordings {
  private Recordings() {}

  /** Refuses a data set of value vectors. */
  static DatasetInfo require(String name, BuildContext context) {
    DatasetInfo info = context.dataset();
    if (info.kind() != DatasetInfo.Kind.RECORDINGS) {
      throw new IllegalArgumentException(
          "augmentation '%s' needs event recordings, but data set '%s' holds value vectors"
              .formatted(name, info.name()));
    }
    return info;
  }
}
