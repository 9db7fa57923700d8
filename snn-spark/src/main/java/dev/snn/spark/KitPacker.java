package dev.snn.spark;

import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.UserError;
import dev.snn.bench.executor.ExecutorProvider.Surroundings;
import dev.snn.engine.run.RunSpec;
import dev.snn.spark.task.Kit;
import dev.snn.spark.task.Parcel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Packs what runs need. In this process that is where to find it. */
final class KitPacker {
  /** Variables that say where data are. */
  private static final List<String> PLACES =
      List.of("SNN_DATA_HOME", "XDG_CACHE_HOME", "XDG_DATA_DIRS");

  private static final String VECTOR = "vector";

  private final Surroundings surroundings;
  private final SparkDriver driver;

  KitPacker(Surroundings surroundings, SparkDriver driver) {
    this.surroundings = surroundings;
    this.driver = driver;
  }

  /** For these runs. */
  Kit pack(List<RunSpec> runs) {
    HashMap<String, String> settings = new HashMap<>();
    settings.put(Kit.BACKEND, surroundings.engine().backend().name());
    if (driver.local()) {
      return local(settings);
    }
    for (RunSpec run : runs) {
      requireTravelling(driver.master(), run.backend().orElse(settings.get(Kit.BACKEND)));
    }
    ArrayList<Parcel> program = new ArrayList<>();
    for (Map.Entry<String, Path> jar : driver.program().byName().entrySet()) {
      program.add(driver.parcel(jar.getKey(), jar.getValue()));
    }
    ArrayList<Parcel> plugins = new ArrayList<>();
    surroundings.plugins().map(KitPacker::jars).orElse(List.of()).stream()
        .map(jar -> driver.parcel(jar.getFileName().toString(), jar))
        .forEach(plugins::add);
    ArrayList<Parcel> data = new ArrayList<>();
    new DataFiles(surroundings.engine())
        .of(runs)
        .forEach(
            (name, file) -> {
              data.add(driver.parcel(name, file));
              settings.put(Kit.FROM + name, file.toString());
            });
    return Kit.travelling(program, plugins, data, settings);
  }

  /** The module of the backend is no part of what travels, nor are the options of Java it needs. */
  static void requireTravelling(String master, String backend) {
    if (backend.equals(VECTOR)) {
      throw new UserError(
          "--master %s: the backend '%s' does not travel to executors. Say --backend plain, whose last bits are others, or --master local[*]."
              .formatted(master, backend));
    }
  }

  private Kit local(HashMap<String, String> settings) {
    surroundings.plugins().ifPresent(path -> settings.put(Kit.PLUGINS, path.toString()));
    DataHome home = surroundings.engine().dataHome();
    // An option comes before the variables; where there was none the first folder is one of theirs.
    if (!home.folders().isEmpty()) {
      settings.put(Kit.DATA, home.folders().get(0).toString());
    }
    for (String name : PLACES) {
      String value = surroundings.environment().get(name);
      if (value != null) {
        settings.put(Kit.ENVIRONMENT + name, value);
      }
    }
    ArrayList<Parcel> none = new ArrayList<>();
    return new Kit(driver.id(), true, none, none, none, settings);
  }

  private static List<Path> jars(Path plugins) {
    if (Files.isRegularFile(plugins)) {
      return List.of(plugins);
    }
    try (Stream<Path> files = Files.list(plugins)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UserError("--plugins: cannot read the folder " + plugins + ".", e);
    }
  }
}
