package dev.snn.testkit;

import dev.snn.api.neuron.SurrogatePlugin;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** Compiles plug-ins as a stranger would and packs them into jars. */
public final class PluginJars {
  private PluginJars() {}

  /** A surrogate with this class and plug-in name. */
  public static String surrogate(String className, String name) {
    return """
    package example;
    import dev.snn.api.neuron.*;
    import dev.snn.api.plugin.*;
    public final class %s implements SurrogatePlugin<%s.Config> {
      public record Config(double slope) {}
      public String name() { return "%s"; }
      public Config defaults() { return new Config(2); }
      public Surrogate create(Config config, BuildContext context) {
        throw new UnsupportedOperationException();
      }
    }
    """
        .formatted(className, className, name);
  }

  /** A jar with one class {@code example.NAME} and these service lines of surrogates. */
  public static Path write(Path jar, String className, String source, String... lines)
      throws IOException {
    return write(jar, className, source, SurrogatePlugin.class, lines);
  }

  /**
   * A jar with one class {@code example.NAME}.
   *
   * @param service the family of the lines
   * @param lines of the list of services; without any there is no such list
   */
  public static Path write(
      Path jar, String className, String source, Class<?> service, String... lines)
      throws IOException {
    Path work = Files.createTempDirectory("plugin");
    Path file = work.resolve(className + ".java");
    Files.writeString(file, source);
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                work.toString(),
                file.toString());
    if (code != 0) {
      throw new IllegalStateException("does not compile: " + source);
    }
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream zip = new JarOutputStream(out);
        Stream<Path> classes = Files.walk(work)) {
      for (Path type : classes.filter(p -> p.toString().endsWith(".class")).sorted().toList()) {
        put(zip, work.relativize(type).toString().replace('\\', '/'), Files.readAllBytes(type));
      }
      if (lines.length > 0) {
        put(
            zip,
            "META-INF/services/" + service.getName(),
            String.join("\n", List.of(lines)).getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  private static void put(JarOutputStream zip, String name, byte[] bytes) throws IOException {
    zip.putNextEntry(new ZipEntry(name));
    zip.write(bytes);
    zip.closeEntry();
  }
}
