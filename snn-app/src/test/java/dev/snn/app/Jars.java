package dev.snn.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** Makes plug-in jars from sources. */
final class Jars {
  static final String SERVICE = "META-INF/services/dev.snn.api.neuron.SurrogatePlugin";

  private Jars() {}

  /** A surrogate with this name, in a class of its own package. */
  static String surrogate(String type, String name) {
    return """
        package lab;
        import dev.snn.api.neuron.*;
        import dev.snn.api.plugin.*;
        public class %s implements SurrogatePlugin<%s.Config> {
          public record Config(@Doc("slope") double slope) {}
          public String name() { return "%s"; }
          public Config defaults() { return new Config(2); }
          public Surrogate create(Config config, BuildContext context) {
            double k = config.slope();
            return new Surrogate() {
              public double primitive(double x) { return 1 / (1 + Math.exp(-k * x)); }
              public double derivative(double x) {
                double p = primitive(x);
                return k * p * (1 - p);
              }
            };
          }
        }
        """
        .formatted(type, type, name);
  }

  /** Compiles a class of the package {@code lab}; returns its class files by their names. */
  static List<Path> compile(Path work, String type, String source) throws IOException {
    Path file = Files.createDirectories(work.resolve("lab")).resolve(type + ".java");
    Files.writeString(file, source);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    List<String> options = List.of("-d", work.toString(), "-cp", classPath(), file.toString());
    if (compiler.run(null, null, null, options.toArray(String[]::new)) != 0) {
      throw new IllegalStateException("does not compile: " + source);
    }
    try (var files = Files.list(work.resolve("lab"))) {
      return files
          .filter(f -> f.getFileName().toString().matches(type + "(\\$.*)?\\.class"))
          .toList();
    }
  }

  private static String classPath() {
    return System.getProperty("java.class.path");
  }

  /** A jar with these classes and a service file, where its lines are not null. */
  static Path jar(Path jar, List<Path> classes, String service) throws IOException {
    Files.createDirectories(jar.getParent());
    List<String> names = new ArrayList<>();
    try (OutputStream out = Files.newOutputStream(jar);
        JarOutputStream entries = new JarOutputStream(out)) {
      for (Path file : classes) {
        names.add("lab/" + file.getFileName());
        entries.putNextEntry(new JarEntry(names.get(names.size() - 1)));
        Files.copy(file, entries);
      }
      if (service != null) {
        entries.putNextEntry(new JarEntry(SERVICE));
        entries.write(service.getBytes(StandardCharsets.UTF_8));
      }
    }
    return jar;
  }

  /** A jar that holds one surrogate. */
  static Path plugin(Path jar, Path work, String type, String name) throws IOException {
    return jar(jar, compile(work, type, surrogate(type, name)), "lab." + type + "\n");
  }
}
