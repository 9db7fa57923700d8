package dev.snn.engine.registry;

import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Plugin;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.PluginFault;
import java.io.IOException;
import java.net.MalformedURLException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds plug-ins on the class path and in plug-in jars, and checks their names. */
final class Scanner {
  private static final int FIRST_CLASS_VERSION = 44;
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");

  private final List<Entry<?>> found = new ArrayList<>();
  private final Map<String, Entry<?>> byName = new HashMap<>();

  List<Entry<?>> scan(Optional<Path> plugins) {
    for (Family<?> family : Family.all()) {
      load(family, Scanner.class.getClassLoader(), null);
    }
    plugins.ifPresent(this::scanFolder);
    return found;
  }

  private void scanFolder(Path folder) {
    if (Files.isRegularFile(folder)) {
      scanJar(folder);
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new UserError("--plugins: there is no folder " + folder + ".");
    }
    List<Path> jars;
    try (Stream<Path> files = Files.list(folder)) {
      jars = files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UserError("--plugins: cannot read the folder " + folder + ".", e);
    }
    jars.forEach(this::scanJar);
  }

  private void scanJar(Path jar) {
    new ServiceFiles(jar).check();
    ClassLoader loader;
    try {
      loader = new PluginLoader(String.valueOf(jar.getFileName()), jar.toUri().toURL());
    } catch (MalformedURLException e) {
      throw new UserError("plug-in jar " + jar + " has a path that cannot be used.", e);
    }
    int before = found.size();
    for (Family<?> family : Family.all()) {
      load(family, loader, jar);
    }
    if (found.size() == before) {
      throw listsNothing(jar);
    }
  }

  static UserError listsNothing(Path jar) {
    return new UserError(
        ("plug-in jar %s lists no plug-in. Add a file such as META-INF/services/%s to it, with the"
                + " name of the plug-in's class on a line.")
            .formatted(jar, Family.NEURON.service().getName()));
  }

  private <T> void load(Family<T> family, ClassLoader loader, Path jar) {
    try {
      @SuppressWarnings("rawtypes")
      Iterator<? extends Plugin> plugins = ServiceLoader.load(family.service(), loader).iterator();
      while (plugins.hasNext()) {
        @SuppressWarnings("unchecked")
        Plugin<T, ?> plugin = (Plugin<T, ?>) plugins.next();
        Source source = jar == null ? Source.of(plugin.getClass()) : Source.of(jar);
        boolean foreign = jar != null || !plugin.getClass().getName().startsWith("dev.snn.");
        add(Entry.of(family, plugin, source, foreign));
      }
    } catch (ServiceConfigurationError | LinkageError e) {
      throw jar == null
          ? new UserError("the class path: " + explain(family, e), e)
          : new PluginFault("plug-in jar " + jar + ": " + explain(family, e), e);
    }
  }

  /** "lab/Qif has been compiled by ... (class file version 65.0)": 65 is Java 21. */
  private static Optional<String> newerJava(Throwable error) {
    Throwable cause = error instanceof LinkageError ? error : error.getCause();
    if (!(cause instanceof UnsupportedClassVersionError)) {
      return Optional.empty();
    }
    java.util.regex.Matcher version =
        Pattern.compile("^(\\S+) has.*?version (\\d+)\\.").matcher(cause.getMessage());
    if (!version.find()) {
      return Optional.empty();
    }
    int runs = Runtime.version().feature();
    return Optional.of(
        ("the class %s was compiled for Java %d, but this is Java %d. Compile it with"
                + " --release %d, or run on the newer Java.")
            .formatted(
                version.group(1).replace('/', '.'),
                Integer.parseInt(version.group(2)) - FIRST_CLASS_VERSION,
                runs,
                runs));
  }

  private static String explain(Family<?> family, Throwable error) {
    Optional<String> newer = newerJava(error);
    if (newer.isPresent()) {
      return newer.get();
    }
    String message = String.valueOf(error.getMessage());
    String file = "META-INF/services/" + family.service().getName();
    java.util.regex.Matcher missing = Pattern.compile("Provider (\\S+) not found").matcher(message);
    if (missing.find()) {
      return "%s names the class %s, which is not there. Correct the line or build the jar again."
          .formatted(file, missing.group(1));
    }
    java.util.regex.Matcher subtype = Pattern.compile("(\\S+) not a subtype").matcher(message);
    if (subtype.find()) {
      return "%s names the class %s, which does not implement %s."
          .formatted(file, subtype.group(1), family.service().getSimpleName());
    }
    Throwable root = error.getCause() == null ? error : error.getCause();
    return "%s: a plug-in does not load: %s. Was it built against another version of snn-api?"
        .formatted(file, message.replace(family.service().getName() + ": ", "") + because(root));
  }

  private static String because(Throwable root) {
    return root instanceof ServiceConfigurationError ? "" : " (" + root + ")";
  }

  private void add(Entry<?> entry) {
    String name = entry.name();
    if (name == null || !NAME.matcher(name).matches()) {
      throw new PluginFault(
          "%s has the name '%s'. Names are lower case letters, digits, dots and dashes."
              .formatted(entry.where(), name),
          null);
    }
    if (entry.foreign() && name.indexOf('.') < 0) {
      throw new PluginFault(
          "%s has the name '%s', but names without a dot are reserved. Name it 'yourlab.%s'."
              .formatted(entry.where(), name, name),
          null);
    }
    Entry<?> other = byName.putIfAbsent(entry.family().name() + "/" + name, entry);
    if (other != null) {
      throw new UserError(
          "two plug-ins of the family %s have the name '%s': %s and %s. Remove one of them."
              .formatted(entry.family().name(), name, other.where(), entry.where()));
    }
    found.add(entry);
  }
}
