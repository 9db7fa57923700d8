package dev.snn.engine.registry;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Plugin;

/**
 * A plug-in and where it came from.
 *
 * @param family its family
 * @param plugin the plug-in
 * @param source its jar
 */
public record Entry<T>(Family<T> family, Plugin<T, ?> plugin, Source source) {

  /** The plug-in's name. */
  public String name() {
    return plugin.name();
  }

  /** The plug-in's class. */
  public String className() {
    return plugin.getClass().getName();
  }

  /** The default configuration. */
  public Record defaults() {
    return plugin.defaults();
  }

  /** Makes the part; {@code config} is of the class of {@link #defaults()}. */
  public T create(Record config, BuildContext context) {
    return create(plugin, config, context);
  }

  @SuppressWarnings("unchecked")
  private static <T, C extends Record> T create(
      Plugin<T, C> plugin, Record config, BuildContext context) {
    return plugin.create((C) config, context);
  }

  /** "example.QifPlugin in qif.jar". */
  String where() {
    return className() + " in " + source.fileName();
  }
}
