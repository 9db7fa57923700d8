package dev.snn.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Projects of {@code new-plugin}, compiled without Maven. */
final class Projects {
  static final String VERSION = "0.2.0-SNAPSHOT";

  private Projects() {}

  /** A folder that looks like a checkout whose launcher has run. */
  static Path checkout(Path home) throws IOException {
    Files.createDirectories(home.resolve(".snn/repository/dev/snn/snn-api").resolve(VERSION));
    return home;
  }

  /** Makes a project and returns its folder. */
  static Path make(Path dir, String family, String name) throws IOException {
    Path project = dir.resolve("project");
    Snn.Result made =
        Snn.run(
            checkout(dir.resolve("checkout")),
            Map.of(),
            "new-plugin",
            family,
            name,
            project.toString());
    assertThat(made.err()).isEmpty();
    assertThat(made.code()).isZero();
    return project;
  }

  /** All files below a folder, by their names with forward slashes, sorted. */
  static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  /** The plug-in's source. */
  static Path source(Path project) throws IOException {
    return project.resolve(
        files(project).stream()
            .filter(f -> f.matches("src/main/.*\\.java"))
            .findFirst()
            .orElseThrow());
  }

  /** Replaces words of the plug-in's source that stand there exactly once. */
  static void change(Path project, String from, String to) throws IOException {
    Path source = source(project);
    String text = Files.readString(source);
    assertThat(text.split(java.util.regex.Pattern.quote(from), -1)).as(from).hasSize(2);
    Files.writeString(source, text.replace(from, to));
  }

  /** Compiles the sources of {@code src/main} or {@code src/test} with every lint as an error. */
  static void compile(Path project, String part) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Path classes = Files.createDirectories(project.resolve("target/classes"));
    List<String> options =
        new ArrayList<>(
            List.of("--release", "17", "-proc:none", "-Xlint:all,-path,-classfile", "-Werror"));
    options.addAll(List.of("-d", classes.toString(), "-cp"));
    options.add(
        classes + System.getProperty("path.separator") + System.getProperty("java.class.path"));
    StringWriter said = new StringWriter();
    try (var manager = compiler.getStandardFileManager(null, null, null)) {
      List<Path> sources =
          files(project).stream()
              .filter(f -> f.startsWith(part) && f.endsWith(".java"))
              .map(project::resolve)
              .toList();
      boolean compiled =
          compiler
              .getTask(
                  said, manager, null, options, null, manager.getJavaFileObjectsFromPaths(sources))
              .call();
      assertThat(compiled).as(said.toString()).isTrue();
    }
  }

  /** The plug-in's jar, as Maven would make it. */
  static Path jar(Path project) throws IOException {
    compile(project, "src/main/");
    Path jar = project.resolve("target/plugin.jar");
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      for (String folder : List.of("target/classes", "src/main/resources")) {
        Path root = project.resolve(folder);
        for (String file : files(root)) {
          out.putNextEntry(new JarEntry(file));
          Files.copy(root.resolve(file), out);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return jar;
  }
}
