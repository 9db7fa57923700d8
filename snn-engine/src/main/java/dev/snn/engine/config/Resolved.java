package dev.snn.engine.config;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.BuildContext;
import dev.snn.engine.registry.Entry;

/**
 * A part with every option spelled out.
 *
 * @param entry the plug-in
 * @param config its configuration
 * @param tree type and all options, those of nested parts included
 */
public record Resolved<T>(Entry<T> entry, Record config, ObjectNode tree) {

  /** Makes the part. */
  public T create(BuildContext context) {
    return entry.create(config, context);
  }
}
