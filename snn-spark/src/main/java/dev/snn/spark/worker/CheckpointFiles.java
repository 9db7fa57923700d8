package dev.snn.spark.worker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * The files of a folder of checkpoints, to be sent.
 *
 * @param byName their bytes
 */
record CheckpointFiles(Map<String, byte[]> byName) {
  /** No files. */
  static final CheckpointFiles NONE = new CheckpointFiles(Map.of());

  /** Those of a folder; none where there is no such folder. */
  static CheckpointFiles read(Path folder) {
    if (!Files.isDirectory(folder)) {
      return NONE;
    }
    TreeMap<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.list(folder)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(file.getFileName().toString(), Files.readAllBytes(file));
      }
    } catch (IOException e) {
      throw new UserError("cannot read %s (%s).".formatted(folder, OutputFiles.reason(e)), e);
    }
    return new CheckpointFiles(files);
  }

  /** As JSON. */
  ObjectNode json() {
    ObjectNode tree = Trees.NODES.objectNode();
    byName.forEach(tree::put);
    return tree;
  }

  /** From what {@link #json} made. */
  static CheckpointFiles of(JsonNode tree) {
    TreeMap<String, byte[]> files = new TreeMap<>();
    for (Map.Entry<String, JsonNode> file : tree.properties()) {
      try {
        files.put(file.getKey(), file.getValue().binaryValue());
      } catch (IOException e) {
        throw new UserError("the checkpoint " + file.getKey() + " came damaged.", e);
      }
    }
    return new CheckpointFiles(files);
  }

  /** Writes them into a folder, each whole or not at all. */
  void write(Path folder) {
    byName.forEach(
        (name, bytes) ->
            OutputFiles.writeBytes(folder.resolve(Path.of(name).getFileName()), bytes, "--out"));
  }

  /** Lets somebody work in a folder of its own that has them: what is in it afterwards. */
  CheckpointFiles during(Consumer<Path> work) {
    try {
      Path folder = Files.createTempDirectory("snn-checkpoints");
      try {
        write(folder);
        work.accept(folder);
        return read(folder);
      } finally {
        remove(folder);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
