package dev.snn.api.data;

import java.nio.file.Path;
import java.util.Map;

/** Tells what a data file holds; found through {@link java.util.ServiceLoader}. */
public interface FileInspector {

  /**
   * Reads a file as far as that takes.
   *
   * @return facts by name, in the order to show them, with their units
   * @throws BadDataException where it is of no known format, or damaged
   */
  Map<String, String> inspect(Path file);
}
