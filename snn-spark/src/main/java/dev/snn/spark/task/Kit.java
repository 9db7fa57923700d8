package dev.snn.spark.task;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.HashMap;

/**
 * What an executor needs beside the runs.
 *
 * @param id one for each table, so that a process which does runs of two tells them apart
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
