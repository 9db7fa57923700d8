package dev.snn.api.plugin;

import java.util.Map;

/**
 * A nested part of a configuration: a type and its options, to be made with {@link
 * BuildContext#create}. A component of this type carries {@link PartOf} to say of which family it
 * is.
 *
 * @param type name of the plug-in
 * @param options its options as plain values (numbers, strings, booleans, lists, maps); what is
 *     missing takes the plug-in's default
 */
public record Part(String type, Map<String, Object> options) {

  /** A part with default options. */
  public static Part of(String type) {
    return new Part(type, Map.of());
  }

  /** A part with some options: name, value, name, value, ... */
  public static Part of(String type, Object... options) {
    Map<String, Object> map = new java.util.LinkedHashMap<>();
    for (int i = 0; i < options.length; i += 2) {
      map.put((String) options[i], options[i + 1]);
    }
    return new Part(type, map);
  }
}
