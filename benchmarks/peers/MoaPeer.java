import com.yahoo.labs.samoa.instances.Attribute;
import com.yahoo.labs.samoa.instances.DenseInstance;
import com.yahoo.labs.samoa.instances.Instance;
import com.yahoo.labs.samoa.instances.Instances;
import com.yahoo.labs.samoa.instances.InstancesHeader;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import moa.classifiers.AbstractClassifier;
import moa.classifiers.bayes.NaiveBayes;
import moa.classifiers.lazy.kNN;
import moa.classifiers.trees.HoeffdingAdaptiveTree;
import moa.classifiers.trees.HoeffdingTree;
import moa.core.Utils;
import sun.misc.Signal;
import sun.misc.SignalHandler;

/**
 * Learners of streams in MOA, for the comparison {@code snn bench stream --against moa}. It is no
 * part of the program: Java compiles it when it is run, against the jars that the user names.
 *
 * <pre>
 *   java -cp moa.jar:sizeofag.jar MoaPeer.java FOLDER THREADS
 * </pre>
 *
 * <p>The folder has {@code stream.properties} (samples of a block, blocks, values of a sample,
 * classes, options of the learners) and the samples as raw little-endian arrays, {@code values}
 * (32-bit numbers) and {@code labels} (32-bit whole numbers). Lines of the standard input ask, a
 * line of JSON answers each: {@code warmup LEARNER BLOCKS}, a new learner takes the first blocks;
 * {@code stream LEARNER BLOCKS}, the learner takes the next blocks. Instances are made before the
 * clock starts.
 */
public final class MoaPeer {
  /** By our names; none is meant to predict the same to the last sample. */
  private static final List<String> LEARNERS =
      List.of("gaussian-naive-bayes", "hoeffding-tree", "hoeffding-adaptive-tree", "knn");

  private final Properties given = new Properties();
  private final int block;
  private final Instance[] samples;
  private final InstancesHeader header;
  private final Map<String, Stream> streams = new HashMap<>();

  private MoaPeer(Path folder) throws IOException {
    try (Reader in = Files.newBufferedReader(folder.resolve("stream.properties"))) {
      given.load(in);
    }
    block = number("block");
    header = header(number("values"), number("classes"));
    samples = samples(read(folder.resolve("values")), read(folder.resolve("labels")));
  }

  private int number(String key) {
    return Integer.parseInt(given.getProperty(key));
  }

