package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.DatasetPlugin;
import dev.snn.api.data.Legend;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.data.Recording;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.data.event.EventFiles;
import dev.snn.data.event.EventOptions;
import dev.snn.data.event.TimeOrder;
import dev.snn.data.file.Finder;
import dev.snn.data.file.Sha256;
import dev.snn.data.file.Source;
import dev.snn.data.file.Text;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * DVS128 Gesture as it is published: 11 gestures of 29 people before a DVS128 (Amir et al. 2017,
 * doi:10.1109/CVPR.2017.781). A folder {@code dvs-gesture}, or {@code dvs-gesture/DvsGesture}, of
 * recordings {@code user01_fluorescent.aedat} (AEDAT 3.1), to each a {@code
 * user01_fluorescent_labels.csv} of lines {@code class,startTime_usec,endTime_usec}, and the lists
 * {@code trials_to_train.txt} and {@code trials_to_test.txt}. A gesture is what lies from its start
 * until before its end; its time counts from its start. Class n of the file is class n - 1 here.
 */
public final class DvsGesture implements DatasetPlugin<DvsGesture.Config> {

  /** Which gestures are used, for what, and how much of them. */
  public record Config(
      @Doc("training examples, the first ones; 0: all that remain") int train,
      @Doc("validation examples, the last ones of the training part; 0: none") int validation,
      @Doc("test examples, the first ones; 0: all") int test,
      @Doc(
              "length of all examples, ms; later events are left out; 0: that of the longest read, in full ms")
          double durationMs) {
    /** Checks the values. */
    public Config {
      new Selection(train, validation, test);
      Check.between("duration_ms", durationMs, 0, Integer.MAX_VALUE / 1000);
    }
  }

  private static final int SIDE = 128;

  /** By their numbers in the files, from 1, as {@code gesture_mapping.csv} has them. */
  private static final List<String> GESTURES =
      List.of(
          "hand_clapping",
          "right_hand_wave",
          "left_hand_wave",
          "right_arm_clockwise",
          "right_arm_counter_clockwise",
          "left_arm_clockwise",
          "left_arm_counter_clockwise",
          "arm_roll",
          "air_drums",
          "air_guitar",
          "other_gestures");

  private static final long LONGEST_US = Integer.MAX_VALUE;
  private static final Pattern LINE = Pattern.compile("(\\d{1,2}),(\\d{1,15}),(\\d{1,15})");

  /** A gesture within a recording. */
  private record Gesture(Path file, int label, long from, long to) {}

  @Override
  public String name() {
    return "dvs-gesture";
  }

  @Override
  public Config defaults() {
    return new Config(0, 0, 0, 0);
  }

  @Override
  public String description() {
    return "gestures before an event camera, 128 x 128 x 2, 11 classes, from the data home";
  }

  @Override
  public String citation() {
    return "doi:10.1109/CVPR.2017.781";
  }

  @Override
  public Dataset create(Config config, BuildContext context) {
    List<Path> folders = Finder.folders(context.data());
    Path folder =
        folders.stream()
            .flatMap(home -> Stream.of("dvs-gesture", "dvs-gesture/DvsGesture").map(home::resolve))
            .filter(path -> Files.isRegularFile(path.resolve("trials_to_train.txt")))
            .findFirst()
            .orElseThrow(
                () ->
                    new MissingDataException(
                        "data set 'dvs-gesture' is not at hand; unpack DvsGesture.tar.gz (https://research.ibm.com/interactive/dvsgesture) into a folder dvs-gesture of the data home (looked in%s)."
                            .formatted(Finder.after(folders).replaceFirst("^,", ""))));
    List<Gesture> train = gestures(folder, "trials_to_train.txt");
    List<Gesture> test = gestures(folder, "trials_to_test.txt");
    StringBuilder stamps = new StringBuilder();
    Stream.concat(train.stream(), test.stream())
        .map(g -> g + Source.of(g.file().toString(), g.file()).stamp())
        .forEach(stamps::append);
    String key =
        "dvs-gesture|"
            + config
            + "|"
            + Sha256.of(stamps.toString().getBytes(StandardCharsets.UTF_8));
    DatasetInfo trainedOn = context.dataset();
    return OwnFiles.cached(key, trainedOn, () -> read(config, train, test, trainedOn));
  }

  private static List<Gesture> gestures(Path folder, String list) {
    Path path = folder.resolve(list);
    if (!Files.isRegularFile(path)) {
      throw new BadDataException(path + " is missing; unpack the data set again.");
    }
    List<Gesture> gestures = new ArrayList<>();
    for (String line : Text.lines(path.toString(), Source.of(list, path).bytes())) {
      if (!line.isBlank()) {
        gestures.addAll(ofRecording(folder.resolve(line.strip()), path));
      }
    }
    if (gestures.isEmpty()) {
      throw new BadDataException(path + " lists no recordings.");
    }
    return gestures;
  }

