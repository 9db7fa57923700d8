package dev.snn.engine.registry;

import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Hint;
import dev.snn.engine.error.PluginFault;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.jar.JarFile;

/**
 * The lists of services of a plug-in jar. A list whose name is no family's is never read, and what
 * it names would be missing without a word.
 */
final class ServiceFiles {
  private static final int MOST_EDITS = 3;
  private static final String FOLDER = "META-INF/services/";

  private final Path jar;

  ServiceFiles(Path jar) {
    this.jar = jar;
  }

  private List<String> names() {
    List<String> names = new ArrayList<>();
    try (JarFile file = new JarFile(jar.toFile())) {
      file.stream().filter(e -> !e.isDirectory()).forEach(e -> names.add(e.getName()));
    } catch (IOException e) {
      throw new UserError(
          "plug-in jar %s is broken or not a jar. Build it again or remove it.".formatted(jar), e);
    }
    return names;
  }

  /** Refuses a jar with a list that was meant to be a family's, or without any. */
  void check() {
    List<String> services = Family.all().stream().map(f -> f.service().getName()).toList();
    List<String> names = names();
    for (String name : names) {
      String last = name.substring(name.lastIndexOf('/') + 1);
      String meant = meant(last, services);
      boolean list = !last.endsWith(".class") && !last.endsWith(".java");
      if (list && meant != null && !name.equals(FOLDER + meant)) {
        throw new PluginFault(
            "plug-in jar %s: the list %s is not read. Name it %s%s."
                .formatted(jar, name, FOLDER, meant),
            null);
      }
    }
    if (services.stream().noneMatch(service -> names.contains(FOLDER + service))) {
      throw Scanner.listsNothing(jar);
    }
  }

  /** The plug-ins of the jar that no list names: class and interface, one sentence each. */
  List<String> unlisted(List<? extends Entry<?>> entries) {
    ClassLoader loader = entries.get(0).plugin().getClass().getClassLoader();
    List<String> found = new ArrayList<>();
    for (String name : names()) {
      if (!name.endsWith(".class") || name.startsWith("META-INF/")) {
        continue;
      }
      String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
      for (Family<?> family : Family.all()) {
        boolean listed =
            entries.stream().anyMatch(e -> e.family() == family && e.className().equals(type));
        if (!listed && isPlugin(type, family, loader)) {
          found.add(
              "the class %s is a %s, but %s%s does not list it"
                  .formatted(
                      type, family.service().getSimpleName(), FOLDER, family.service().getName()));
        }
      }
    }
    return found;
  }

  private static boolean isPlugin(String type, Family<?> family, ClassLoader loader) {
    try {
      Class<?> loaded = Class.forName(type, false, loader);
      int abstractOrHidden = Modifier.ABSTRACT | Modifier.INTERFACE;
      return family.service().isAssignableFrom(loaded)
          && (loaded.getModifiers() & abstractOrHidden) == 0
          && Modifier.isPublic(loaded.getModifiers());
    } catch (ClassNotFoundException | LinkageError e) {
      // A class that cannot be loaded is no plug-in's that could be listed.
      return false;
    }
  }

  /** The service that a file's name stands for; null where it stands for none. */
  private static String meant(String name, List<String> services) {
    String bare = name.endsWith(".txt") ? name.substring(0, name.length() - 4) : name;
    String simple = bare.substring(bare.lastIndexOf('.') + 1);
    boolean ours = bare.startsWith("dev.snn.") || bare.equals(simple);
    for (String service : services) {
      String type = service.substring(service.lastIndexOf('.') + 1);
      if (service.equals(bare) || ours && simple.equalsIgnoreCase(type)) {
        return service;
      }
    }
    String nearest =
        services.stream()
            .min(Comparator.comparingInt(service -> Hint.distance(bare, service)))
            .orElseThrow();
    boolean near = Hint.distance(bare, nearest) <= MOST_EDITS;
    return near || bare.startsWith("dev.snn.") ? nearest : null;
  }
}
