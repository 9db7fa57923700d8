package dev.snn.bench.speed;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.layer.Parameter;
import dev.snn.engine.record.RecordFiles;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A temporary folder with all that a peer needs: {@code manifest.json} and raw little-endian arrays
 * of 32-bit numbers.
 */
final class PeerFolder implements AutoCloseable {
  private final Path path;

  private PeerFolder(Path path) {
    this.path = path;
  }

  /** Writes some files. */
  static PeerFolder of(Map<String, byte[]> files) {
    try {
      PeerFolder folder = new PeerFolder(Files.createTempDirectory("snn-peer"));
      for (Map.Entry<String, byte[]> file : files.entrySet()) {
        Files.write(folder.path.resolve(file.getKey()), file.getValue());
      }
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the peer's input", e);
    }
  }

  /** Writes a workload, the initial weights and the batches. */
  static PeerFolder write(Workload workload, List<Parameter> parameters, List<Batch> batches) {
    try {
      PeerFolder folder = new PeerFolder(Files.createTempDirectory("snn-peer"));
      ObjectNode manifest = Trees.NODES.objectNode();
      manifest.set("workload", workload.tree());
      folder.writeParameters(manifest.putArray("parameters"), parameters);
      folder.writeBatches(manifest.putArray("batches"), batches);
      Files.writeString(folder.path.resolve("manifest.json"), RecordFiles.json(manifest));
      return folder;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot write the peer's input", e);
    }
  }

  Path path() {
    return path;
  }

  private void writeParameters(ArrayNode list, List<Parameter> parameters) throws IOException {
    for (int i = 0; i < parameters.size(); i++) {
      Parameter p = parameters.get(i);
      ObjectNode entry = list.addObject();
      entry.put("name", p.name());
      entry.put("file", "parameter-" + i);
      entry.put("rows", p.value().length);
      entry.put("columns", p.value()[0].length);
      write("parameter-" + i, p.value());
    }
  }

  private void writeBatches(ArrayNode list, List<Batch> batches) throws IOException {
    for (int i = 0; i < batches.size(); i++) {
      Batch batch = batches.get(i);
      ObjectNode entry = list.addObject();
      entry.put("offsets", "offsets-" + i);
      entry.put("units", "units-" + i);
      write("offsets-" + i, batch.offsets());
      write("units-" + i, batch.units());
      if (batch.samples().labels() != null) {
        entry.put("labels", "labels-" + i);
        write("labels-" + i, batch.samples().labels());
      } else {
        entry.put("targets", "targets-" + i);
        write("targets-" + i, batch.samples().targets());
      }
    }
  }

  private void write(String name, float[][] rows) throws IOException {
    ByteBuffer bytes = buffer(Stream.of(rows).mapToInt(row -> row.length).sum());
    for (float[] row : rows) {
      for (float x : row) {
        bytes.putFloat(x);
      }
    }
    Files.write(path.resolve(name), bytes.array());
  }

  private void write(String name, int[] values) throws IOException {
    ByteBuffer bytes = buffer(values.length);
    bytes.asIntBuffer().put(values);
    Files.write(path.resolve(name), bytes.array());
  }

  private static ByteBuffer buffer(int numbers) {
    return ByteBuffer.allocate(4 * numbers).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Deletes the folder. */
  @Override
  public void close() {
    try (Stream<Path> files = Files.walk(path)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot delete " + path, e);
    }
  }
}