  private static List<Gesture> ofRecording(Path file, Path list) {
    String name = file.getFileName().toString();
    Path labels = file.resolveSibling(name.replaceFirst("\\.aedat$", "") + "_labels.csv");
    for (Path needed : List.of(file, labels)) {
      if (!Files.isRegularFile(needed)) {
        throw new BadDataException(
            "%s is missing, which %s asks for; unpack the data set again.".formatted(needed, list));
      }
    }
    String[] lines = Text.lines(labels.toString(), Source.of(name, labels).bytes());
    List<Gesture> gestures = new ArrayList<>();
    for (int k = 0; k < lines.length; k++) {
      String line = lines[k].replace(" ", "");
      if (line.isEmpty() || k == 0 && line.startsWith("class")) {
        continue;
      }
      Matcher matcher = LINE.matcher(line);
      int label = matcher.matches() ? Integer.parseInt(matcher.group(1)) : 0;
      long from = label == 0 ? 0 : Long.parseLong(matcher.group(2));
      long to = label == 0 ? 0 : Long.parseLong(matcher.group(3));
      if (label < 1 || label > GESTURES.size() || from >= to || to - from > LONGEST_US) {
        throw new BadDataException(
            "%s, line %d: '%s' is no class of 1 to 11, a start and a later end in us; get it again."
                .formatted(labels, k + 1, line.length() > 60 ? line.substring(0, 60) : line));
      }
      gestures.add(new Gesture(file, label - 1, from, to));
    }
    return gestures;
  }

  private Dataset read(
      Config config, List<Gesture> train, List<Gesture> test, DatasetInfo trainedOn) {
    Classes classes = Classes.fixed(trainedOn, name(), GESTURES);
    int[] numbers = classes.numbers(GESTURES.toArray(String[]::new));
    List<Gesture> all = Stream.concat(train.stream(), test.stream()).toList();
    Selection.Chosen chosen =
        new Selection(config.train(), config.validation(), config.test())
            .from(
                name(),
                Selection.all(train.size()),
                Selection.from(train.size(), test.size()),
                "official split");
    int[] rows = chosen.rows();
    long longest =
        IntStream.of(rows).mapToLong(r -> all.get(r).to() - all.get(r).from()).max().orElse(1);
    int duration =
        (int)
            (config.durationMs() > 0
                ? Math.max(1, Math.round(config.durationMs() * 1000))
                : Math.min(LONGEST_US / 1000, (longest + 999) / 1000) * 1000);
    Recording[] recordings = new Recording[all.size()];
    StringBuilder sums = new StringBuilder();
    List<String> empty = new ArrayList<>();
    Map<Path, List<Integer>> byFile = new HashMap<>();
    List<Path> files = new ArrayList<>();
    for (int row : rows) {
      Path file = all.get(row).file();
      byFile
          .computeIfAbsent(
              file,
              f -> {
                files.add(f);
                return new ArrayList<>();
              })
          .add(row);
    }
    EventOptions options = new EventOptions(SIDE, SIDE, 0, 0, TimeOrder.SORT);
    for (Path file : files) {
      EventFiles.Hashed read = EventFiles.readHashed(file, options);
      sums.append(read.sha256()).append("  ").append(file.getFileName()).append('\n');
      for (int row : byFile.get(file)) {
        Gesture gesture = all.get(row);
        recordings[row] = cut(read, gesture, duration);
        if (recordings[row].events() == 0) {
          empty.add("%s, %d us".formatted(file.getFileName(), gesture.from()));
        }
      }
    }
    DatasetInfo info =
        new DatasetInfo(
            name(),
            DatasetInfo.Kind.RECORDINGS,
            SIDE,
            SIDE,
            2,
            classes.names().size(),
            0,
            "DVS128 Gesture, Amir et al. 2017",
            Map.of(
                "dvs-gesture, " + files.size() + " recordings",
                Sha256.of(sums.toString().getBytes(StandardCharsets.UTF_8))),
            chosen.words());
    int[] labels = all.stream().mapToInt(gesture -> numbers[gesture.label()]).toArray();
    long[] ids = IntStream.range(0, all.size()).asLongStream().toArray();
    RecordingTable table = new RecordingTable(ids, recordings, labels);
    return new RecordingTable.Selected(
        info.with(Legend.ofClasses(classes.names())),
        new RecordingTable.Part(table, chosen.train(), null),
        new RecordingTable.Part(table, chosen.validation(), null),
        new RecordingTable.Part(table, chosen.test(), null),
        empty.isEmpty()
            ? List.of()
            : List.of("gestures without events: " + ClassFolders.some(empty)));
  }

  private static Recording cut(EventFiles.Hashed read, Gesture gesture, int durationUs) {
    Recording r = read.file().recording();
    long shift = gesture.from() - read.file().startUs();
    int from = first(r.timesUs(), shift);
    int to = first(r.timesUs(), Math.min(gesture.to() - read.file().startUs(), shift + durationUs));
    int[] times = new int[to - from];
    for (int k = from; k < to; k++) {
      times[k - from] = (int) (r.timesUs()[k] - shift);
    }
    return new Recording(
        times,
        Arrays.copyOfRange(r.x(), from, to),
        Arrays.copyOfRange(r.y(), from, to),
        Arrays.copyOfRange(r.polarity(), from, to),
        durationUs);
  }

  /** The first event at this time or later. */
  private static int first(int[] times, long at) {
    int low = 0;
    int high = times.length;
    while (low < high) {
      int middle = low + high >>> 1;
      if (times[middle] < at) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
