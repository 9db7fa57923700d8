package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Plugin;

/**
 * A plug-in with one configuration.
 *
 * @param plugin the plug-in
 * @param config of the plug-in's configuration type
 */
record Subject(Plugin<?, ?> plugin, Record config) {

  ClassLoader loader() {
    return plugin.getClass().getClassLoader();
  }

  TestContext context(int inputSize) {
    return TestContext.of(inputSize, loader());
  }

  /** Makes the part. */
  <T> T create(Class<T> type, BuildContext context) {
    Object made = make(plugin, context);
    require(
        type.isInstance(made),
        "create(...) returned %s, not a %s",
        made == null ? "null" : made.getClass().getName(),
        type.getSimpleName());
    return type.cast(made);
  }

  @SuppressWarnings("unchecked")
  private <C extends Record> Object make(Plugin<?, C> typed, BuildContext context) {
    return typed.create((C) config, context);
  }

  /** The same plug-in with gradients through every reset. */
  Subject attached() {
    return new Subject(plugin, Configurations.attached(config, loader()));
  }

  /** The same plug-in with another value of an option, where the record has such an option. */
  Subject with(String component, Object value) {
    return PartBinder.value(config, component) == null
        ? this
        : new Subject(plugin, PartBinder.with(config, component, value));
  }
}