  private static ByteBuffer read(Path file) throws IOException {
    return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static InstancesHeader header(int values, int classes) {
    List<Attribute> attributes = new ArrayList<>();
    for (int i = 0; i < values; i++) {
      attributes.add(new Attribute("x" + i));
    }
    List<String> labels = new ArrayList<>();
    for (int c = 0; c < classes; c++) {
      labels.add(String.valueOf(c));
    }
    attributes.add(new Attribute("class", labels));
    Instances empty = new Instances("stream", attributes, 0);
    empty.setClassIndex(values);
    return new InstancesHeader(empty);
  }

  private Instance[] samples(ByteBuffer values, ByteBuffer labels) {
    int size = number("values");
    Instance[] all = new Instance[block * number("blocks")];
    for (int k = 0; k < all.length; k++) {
      double[] x = new double[size + 1];
      for (int i = 0; i < size; i++) {
        x[i] = values.getFloat();
      }
      x[size] = labels.getInt();
      all[k] = new DenseInstance(1, x);
      all[k].setDataset(header);
    }
    return all;
  }

  private String option(String learner, String name) {
    return given.getProperty(learner + "." + name);
  }

  private AbstractClassifier make(String name) {
    AbstractClassifier learner;
    String options = "";
    switch (name) {
      case "gaussian-naive-bayes":
        learner = new NaiveBayes();
        break;
      case "hoeffding-tree":
        learner = new HoeffdingTree();
        options = tree(name);
        break;
      case "hoeffding-adaptive-tree":
        learner = new HoeffdingAdaptiveTree();
        options = tree(name);
        break;
      case "knn":
        learner = new kNN();
        options = "-w " + option(name, "window") + " -k " + option(name, "k");
        break;
      default:
        throw new IllegalArgumentException("no learner named " + name);
    }
    learner.getOptions().setViaCLIString(options);
    learner.setModelContext(header);
    learner.prepareForUse();
    return learner;
  }

  /** The options that ours has as well; MOA's own defaults where it has not. */
  private String tree(String name) {
    StringBuilder options = new StringBuilder();
    Map<String, String> flags = Map.of("grace", "-g ", "delta", "-c ", "tie", "-t ");
    flags.forEach(
        (key, flag) -> {
          if (option(name, key) != null) {
            options.append(flag).append(option(name, key)).append(' ');
          }
        });
    if (option(name, "bins") != null) {
      options.append("-n (GaussianNumericAttributeClassObserver -n " + option(name, "bins") + ") ");
    }
    Map<String, String> leaves = Map.of("majority", "MC", "bayes", "NB", "adaptive", "NBAdaptive");
    String prediction = leaves.get(option(name, "prediction"));
    return prediction == null ? options.toString() : options + "-l " + prediction;
  }

  /** A learner somewhere along the stream. */
  private final class Stream {
    private final AbstractClassifier learner;
    private int at;

    Stream(AbstractClassifier learner) {
      this.learner = learner;
    }

    /** Takes blocks; the answer. */
    String take(int blocks) throws IOException {
      StringJoiner millis = new StringJoiner(", ");
      int[] predictions = new int[blocks * block];
      int k = 0;
      for (int b = 0; b < blocks; b++) {
        int from = at;
        long start = System.nanoTime();
        for (; at < from + block; at++) {
          predictions[k++] = Utils.maxIndex(learner.getVotesForInstance(samples[at]));
          learner.trainOnInstance(samples[at]);
        }
        millis.add(String.valueOf((System.nanoTime() - start) * 1e-6));
      }
      StringBuilder digits = new StringBuilder();
      for (int prediction : predictions) {
        digits.append(Math.max(0, prediction));
      }
      return "{\"millis\": [" + millis + "], \"predictions\": \"" + digits + "\"" + memory() + "}";
    }
  }

  private static String memory() throws IOException {
    Path status = Path.of("/proc/self/status");
    if (Files.isReadable(status)) {
      for (String line : Files.readAllLines(status)) {
        if (line.startsWith("VmHWM:")) {
          double kilobytes = Double.parseDouble(line.substring(6).strip().split("\\s+")[0]);
          return ", \"peak_rss_mb\": " + kilobytes / 1024;
        }
      }
    }
    return "";
  }

  private static String description() throws IOException {
    Properties pom = new Properties();
    String file = "/META-INF/maven/nz.ac.waikato.cms.moa/moa/pom.properties";
    try (InputStream in = NaiveBayes.class.getResourceAsStream(file)) {
      if (in != null) {
        pom.load(in);
      }
    }
    StringJoiner learners = new StringJoiner(", ");
    LEARNERS.forEach(name -> learners.add("\"" + name + "\": false"));
    return "{\"version\": \""
        + pom.getProperty("version", "unknown")
        + "\", \"runtime\": \"Java "
        + System.getProperty("java.version")
        + "\", \"learners\": {"
        + learners
        + "}}";
  }

  private String answer(String[] words) throws IOException {
    if (words[0].equals("warmup")) {
      return new Stream(make(words[1])).take(Integer.parseInt(words[2]));
    }
    return streams
        .computeIfAbsent(words[1], name -> new Stream(make(name)))
        .take(Integer.parseInt(words[2]));
  }

  /** Lines of the standard input; its end ends the process, whatever it is doing. */
  private static BlockingQueue<String> commands() {
    BlockingQueue<String> lines = new LinkedBlockingQueue<>();
    Thread reader =
        new Thread(
            () -> {
              try {
                BufferedReader in =
                    new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
                for (String line = in.readLine(); line != null; line = in.readLine()) {
                  lines.add(line);
                }
              } catch (IOException e) {
                System.err.println(e.getMessage());
              }
              Runtime.getRuntime().halt(0);
            });
    reader.setDaemon(true);
    reader.start();
    return lines;
  }

  public static void main(String[] args) throws Exception {
    // Whoever started this process decides when it ends.
    Signal.handle(new Signal("INT"), SignalHandler.SIG_IGN);
    MoaPeer peer = new MoaPeer(Path.of(args[0]));
    System.out.println(description());
    BlockingQueue<String> commands = commands();
    while (true) {
      System.out.println(peer.answer(commands.take().split(" ")));
    }
  }
}
