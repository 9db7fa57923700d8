package dev.snn.engine.schema;

import dev.snn.api.plugin.Family;

/** Whether a part is written down whole, or laid over one that is there. */
public enum Form {
  /** The type is named, or it is that of the default. */
  WHOLE(""),
  /** Where no type is named, it is that of the part below, which may be any. */
  OVERLAY("overlay.");

  private final String prefix;

  Form(String prefix) {
    this.prefix = prefix;
  }

  /** The name of the definition of a family's parts, or of {@link PartSchemas#ENTRY}. */
  String of(String family) {
    return prefix + family;
  }

  /** The name of the definition of one plug-in's options. */
  String of(String family, String type) {
    return prefix + family + "." + type;
  }

  /** The key that names the plug-in. */
  static String key(String family) {
    return family.equals(Family.PROCEDURE.name()) ? Family.PROCEDURE.name() : "type";
  }
}
