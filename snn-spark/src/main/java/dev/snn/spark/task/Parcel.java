package dev.snn.spark.task;

import java.io.IOException;
import java.io.OutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;

/**
 * A file that travels: an executor that has its bytes already never asks for them, any other gets
 * them from the driver or from its neighbours.
 *
 * @param name where it is to stand, relative, with forward slashes
 * @param sha256 of its bytes, in lower-case hexadecimal digits
 * @param pieces its bytes, as Spark broadcasts them
 */
public record Parcel(String name, String sha256, ArrayList<Broadcast<byte[]>> pieces)
    implements Serializable {

  /** A parcel of pieces in order. */
  public static Parcel of(String name, String sha256, List<Broadcast<byte[]>> pieces) {
    return new Parcel(name, sha256, new ArrayList<>(pieces));
  }

  /** Fetches its bytes, piece by piece: all of them at once may be more than the memory. */
  void fetch(OutputStream out) throws IOException {
    for (Broadcast<byte[]> piece : pieces) {
      out.write(piece.value());
    }
  }
}
