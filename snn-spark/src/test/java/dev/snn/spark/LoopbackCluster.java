package dev.snn.spark;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A master and a worker of Spark as processes of their own, on this machine only. */
final class LoopbackCluster implements AutoCloseable {
  private static final String LOOPBACK = "127.0.0.1";
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  private final Path home;
  private final Path log;
  private final int port;
  private final List<Process> processes = new ArrayList<>();

  private LoopbackCluster(Path folder, int port) throws IOException {
    this.home = Files.createDirectories(folder.resolve("home"));
    this.log = folder.resolve("cluster.log");
    this.port = port;
  }

  /** Starts one whose executor does so many tasks at a time. */
  static LoopbackCluster start(Path folder, int cores) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getByName(LOOPBACK))) {
      port = free.getLocalPort();
    }
    LoopbackCluster cluster = new LoopbackCluster(folder, port);
    cluster.layOutSpark();
    cluster.begin("master.Master", "--host", LOOPBACK, "--port", "" + port, "--webui-port", "0");
    await("the master of Spark", cluster::answers);
    cluster.begin(
        "worker.Worker",
        "--host",
        LOOPBACK,
        "--webui-port",
        "0",
        "--cores",
        "" + cores,
        "--memory",
        "1g",
        "--work-dir",
        folder.resolve("work").toString(),
        cluster.url());
    return cluster;
  }

  /**
   * What a distribution of Spark looks like: a folder of jars, ours not among them. One jar that
   * names the others does.
   */
  private void layOutSpark() throws IOException {
    String jars =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .filter(Files::isRegularFile)
            .filter(jar -> !jar.getFileName().toString().startsWith("snn-"))
            .map(jar -> jar.toUri().toString())
            .collect(Collectors.joining(" "));
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, jars);
    Path folder = Files.createDirectories(home.resolve("jars"));
    new JarOutputStream(Files.newOutputStream(folder.resolve("spark.jar")), manifest).close();
  }

  private void begin(String type, String... arguments) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-Dspark.master.rest.enabled=false"));
    command.addAll(List.of("-cp", home.resolve("jars") + File.separator + "*"));
    command.add("org.apache.spark.deploy." + type);
    command.addAll(List.of(arguments));
    ProcessBuilder process = new ProcessBuilder(command).redirectErrorStream(true);
    process.redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    process.environment().put("SPARK_HOME", home.toString());
    process.environment().put("SPARK_LOCAL_IP", LOOPBACK);
    // As the scripts of a distribution do.
    process.environment().put("SPARK_SCALA_VERSION", "2.13");
    process.environment().put("XDG_CACHE_HOME", home.resolve("cache").toString());
    processes.add(process.start());
  }

  private boolean answers() {
    try (Socket socket = new Socket(LOOPBACK, port)) {
      return socket.isConnected();
    } catch (IOException e) {
      return false;
    }
  }

  /** Waits for something that takes a while. */
  static void await(String what, BooleanSupplier condition) {
    Instant end = Instant.now().plus(PATIENCE);
    while (!condition.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError(what + " does not come");
      }
      try {
        Thread.sleep(100);
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  String url() {
    return "spark://" + LOOPBACK + ":" + port;
  }

  /** The cache of files of its executors. */
  Path cache() {
    return home.resolve("cache").resolve("snn").resolve("spark");
  }

  /** Its executors: the processes of the worker. */
  List<ProcessHandle> executors() {
    return processes.get(1).descendants().toList();
  }

  @Override
  public void close() {
    for (int k = processes.size() - 1; k >= 0; k--) {
      processes.get(k).descendants().forEach(ProcessHandle::destroyForcibly);
      processes.get(k).destroyForcibly();
    }
  }
}
