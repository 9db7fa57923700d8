package dev.snn.spark;

import dev.snn.api.plugin.UserError;
import dev.snn.bench.executor.ExecutorProvider.Surroundings;
import dev.snn.spark.task.Parcel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.spark.SparkConf;
import org.apache.spark.api.java.JavaSparkContext;

/** The connection to Spark, for all runs of a table. */
final class SparkDriver implements AutoCloseable {
  private static final String MASTER = "spark.master";
  private static final String KERNELS = "OPENBLAS_CORETYPE";

  private final JavaSparkContext spark;
  private final boolean local;
  private final String id = UUID.randomUUID().toString();
  private final Map<String, Parcel> sent = new HashMap<>();
  private ProgramJars program;

  private SparkDriver(JavaSparkContext spark) {
    this.spark = spark;
    this.local = spark.isLocal();
  }

  /**
   * Connects. Options of Spark are system properties, as with {@code spark-submit}; the master is
   * the given one, else Spark's, else this process.
   */
  static SparkDriver open(Surroundings surroundings) {
    SparkConf conf = new SparkConf().setAppName("snn");
    surroundings.master().ifPresent(conf::setMaster);
    conf.setIfMissing(MASTER, "local[*]");
    conf.setIfMissing("spark.ui.enabled", "false");
    // Records are written as they come, so that no sum of their sizes is too much.
    conf.setIfMissing("spark.driver.maxResultSize", "0");
    // The kernels that ./snn asks OpenBLAS for: others add up in another order.
    String kernels = surroundings.environment().get(KERNELS);
    if (kernels != null) {
      conf.setIfMissing("spark.executorEnv." + KERNELS, kernels);
    }
    String master = conf.get(MASTER);
    if (master.startsWith("local") && !master.startsWith("local-cluster")) {
      conf.setIfMissing("spark.driver.host", "127.0.0.1");
      conf.setIfMissing("spark.driver.bindAddress", "127.0.0.1");
    }
    try {
      return new SparkDriver(new JavaSparkContext(conf));
    } catch (Exception e) { // Scala throws what it does not declare.
      throw new UserError("--master %s: Spark does not start: %s".formatted(master, said(e)), e);
    }
  }

  /** What Spark says of a failure, in a line. */
  static String said(Throwable e) {
    String text = e.getMessage() == null ? e.toString() : e.getMessage().strip();
    String line = text.lines().findFirst().orElse(text).strip();
    return line.endsWith(".") ? line : line + ".";
  }

  /** The jars of the program; Spark's executors get the one that knows Spark. */
  ProgramJars program() {
    if (program == null) {
      try {
        program = ProgramJars.find(Files.createTempDirectory("snn-program"));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      spark.addJar(program.own().toString());
    }
    return program;
  }

  /** A file as a parcel; the same name and place is sent once. */
  Parcel parcel(String name, Path file) {
    return sent.computeIfAbsent(name + "|" + file, key -> new Parcels(spark).of(name, file));
  }

  JavaSparkContext spark() {
    return spark;
  }

  /** Tells it from others of this process. */
  String id() {
    return id;
  }

  /** True where runs are done in this process. */
  boolean local() {
    return local;
  }

  /** True where Spark itself has ended the connection. */
  boolean ended() {
    return spark.sc().isStopped();
  }

  /** The address of what does the runs. */
  String master() {
    return spark.master();
  }

  /** Runs that go on at a time in one process, as far as is known before they do. */
  int atATime() {
    SparkConf conf = spark.getConf();
    int cores = local ? spark.defaultParallelism() : conf.getInt("spark.executor.cores", 1);
    return Math.max(1, cores / conf.getInt("spark.task.cpus", 1));
  }

  @Override
  public void close() {
    spark.close();
  }
}
