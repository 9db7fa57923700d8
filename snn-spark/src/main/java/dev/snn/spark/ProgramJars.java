package dev.snn.spark;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * The jars of the program on this class path, this module's own among them, those of Spark left
 * out. A folder of classes is packed: the same classes give the same bytes.
 *
 * @param byName the jars
 */
record ProgramJars(Map<String, Path> byName) {
  /** Names of the jars that a worker needs, written when the module is built. */
  private static final String LIST = "/META-INF/snn/program.txt";

  /** Finds them; folders are packed into another folder. */
  static ProgramJars find(Path scratch) {
    Set<String> needed = needed();
    needed.add(String.valueOf(ownPlace().getFileName()));
    TreeMap<String, Path> jars = new TreeMap<>();
    List<Path> folders = new ArrayList<>();
    for (Path path : classPath()) {
      if (Files.isDirectory(path)) {
        folders.add(path);
      } else if (Files.isRegularFile(path) && needed.contains(path.getFileName().toString())) {
        jars.putIfAbsent(path.getFileName().toString(), path);
      }
    }
    for (int k = 0; k < folders.size(); k++) {
      String name = "classes-%d.jar".formatted(k);
      jars.put(name, pack(folders.get(k), scratch.resolve(name)));
    }
    return new ProgramJars(jars);
  }

  /** The jar or folder this class was loaded from. */
  private static Path ownPlace() {
    try {
      return Path.of(ProgramJars.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** That of the process, and that of {@code spark-submit}, which loads programs itself. */
  private static Set<Path> classPath() {
    Set<Path> all = new LinkedHashSet<>();
    try {
      if (ProgramJars.class.getClassLoader() instanceof URLClassLoader own) {
        for (URL url : own.getURLs()) {
          all.add(Path.of(url.toURI()));
        }
      }
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      all.add(Path.of(entry));
    }
    return all;
  }

  private static Set<String> needed() {
    try (InputStream in = ProgramJars.class.getResourceAsStream(LIST)) {
      if (in == null) {
        throw new IllegalStateException(LIST + " is missing: the module was not built by Maven");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .flatMap(line -> Stream.of(line.split(":")))
          .map(name -> name.substring(name.lastIndexOf('/') + 1))
          .collect(Collectors.toCollection(HashSet::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The jar or packed folder with this module's own classes. */
  Path own() {
    for (Path jar : byName.values()) {
      try (java.util.zip.ZipFile zip = new java.util.zip.ZipFile(jar.toFile())) {
        if (zip.getEntry(ProgramJars.class.getName().replace('.', '/') + ".class") != null) {
          return jar;
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    throw new IllegalStateException("this module is not on its class path");
  }

  private static Path pack(Path folder, Path jar) {
    try (OutputStream out = Files.newOutputStream(jar);
        ZipOutputStream zip = new ZipOutputStream(out);
        Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
        ZipEntry entry = new ZipEntry(folder.relativize(file).toString().replace('\\', '/'));
        entry.setTime(0);
        zip.putNextEntry(entry);
        Files.copy(file, zip);
        zip.closeEntry();
      }
      return jar;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
