package dev.snn.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import dev.snn.report.folder.OutputFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/** The pictures beside the records, one of each row, as far as there is room. */
final class PictureSection {
  /** Bytes of all pictures of a report together. */
  private static final int ROOM = 500_000;

  private PictureSection() {}

  static ObjectNode of(OutputFolder folder) {
    ObjectNode tree = Trees.NODES.objectNode();
    ArrayNode list = tree.putArray("rows");
    ArrayNode leftOut = tree.putArray("left_out");
    int used = 0;
    for (Map.Entry<String, List<RunRecord>> row : folder.byRow().entrySet()) {
      for (RunRecord record : row.getValue()) {
        String name = record.id().fileName().replaceFirst("json$", "png");
        Path file = folder.path().resolve("records").resolve(name);
        if (Files.isRegularFile(file)) {
          byte[] bytes = bytes(file);
          if (used + bytes.length > ROOM) {
            leftOut.add(row.getKey());
          } else {
            used += bytes.length;
            list.addObject()
                .put("row", row.getKey())
                .put("seed", record.id().seed())
                .put("png", Base64.getEncoder().encodeToString(bytes));
          }
          break;
        }
      }
    }
    return tree;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UserError("cannot read %s (%s).".formatted(file, OutputFiles.reason(e)), e);
    }
  }
}
