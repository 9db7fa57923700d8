package dev.snn.spark.task;

import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;

/**
 * Makes a worker from a kit: puts files where runs look for them, and loads the program apart from
 * Spark, whose libraries have other versions.
 */
final class Unpacking {
  private static final String WORKER = "dev.snn.spark.worker.Worker";
  private static final String USER_ERROR = "dev.snn.api.plugin.UserError";

  private final Kit kit;

  Unpacking(Kit kit) {
    this.kit = kit;
  }

  /** Loads the program; a second time in a process its native libraries may be refused. */
  ClassLoader program() throws IOException, Refusal {
    if (kit.local()) {
      return Unpacking.class.getClassLoader();
    }
    List<URL> jars = new ArrayList<>();
    for (Path jar : lay(FileCache.ofUser(), kit.program(), scratch())) {
      jars.add(jar.toUri().toURL());
    }
    return new URLClassLoader(
        "snn", jars.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
  }

  /** Opens the worker of a program. */
  BiFunction<byte[], Integer, byte[]> open(ClassLoader program) throws Exception {
    if (kit.local()) {
      return worker(program, kit.settings());
    }
    FileCache cache = FileCache.ofUser();
    HashMap<String, String> settings = new HashMap<>(kit.settings());
    if (!kit.plugins().isEmpty()) {
      Path folder = scratch();
      lay(cache, kit.plugins(), folder.resolve(Kit.PLUGINS));
      settings.put(Kit.PLUGINS, folder.resolve(Kit.PLUGINS).toString());
    }
    Path data = Files.createDirectories(cache.view(kit.data()));
    lay(cache, kit.data(), data);
    settings.put(Kit.DATA, data.toString());
    return worker(program, settings);
  }

  /** A folder that goes with the process. */
  private static Path scratch() throws IOException {
    Path folder = Files.createTempDirectory("snn-spark");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(folder), "snn-clean"));
    return folder;
  }

  /** Lays files of the cache where they are looked for. */
  private static List<Path> lay(FileCache cache, List<Parcel> parcels, Path folder)
      throws IOException, Refusal {
    List<Path> laid = new ArrayList<>();
    for (Parcel parcel : parcels) {
      Path place = folder.resolve(parcel.name()).normalize();
      if (!place.startsWith(folder)) {
        throw new Refusal("%s leads out of its folder.".formatted(parcel.name()));
      }
      Path file = cache.get(parcel);
      Files.createDirectories(place.getParent());
      if (!Files.exists(place)) {
        lay(file.toAbsolutePath(), place);
      }
      laid.add(place);
    }
    return laid;
  }

  private static void lay(Path file, Path place) throws IOException {
    try {
      Files.createSymbolicLink(place, file);
    } catch (FileAlreadyExistsException e) {
      // Another executor was faster: the same name in this folder is the same file.
    } catch (UnsupportedOperationException | FileSystemException e) {
      Files.copy(file, place, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  @SuppressWarnings("unchecked")
  private static BiFunction<byte[], Integer, byte[]> worker(
      ClassLoader loader, Map<String, String> settings) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      return (BiFunction<byte[], Integer, byte[]>)
          Class.forName(WORKER, true, loader).getConstructor(Map.class).newInstance(settings);
    } catch (InvocationTargetException e) {
      Throwable cause = e.getCause();
      // The class is one of the program, which this class loader does not have.
      if (cause.getClass().getName().equals(USER_ERROR)) {
        throw new Refusal(cause.getMessage());
      }
      throw e;
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  private static void remove(Path folder) {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      // A temporary folder of the system, which it clears.
    }
  }
}
