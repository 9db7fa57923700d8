package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What the folders in a folder are: classes, or parts that hold classes.
 *
 * @param train folder of the training part; the folder itself where there are no parts
 * @param validation folder of the validation part; null where there is none
 * @param test folder of the test part; null where there are no parts
 * @param others folders beside the parts, by name
 */
record FolderParts(Path train, Path validation, Path test, List<String> others) {
  private static final Set<String> VALIDATION = Set.of("val", "valid", "validation");

  /** Parts where there is a folder train or test and nothing else but parts, or both of them. */
  static FolderParts of(Path folder) {
    Path train = null;
    Path test = null;
    Path validation = null;
    List<String> others = new ArrayList<>();
    for (Path inner : ClassFolders.inside(folder)) {
      String name = inner.getFileName().toString().toLowerCase(Locale.ROOT);
      if (name.equals("train")) {
        train = one(train, inner);
      } else if (name.equals("test")) {
        test = one(test, inner);
      } else if (VALIDATION.contains(name)) {
        validation = one(validation, inner);
      } else {
        others.add(inner.getFileName().toString());
      }
    }
    if (train != null && test != null) {
      return new FolderParts(train, validation, test, others);
    }
    if ((train != null || test != null) && others.isEmpty()) {
      String there = train != null ? "train" : "test";
      String missing = train != null ? "test" : "train";
      throw new BadDataException(
          "%s has a folder %s but there is no folder %s; add it, or give %s as the path, of which a share is then taken to test on."
              .formatted(folder, there, missing, folder.resolve(there)));
    }
    return new FolderParts(folder, null, null, List.of());
  }

  private static Path one(Path before, Path now) {
    if (before != null) {
      throw new BadDataException(
          "%s and %s are the same part; keep one of them.".formatted(before, now));
    }
    return now;
  }

  /** The parts, in words. */
  String words() {
    if (test == null) {
      return "sub-folders";
    }
    return validation == null
        ? "folders train and test"
        : "folders train, " + validation.getFileName() + " and test";
  }
}
