package dev.snn.data.set;

import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.plugin.BuildContext;
import dev.snn.data.file.Cache;
import dev.snn.data.file.Finder;
import dev.snn.data.file.Source;
import java.util.Arrays;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Files of the user's own. */
final class OwnFiles {
  private OwnFiles() {}

  /** A file that must be given. */
  static Source needed(BuildContext context, String option, String given) {
    return Source.of(given, Finder.own(context.data(), option, given));
  }

  /** A file that may be left out; null where it is. */
  static Source optional(BuildContext context, String option, String given) {
    return given.isBlank() ? null : needed(context, option, given);
  }

  /** What was read of unchanged files is read once; not where a saved network is to be scored. */
  static Dataset cached(
      String config, DatasetInfo trainedOn, Supplier<Dataset> read, Source... files) {
    String stamps =
        Arrays.stream(files)
            .map(file -> file == null ? "" : file.stamp())
            .collect(Collectors.joining("|"));
    return cached(config + "|" + stamps, trainedOn, read);
  }

  /** The same for files in folders. */
  static Dataset cached(
      String config, DatasetInfo trainedOn, Supplier<Dataset> read, EventListing files) {
    return cached(config + "|" + files.stamp() + files.notes(), trainedOn, read);
  }

  /**
   * The same where {@code key} says which state of which files.
   *
   * @param trainedOn data of the network that is to be scored; null where none is
   */
  static Dataset cached(String key, DatasetInfo trainedOn, Supplier<Dataset> read) {
    return trainedOn == null ? Cache.get(key, read) : read.get();
  }
}
