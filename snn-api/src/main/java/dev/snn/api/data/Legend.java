package dev.snn.api.data;

import java.util.List;

/**
 * What the numbers of a data set stand for, as far as the data say it. A data set that is read to
 * score a network trained on another one is given that one's legend ({@link
 * dev.snn.api.plugin.BuildContext#dataset()}), so that a class keeps its number and a column its
 * scale.
 *
 * @param classes name of each class, by its number; empty where classes have no names
 * @param columns name of each feature; empty where they have none
 * @param fill what a missing value becomes, per feature; empty where none may be missing
 * @param offset what was taken from each feature; empty where values are as they were read
 * @param scale what each feature was divided by after that; as long as {@code offset}
 */
public record Legend(
    List<String> classes,
    List<String> columns,
    List<Double> fill,
    List<Double> offset,
    List<Double> scale) {
  /** Nothing is known. */
  public static final Legend NONE = new Legend(null, null, null, null, null);

  /** Copies the lists; null is an empty one. */
  public Legend {
    classes = classes == null ? List.of() : List.copyOf(classes);
    columns = columns == null ? List.of() : List.copyOf(columns);
    fill = fill == null ? List.of() : List.copyOf(fill);
    offset = offset == null ? List.of() : List.copyOf(offset);
    scale = scale == null ? List.of() : List.copyOf(scale);
  }

  /** Class names alone. */
  public static Legend ofClasses(List<String> classes) {
    return new Legend(classes, null, null, null, null);
  }
}
