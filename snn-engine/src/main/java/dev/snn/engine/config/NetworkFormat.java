package dev.snn.engine.config;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.layer.Parameter;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;

/**
 * A format of networks of other tools. A file of it stands for the layers of an experiment, as
 * {@code layers: {nir: FILE}}, and for their first parameters. Found as a service.
 */
public interface NetworkFormat {

  /** The key in front of the file. */
  String name();

  /** Options that may stand beside the file, with the words each may be, the usual one first. */
  SortedMap<String, List<String>> options();

  /** Length of a step where the experiment gives none, ms. */
  double usualStep();

  /** True of a file that begins as those of this format do. */
  boolean isOf(Path file);

  /**
   * The layers of a file, as entries of {@code layers}.
   *
   * @param options those given, without the file
   * @param dt length of a step, ms
   * @throws dev.snn.api.plugin.UserError where there is no layer for a part of it
   */
  ArrayNode layers(Path file, ObjectNode options, double dt);

  /** The parameters of these layers under their full names, whatever the options are. */
  List<Parameter> parameters(Path file);
}
