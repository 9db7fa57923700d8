package dev.snn.report.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.record.Status;
import dev.snn.engine.tree.Trees;
import dev.snn.report.folder.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The files of {@code rasters/} that belong to records of the table, as far as there is room. */
final class RasterSection {
  private static final int SCHEMA_VERSION = 1;

  /** Characters of all rasters of a report together. */
  private static final int ROOM = 1_400_000;

  private static final ObjectMapper JSON = new ObjectMapper();

  private RasterSection() {}

  static ObjectNode of(OutputFolder folder) {
    ObjectNode tree = Trees.NODES.objectNode();
    ArrayNode list = tree.putArray("rows");
    ArrayNode leftOut = tree.putArray("left_out");
    int used = 0;
    for (RunRecord record : folder.records()) {
      Path file = folder.path().resolve("rasters").resolve(record.id().fileName());
      Optional<ObjectNode> raster = read(file, record).filter(x -> record.status() == Status.OK);
      if (raster.isPresent()) {
        int size = raster.get().toString().length();
        if (used + size > ROOM) {
          leftOut.add(folder.name(record));
        } else {
          used += size;
          ObjectNode row = raster.get().put("row", folder.name(record));
          if (!record.classNames().isEmpty()) {
            row.set("class_names", record.classNames());
          }
          list.add(row);
        }
      }
    }
    return tree;
  }

  /** Empty where there is no such file, or one of another configuration. */
  private static Optional<ObjectNode> read(Path file, RunRecord record) {
    if (!Files.isRegularFile(file)) {
      return Optional.empty();
    }
    try {
      JsonNode tree = JSON.readTree(Files.readString(file));
      boolean ours =
          tree instanceof ObjectNode
              && tree.path("schema_version").asInt() == SCHEMA_VERSION
              && tree.path("config_hash").asText().equals(record.configHash())
              && tree.path("examples").isArray();
      return ours ? Optional.of((ObjectNode) tree) : Optional.empty();
    } catch (JsonProcessingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UserError("cannot read %s (%s).".formatted(file, OutputFiles.reason(e)), e);
    }
  }
}
