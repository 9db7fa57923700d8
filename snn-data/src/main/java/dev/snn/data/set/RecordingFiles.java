package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Recording;
import dev.snn.data.event.EventFiles;
import dev.snn.data.event.EventOptions;
import dev.snn.data.event.TimeOrder;
import dev.snn.data.file.Sha256;
import dev.snn.data.file.Source;
import dev.snn.data.file.Text;
import dev.snn.data.format.Zip;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * N-MNIST's recordings and lists, in an archive or in a folder.
 *
 * @param where the archive or the folder
 * @param lists the one whose checksum and stamp are taken: the archive, or the training list
 * @param archive true for an archive
 */
record RecordingFiles(Path where, Source lists, boolean archive) {
  private static final Pattern LINE = Pattern.compile("(\\d{1,9})\\s+(\\d{1,9})");
  private static final String ARCHIVE = "nmnist/nmnist-small.zip";

  /** What a folder of the data home has of it. */
  static Optional<RecordingFiles> in(Path home) {
    Path zip = home.resolve(ARCHIVE);
    if (Files.isRegularFile(zip)) {
      return Optional.of(new RecordingFiles(zip, Source.of(ARCHIVE, zip), true));
    }
    for (String name : List.of("nmnist", "nmnist/nmnist-small")) {
      Path list = home.resolve(name).resolve("train1K.txt");
      if (Files.isRegularFile(list)) {
        return Optional.of(
            new RecordingFiles(list.getParent(), Source.of("nmnist/train1K.txt", list), false));
      }
    }
    return Optional.empty();
  }

  String stamp() {
    return lists.stamp();
  }

  Map<String, String> checksums() {
    return Map.of(lists.key(), Sha256.of(lists.bytes()));
  }

  /** The recordings of a list, in its order. */
  RecordingTable table(String list) {
    if (!archive) {
      return table(list, this::fromFolder);
    }
    try (Zip zip = Zip.open(where)) {
      String prefix =
          zip.names().stream()
              .filter(name -> name.endsWith(list + ".txt"))
              .findFirst()
              .map(name -> name.substring(0, name.length() - list.length() - 4))
              .orElse("");
      RecordingTable table = table(list, name -> zip.get(prefix + name));
      lists.requireUnchanged();
      return table;
    }
  }

  private RecordingTable table(String list, Function<String, byte[]> files) {
    List<int[]> lines = lines(list + ".txt", need(list + ".txt", files));
    long[] ids = new long[lines.size()];
    Recording[] recordings = new Recording[ids.length];
    int[] labels = new int[ids.length];
    for (int k = 0; k < ids.length; k++) {
      int number = lines.get(k)[0];
      ids[k] = number - 1L;
      labels[k] = lines.get(k)[1];
      recordings[k] = recording(number, files);
    }
    return new RecordingTable(ids, recordings, labels);
  }

  /** Reads {@code 7.bs2}, or one of the names that such files have elsewhere. */
  private Recording recording(int number, Function<String, byte[]> files) {
    List<String> names = List.of(number + ".bs2", number + ".bin", "%05d.bin".formatted(number));
    for (String name : names) {
      byte[] bytes = files.apply(name);
      if (bytes != null) {
        return recording(name, bytes);
      }
    }
    throw missing(names.get(0));
  }

  private Recording recording(String name, byte[] bytes) {
    EventOptions sensor = new EventOptions(Nmnist.SIDE, Nmnist.SIDE, 0, 0, TimeOrder.ERROR);
    return EventFiles.read(name(name), name, bytes, sensor).lasting(Nmnist.DURATION_US);
  }

  private List<int[]> lines(String name, byte[] bytes) {
    List<int[]> lines = new ArrayList<>();
    String[] texts = Text.lines(name(name), bytes);
    for (int k = 0; k < texts.length; k++) {
      String text = texts[k].strip();
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      Matcher matcher = LINE.matcher(text);
      if (!matcher.matches()) {
        throw new BadDataException(
            "%s, line %d: '%s' is not a recording's number and its class."
                .formatted(name(name), k + 1, text));
      }
      lines.add(new int[] {Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2))});
    }
    if (lines.isEmpty()) {
      throw new BadDataException(name(name) + " lists no recordings.");
    }
    return lines;
  }

  private byte[] need(String name, Function<String, byte[]> files) {
    byte[] bytes = files.apply(name);
    if (bytes == null) {
      throw missing(name);
    }
    return bytes;
  }

  private BadDataException missing(String name) {
    return new BadDataException(name(name) + " is missing; get the recordings again.");
  }

  private byte[] fromFolder(String name) {
    Path path = where.resolve(name);
    return Files.isRegularFile(path) ? Source.of(name, path).bytes() : null;
  }

  private String name(String name) {
    return archive ? where + ", entry '" + name + "'" : where.resolve(name).toString();
  }
}
