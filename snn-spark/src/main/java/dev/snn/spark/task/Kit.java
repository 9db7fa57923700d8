package dev.snn.spark.task;

import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What an executor needs beside the runs.
 *
 * @param id the same for the same content, so that a process which does runs of two kits tells them
 *     apart, and needs no second worker for the next round of a sweep
 * @param local true where runs are done in the process of the driver, which has everything at hand
 * @param program jars of the program
 * @param plugins plug-in jars; those of the driver's own folder where local
 * @param data files of data sets, by the names under which runs look for them
 * @param settings further words for the worker
 */
public record Kit(
    String id,
    boolean local,
    ArrayList<Parcel> program,
    ArrayList<Parcel> plugins,
    ArrayList<Parcel> data,
    HashMap<String, String> settings)
    implements Serializable {

  /** What travels, for a process that is not the driver's. */
  public static Kit travelling(
      List<Parcel> program, List<Parcel> plugins, List<Parcel> data, Map<String, String> settings) {
    String content =
        String.join(
            "\n", sums(program), sums(plugins), sums(data), new TreeMap<>(settings).toString());
    return new Kit(
        Sha256.of(content.getBytes(StandardCharsets.UTF_8)),
        false,
        new ArrayList<>(program),
        new ArrayList<>(plugins),
        new ArrayList<>(data),
        new HashMap<>(settings));
  }

  /** What tells this program from another one. */
  String programId() {
    return sums(program);
  }

  private static String sums(List<Parcel> parcels) {
    return parcels.stream()
        .map(parcel -> parcel.sha256() + " " + parcel.name())
        .collect(Collectors.joining("\n"));
  }

  /** Where plug-in jars stand: a folder or a jar. */
  public static final String PLUGINS = "plugins";

  /** Where data files stand. */
  public static final String DATA = "data";

  /** Name of the backend that computes. */
  public static final String BACKEND = "backend";

  /** Before the names of data files: where the driver has them, which is what records say. */
  public static final String FROM = "from.";

  /** Before the names of environment variables of the driver. */
  public static final String ENVIRONMENT = "env.";
}
