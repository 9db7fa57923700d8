package dev.snn.encoders;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.plugin.BuildContext;

/** Checks what an encoder is given. */
final class Need {
  private Need() {}

  /** The number of features of a data set of value vectors. */
  static int values(String encoder, BuildContext context) {
    DatasetInfo data = context.dataset();
    if (data == null) {
      return context.inputSize();
    }
    if (data.kind() != DatasetInfo.Kind.VALUES) {
      throw new IllegalArgumentException(
          "encoder '"
              + encoder
              + "' needs value vectors, but data set '"
              + data.name()
              + "' holds event recordings; use encoder 'events'");
    }
    return data.features();
  }

  /** The description of a data set of recordings. */
  static DatasetInfo recordings(String encoder, BuildContext context) {
    DatasetInfo data = context.dataset();
    if (data == null) {
      throw new IllegalArgumentException("encoder '" + encoder + "' needs a data set to be known");
    }
    if (data.kind() != DatasetInfo.Kind.RECORDINGS) {
      throw new IllegalArgumentException(
          "encoder '"
              + encoder
              + "' needs event recordings, but data set '"
              + data.name()
              + "' holds value vectors; use encoder 'rate', 'latency' or 'direct'");
    }
    return data;
  }

  /** The values of a batch, each row {@code size} long. */
  static float[][] rows(String encoder, Samples samples, int size) {
    float[][] rows = samples.values();
    if (rows == null) {
      throw new IllegalArgumentException(
          "encoder '" + encoder + "' needs value vectors, but was given event recordings");
    }
    for (float[] row : rows) {
      if (row.length != size) {
        throw new IllegalArgumentException(
            "encoder '" + encoder + "' was made for " + size + " features, got " + row.length);
      }
    }
    return rows;
  }

  /** A value in [0, 1]. */
  static float unit(String encoder, Samples samples, int b, int feature) {
    float x = samples.values()[b][feature];
    if (!(x >= 0 && x <= 1)) {
      throw new BadDataException(
          "encoder '"
              + encoder
              + "' needs values in [0, 1], but feature "
              + feature
              + " of example "
              + samples.ids()[b]
              + " is "
              + x
              + "; set the data set's scale, or normalise: min-max.");
    }
    return x;
  }

  /** A value that is a finite number. */
  static float number(String encoder, Samples samples, int b, int feature) {
    float x = samples.values()[b][feature];
    if (!Float.isFinite(x)) {
      throw new BadDataException(
          "encoder '%s' needs numbers, but feature %d of example %d is %s; set the data set's 'missing'."
              .formatted(encoder, feature, samples.ids()[b], x));
    }
    return x;
  }
}
