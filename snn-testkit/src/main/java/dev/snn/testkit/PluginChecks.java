package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.plugin.Plugin;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.regex.Pattern;

/** What every plug-in keeps to, whatever its family: name, constructor, documented options. */
final class PluginChecks {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");

  private PluginChecks() {}

  static List<ContractCheck> of(Family<?> family, Plugin<?, ?> plugin) {
    return List.of(
        new ContractCheck("name", () -> name(family, plugin)),
        new ContractCheck("constructor", () -> constructor(plugin)),
        new ContractCheck("options", () -> options(plugin)));
  }

  private static String name(Family<?> family, Plugin<?, ?> plugin) {
    require(
        family.service().isInstance(plugin),
        "%s does not implement %s",
        plugin.getClass().getName(),
        family.service().getSimpleName());
    String name = plugin.name();
    require(
        name != null && NAME.matcher(name).matches(),
        "the name '%s' must be lower-case letters and digits, with dots and dashes between",
        name);
    boolean ours = plugin.getClass().getPackageName().startsWith("dev.snn.");
    require(
        ours || name.contains("."),
        "the name '%s' needs a prefix with a dot (yourlab.%s): names without a dot are built in",
        name,
        name);
    return name;
  }

  private static String constructor(Plugin<?, ?> plugin) {
    Class<?> type = plugin.getClass();
    try {
      require(
          Modifier.isPublic(type.getModifiers())
              && Modifier.isPublic(type.getDeclaredConstructor().getModifiers()),
          "%s and its constructor without arguments must be public",
          type.getName());
    } catch (NoSuchMethodException e) {
      throw new ContractViolation(type.getName() + " needs a constructor without arguments");
    }
    return type.getName();
  }

  private static String options(Plugin<?, ?> plugin) {
    Record defaults = plugin.defaults();
    require(defaults != null, "defaults() returned null");
    Class<?> type = defaults.getClass();
    require(Modifier.isPublic(type.getModifiers()), "the record %s must be public", type.getName());
    require(
        defaults.equals(plugin.defaults()), "defaults() gives another record at its second call");
    for (RecordComponent component : type.getRecordComponents()) {
      Doc doc = component.getAnnotation(Doc.class);
      require(
          doc != null && !doc.value().isBlank(),
          "the option %s of %s has no @Doc",
          component.getName(),
          type.getName());
      require(
          component.getType() != Part.class || component.getAnnotation(PartOf.class) != null,
          "the part %s of %s needs @PartOf(\"family\")",
          component.getName(),
          type.getName());
    }
    return type.getRecordComponents().length + " options";
  }
}
