package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.Dataset;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Legend;
import dev.snn.api.data.Recording;
import dev.snn.data.event.EventFile;
import dev.snn.data.event.EventFiles;
import dev.snn.data.file.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Reads those recordings of a listing that are asked for. */
final class EventReading {
  /** Sensors have fewer columns and rows than this; addresses of 12 bits and more are damage. */
  private static final int LARGEST_SENSOR = 2048;

  private final EventFolder.Config config;
  private final EventListing listing;
  private final DatasetInfo trainedOn;
  private final List<EventListing.Item> items;
  private final EventFile[] files;
  private final List<String> notes = new ArrayList<>();

  /**
   * @param trainedOn data of the network that is to be scored; null where none is
   */
  EventReading(EventFolder.Config config, EventListing listing, DatasetInfo trainedOn) {
    this.config = config;
    this.trainedOn = trainedOn;
    this.listing = listing;
    items = listing.all();
    files = new EventFile[items.size()];
    notes.addAll(listing.notes());
  }

  Dataset dataset(String name) {
    String[] texts = listing.labels();
    Classes classes = Classes.of(trainedOn, name, listing.folder().toString(), texts);
    int[] labels = classes.numbers(texts);
    int count = classes.names().size();
    Selection.Chosen chosen =
        listing.choose(
            name,
            new Selection(config.train(), config.validation(), config.test()),
            config.testFraction(),
            labels,
            count);
    int[] rows = chosen.rows();
    String checksum = read(rows);
    boolean sensor = config.width() > 0;
    RecordingTable table = new RecordingTable(ids(), recordings(), labels);
    RecordingTable.Part train = new RecordingTable.Part(table, chosen.train(), null);
    RecordingTable.Part validation = new RecordingTable.Part(table, chosen.validation(), null);
    RecordingTable.Part test = new RecordingTable.Part(table, chosen.test(), null);
    notes.addAll(
        OwnNotes.classes(
            name + ": " + listing.labelled(), count, classes.names(), train, validation, test));
    noteEmpty(rows);
    noteSize();
    DatasetInfo info =
        new DatasetInfo(
            name,
            DatasetInfo.Kind.RECORDINGS,
            sensor ? config.width() : Math.max(most(EventFile::width), trainedWidth()),
            sensor ? config.height() : Math.max(most(EventFile::height), trainedHeight()),
            2,
            count,
            0,
            "own recordings: " + formats(),
            Map.of(config.path() + ", " + rows.length + " recordings", checksum),
            chosen.words());
    DatasetInfo named = info.with(Legend.ofClasses(classes.names()));
    return new RecordingTable.Selected(named, train, validation, test, List.copyOf(notes));
  }

  /** A network knows a sensor; recordings of a corner of it are of the same one. */
  private int trainedWidth() {
    return ofSensor() ? trainedOn.width() : 0;
  }

  private int trainedHeight() {
    return ofSensor() ? trainedOn.height() : 0;
  }

  private boolean ofSensor() {
    return trainedOn != null && trainedOn.kind() == DatasetInfo.Kind.RECORDINGS;
  }

  /** Reads; gives the SHA-256 of the lines {@code sha256sum} prints for the recordings. */
  private String read(int[] rows) {
    StringBuilder sums = new StringBuilder();
    for (int row : rows) {
      EventListing.Item item = items.get(row);
      EventFiles.Hashed read = EventFiles.readHashed(listing.path(item), config.reading());
      files[row] = read.file();
      sums.append(read.sha256()).append("  ").append(item.name()).append('\n');
    }
    return Sha256.of(sums.toString().getBytes(StandardCharsets.UTF_8));
  }

  private void noteEmpty(int[] rows) {
    List<String> empty =
        IntStream.of(rows)
            .filter(row -> files[row].recording().events() == 0)
            .mapToObj(row -> items.get(row).name())
            .toList();
    if (!empty.isEmpty()) {
      notes.add(
          "%d of %d recordings %s no events: %s"
              .formatted(
                  empty.size(),
                  rows.length,
                  empty.size() == 1 ? "has" : "have",
                  ClassFolders.some(empty)));
    }
  }

  /** Which events give the sensor its size, where no file says it. */
  private void noteSize() {
    int column = -1;
    int row = -1;
    for (int k = 0; k < files.length; k++) {
      EventFile file = files[k];
      if (file != null && file.columnAt() != EventFile.NOWHERE) {
        column = column < 0 || file.width() > files[column].width() ? k : column;
      }
      if (file != null && file.rowAt() != EventFile.NOWHERE) {
        row = row < 0 || file.height() > files[row].height() ? k : row;
      }
    }
    if (column < 0
        || row < 0
        || files[column].width() < Math.max(most(EventFile::width), trainedWidth())
        || files[row].height() < Math.max(most(EventFile::height), trainedHeight())) {
      return;
    }
    int width = files[column].width();
    int height = files[row].height();
    String who =
        "column %d comes first %s of %s, row %d %s of %s"
            .formatted(
                width - 1,
                EventFile.place(files[column].columnAt()),
                items.get(column).name(),
                height - 1,
                EventFile.place(files[row].rowAt()),
                items.get(row).name());
    if (Math.max(width, height) > LARGEST_SENSOR) {
      throw new BadDataException(
          "%s: the largest addresses make a sensor of %d x %d pixels, larger than any: %s; give width and height if that is right, else get these recordings again."
              .formatted(listing.folder(), width, height, who));
    }
    notes.add(
        "no file says how large the sensor is; it is taken to be %d x %d pixels, up to the largest addresses: %s"
            .formatted(width, height, who));
  }

  private Stream<EventFile> wasRead() {
    return Stream.of(files).filter(file -> file != null);
  }

  private int most(ToIntFunction<EventFile> size) {
    return wasRead().mapToInt(size).max().orElse(1);
  }

  private String formats() {
    TreeSet<String> formats = new TreeSet<>();
    wasRead().forEach(file -> formats.add(file.format()));
    return String.join(", ", formats);
  }

  /** In full ms. */
  private int durationUs() {
    long given = config.reading().durationUs();
    long longest = most(file -> file.recording().durationUs());
    return (int)
        (given > 0 ? given : Math.max(1, Math.min(2_147_483, (longest + 999) / 1000)) * 1000);
  }

  private Recording[] recordings() {
    int duration = durationUs();
    return Stream.of(files)
        .map(file -> file == null ? null : file.lasting(duration))
        .toArray(Recording[]::new);
  }

  private long[] ids() {
    return IntStream.range(0, items.size()).asLongStream().toArray();
  }
}
