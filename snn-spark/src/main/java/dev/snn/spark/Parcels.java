package dev.snn.spark;

import dev.snn.api.plugin.UserError;
import dev.snn.engine.file.OutputFiles;
import dev.snn.spark.task.Parcel;
import dev.snn.spark.task.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.broadcast.Broadcast;

/** Makes parcels of files. Spark brings their bytes to those executors only that ask for them. */
final class Parcels {
  /** Spark broadcasts no more than 2 GB at once, and keeps it in memory while it is at it. */
  private static final int PIECE = 64 << 20;

  private final JavaSparkContext spark;

  Parcels(JavaSparkContext spark) {
    this.spark = spark;
  }

  /** A file. */
  Parcel of(String name, Path file) {
    MessageDigest digest = Sha256.digest();
    List<Broadcast<byte[]>> pieces = new ArrayList<>();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      for (byte[] piece = in.readNBytes(PIECE); piece.length > 0; piece = in.readNBytes(PIECE)) {
        pieces.add(spark.broadcast(piece));
      }
    } catch (IOException e) {
      throw new UserError("cannot read %s (%s).".formatted(file, OutputFiles.reason(e)), e);
    }
    return Parcel.of(name, HexFormat.of().formatHex(digest.digest()), pieces);
  }
}
