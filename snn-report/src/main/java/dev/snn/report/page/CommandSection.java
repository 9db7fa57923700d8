package dev.snn.report.page;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.bench.table.TableManifest;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.tree.Trees;
import dev.snn.report.folder.OutputFolder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What to type to get the same numbers again. */
final class CommandSection {
  private CommandSection() {}

  static ObjectNode of(OutputFolder folder) {
    ObjectNode tree = Trees.NODES.objectNode();
    ArrayNode lines = tree.putArray("lines");
    only(folder, "git_commit").ifPresent(commit -> lines.add("git checkout " + commit));
    lines.add(table(folder));
    tree.put("guessed", folder.manifest().isEmpty());
    folder.records().stream()
        .findFirst()
        .ifPresent(r -> tree.put("repro", "./snn repro " + quoted("records/" + r.id().fileName())));
    return tree;
  }

  private static String table(OutputFolder folder) {
    List<String> words = new ArrayList<>(List.of("./snn", "table"));
    Optional<TableManifest> manifest = folder.manifest();
    if (manifest.isPresent()) {
      manifest.get().files().forEach(file -> words.add(quoted(file)));
      if (manifest.get().profile() != null) {
        words.add("--" + manifest.get().profile());
      }
      manifest.get().settings().forEach(set -> words.addAll(List.of("--set", quoted(set))));
      option("--seeds", manifest.get().seeds(), words);
      option("--only", manifest.get().only(), words);
    } else {
      folder.records().stream()
          .map(r -> r.id().experiment())
          .distinct()
          .forEach(name -> words.add(quoted(name)));
    }
    only(folder, "backend").ifPresent(name -> words.addAll(List.of("--backend", name)));
    return String.join(" ", words);
  }

  private static void option(String name, String value, List<String> words) {
    if (value != null) {
      words.add(name);
      words.add(quoted(value));
    }
  }

  /** What all records have in common. */
  private static Optional<String> only(OutputFolder folder, String field) {
    List<String> values =
        folder.records().stream()
            .map((RunRecord r) -> r.tree().path("environment").path(field).asText(""))
            .distinct()
            .toList();
    return values.size() == 1 && !values.get(0).isEmpty()
        ? Optional.of(values.get(0))
        : Optional.empty();
  }

  /** For a POSIX shell. */
  private static String quoted(String word) {
    return word.matches("[A-Za-z0-9_./+,=@:-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
