package dev.snn.spark;

import com.fasterxml.jackson.databind.JsonNode;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.SnnEngine;
import dev.snn.engine.config.RunResolver;
import dev.snn.engine.record.RunRecord;
import dev.snn.engine.run.RunSpec;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The files that runs read: those that their data sets have read here, by the checksums they
 * record, and those that their configurations name; a folder is named by the option {@code path} of
 * a data set. What the program bundles is in its jars.
 */
final class DataFiles {
  private static final String TYPE = "type";
  private static final String DATASET = "dataset";
  private static final String PATH = "path";

  private final SnnEngine engine;
  private final List<Path> places = new ArrayList<>();
  private final TreeMap<String, Path> found = new TreeMap<>();

  DataFiles(SnnEngine engine) {
    this.engine = engine;
    places.add(Path.of(""));
    places.addAll(engine.dataHome().folders());
    places.add(engine.dataHome().cache());
  }

  /** By the names under which runs look for them. */
  Map<String, Path> of(List<RunSpec> runs) {
    Map<String, RunSpec> byData = new LinkedHashMap<>();
    TreeSet<String> texts = new TreeSet<>();
    TreeSet<String> folders = new TreeSet<>();
    for (RunSpec run : runs) {
      byData.putIfAbsent(Trees.canonical(run.config().path(DATASET)), run);
      collect(run.config(), texts);
      for (JsonNode path : run.config().path(DATASET).findValues(PATH)) {
        collect(path, folders);
      }
    }
    texts.forEach(this::file);
    folders.forEach(this::folder);
    byData.values().forEach(run -> read(run).forEach(this::file));
    return found;
  }

  /** The names of the files that a run's data set reads. */
  private List<String> read(RunSpec run) {
    RunRecord draft =
        engine.runners().usual().check(new RunResolver(engine.resolver()).resolve(run.config()));
    List<String> names = new ArrayList<>();
    draft.tree().path(DATASET).path("checksums").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static void collect(JsonNode node, TreeSet<String> texts) {
    if (node.isTextual()) {
      texts.add(node.asText());
    }
    for (Map.Entry<String, JsonNode> option : node.properties()) {
      if (!option.getKey().equals(TYPE)) {
        collect(option.getValue(), texts);
      }
    }
    if (node.isArray()) {
      node.forEach(element -> collect(element, texts));
    }
  }

  private void file(String name) {
    for (Path place : places) {
      Path file = resolve(place, name);
      if (file != null && Files.isRegularFile(file)) {
        add(name, file);
        return;
      }
    }
    // A file that stands in a data home without its folder is found by its content.
    int slash = name.lastIndexOf('/');
    for (Path place : slash < 0 ? List.<Path>of() : places.subList(1, places.size())) {
      Path file = resolve(place, name.substring(slash + 1));
      if (file != null && Files.isRegularFile(file)) {
        add(name, file);
        return;
      }
    }
  }

  private void folder(String name) {
    for (Path place : places) {
      Path folder = resolve(place, name);
      if (folder != null && Files.isDirectory(folder)) {
        try (Stream<Path> files = Files.walk(folder)) {
          for (Path file : files.filter(Files::isRegularFile).toList()) {
            add(name + "/" + folder.relativize(file).toString().replace('\\', '/'), file);
          }
        } catch (IOException | UncheckedIOException e) {
          throw new UserError("cannot read all of the folder " + folder + ".", e);
        }
        return;
      }
    }
  }

  private static Path resolve(Path place, String name) {
    try {
      return name.isBlank() ? null : place.resolve(name);
    } catch (InvalidPathException e) {
      return null;
    }
  }

  /** An executor has no place for what lies outside of the folders that runs look into. */
  private void add(String name, Path file) {
    Path path = Path.of(name);
    if (path.isAbsolute() || path.normalize().startsWith("..")) {
      throw new UserError(
          "%s: data travel to executors by a path below the working directory or a data home. Give the path relative to one of these, as with --data-home %s."
              .formatted(name, file.toAbsolutePath().normalize().getParent()));
    }
    found.putIfAbsent(name, file);
  }
}
