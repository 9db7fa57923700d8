package dev.snn.engine.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Scalars;
import dev.snn.engine.tree.Trees;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/** Networks that stand in files of other tools, in the place of {@code layers}. */
public final class NetworkFiles {
  private static final String LAYERS = "layers";

  private static final List<NetworkFormat> FORMATS =
      ServiceLoader.load(NetworkFormat.class, NetworkFormat.class.getClassLoader()).stream()
          .map(ServiceLoader.Provider::get)
          .toList();

  private NetworkFiles() {}

  /** All formats. */
  public static List<NetworkFormat> formats() {
    return FORMATS;
  }

  /** The format that a file begins as. */
  public static Optional<NetworkFormat> format(Path file) {
    return FORMATS.stream().filter(format -> format.isOf(file)).findFirst();
  }

  /**
   * A file, in the working directory or else in a folder of data.
   *
   * @param data null for the working directory alone
   */
  public static Optional<Path> find(DataHome data, String file) {
    try {
      Path given = Path.of(file);
      Stream<Path> homes =
          data == null ? Stream.of() : data.folders().stream().map(folder -> folder.resolve(given));
      return Stream.concat(Stream.of(given), homes).filter(Files::isRegularFile).findFirst();
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  /**
   * Puts the layers of a file in the place of its name, in place; {@code init} then takes the
   * parameters from it, where nothing else is given, and {@code dt} is the usual one of the format.
   * Layers that are no file stay.
   */
  static void expand(ObjectNode tree, DataHome data) {
    Optional<NetworkFormat> named =
        FORMATS.stream().filter(format -> tree.path(LAYERS).has(format.name())).findFirst();
    if (named.isEmpty()) {
      return;
    }
    NetworkFormat format = named.get();
    ObjectNode options = (ObjectNode) tree.get(LAYERS).deepCopy();
    List<String> keys = new ArrayList<>(List.of(format.name()));
    keys.addAll(format.options().keySet());
    if (options.has("dt")) {
      throw new UserError(
          "layers.dt: the length of a step is the experiment's 'dt', in ms. Write it there.");
    }
    Records.checkKeys(options, keys, LAYERS);
    String file = Scalars.text(options.remove(format.name()), LAYERS + "." + format.name());
    Path found =
        find(data, file)
            .orElseThrow(
                () ->
                    new UserError(
                        "layers.%s: there is no file %s; looked in the working directory and in the data home."
                            .formatted(format.name(), file)));
    if (!tree.hasNonNull("dt")) {
      tree.put("dt", format.usualStep());
    }
    tree.set(LAYERS, format.layers(found, options, RunResolver.dt(tree)));
    if (!tree.hasNonNull(InitConfig.KEY)) {
      ObjectNode init = tree.putObject(InitConfig.KEY).put("file", file);
      init.set("skip", Trees.of(List.of("decoder")));
    }
  }
}
