package dev.snn.api.data;

import dev.snn.api.tensor.Shape;
import java.util.Map;

/**
 * What a data set is.
 *
 * @param name name in tables
 * @param kind whether examples are value vectors or recordings
 * @param width pixels per row (features, for plain vectors)
 * @param height rows (1 for plain vectors)
 * @param channels colour channels or polarities
 * @param classes number of classes; 0 where there are no labels
 * @param targets length of the target vectors; 0 where there are none
 * @param version version or origin, as recorded with every result
 * @param checksums SHA-256 of each file read
 * @param split how training, validation and test examples were chosen, in words
 * @param targetWidth pixels per row of targets that are images with values in [0, 1]; 0 where
 *     targets are something else
 */
public record DatasetInfo(
    String name,
    Kind kind,
    int width,
    int height,
    int channels,
    int classes,
    int targets,
    String version,
    Map<String, String> checksums,
    String split,
    int targetWidth,
    Legend legend) {

  /** No legend is {@link Legend#NONE}. */
  public DatasetInfo {
    legend = legend == null ? Legend.NONE : legend;
  }

  /** A data set without a legend. */
  public DatasetInfo(
      String name,
      Kind kind,
      int width,
      int height,
      int channels,
      int classes,
      int targets,
      String version,
      Map<String, String> checksums,
      String split,
      int targetWidth) {
    this(
        name,
        kind,
        width,
        height,
        channels,
        classes,
        targets,
        version,
        checksums,
        split,
        targetWidth,
        Legend.NONE);
  }

  /** A data set whose targets are no images. */
  public DatasetInfo(
      String name,
      Kind kind,
      int width,
      int height,
      int channels,
      int classes,
      int targets,
      String version,
      Map<String, String> checksums,
      String split) {
    this(name, kind, width, height, channels, classes, targets, version, checksums, split, 0);
  }

  /** The same with a legend. */
  public DatasetInfo with(Legend other) {
    return new DatasetInfo(
        name,
        kind,
        width,
        height,
        channels,
        classes,
        targets,
        version,
        checksums,
        split,
        targetWidth,
        other);
  }

  /** The form of the examples. */
  public enum Kind {
    VALUES,
    RECORDINGS
  }

  /**
   * How the values of an example lie: value {@code (c * height + y) * width + x} is pixel (x, y) of
   * channel c. Flat for plain vectors.
   */
  public Shape shape() {
    return Shape.of(channels, height, width);
  }

  /** Number of features of an example: width x height x channels. */
  public int features() {
    return width * height * channels;
  }

  /**
   * Number of scores a decoder gives: the classes, or the length of the targets where there are
   * some.
   */
  public int outputs() {
    return targets > 0 ? targets : classes;
  }
}
