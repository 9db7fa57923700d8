package dev.snn.data.set;

import dev.snn.api.data.BadDataException;
import dev.snn.data.file.Sha256;
import dev.snn.data.file.Source;
import dev.snn.data.format.Wav;
import dev.snn.data.format.Zip;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recordings with classes, training ones first.
 *
 * @param training how many are training recordings
 */
record Sounds(List<short[]> recordings, int[] labels, int training) {
  /** Samples per second. */
  static final int RATE = 8000;

  private static final int TEST_REPETITIONS = 5;
  private static final Pattern NAME = Pattern.compile("(?:.*/)?(\\d)_(\\w+)_(\\d{1,3})\\.wav");

  int size() {
    return labels.length;
  }

  /** An archive of recordings. */
  record Archive(Path path, Source source) {
    String stamp() {
      return source.stamp();
    }

    Map<String, String> checksums() {
      return Map.of(source.key(), Sha256.of(source.bytes()));
    }

    Sounds read() {
      try (Zip zip = Zip.open(path)) {
        Sounds sounds = Sounds.read(path, zip);
        source.requireUnchanged();
        return sounds;
      }
    }
  }

  static Archive in(Path archive) {
    return new Archive(archive, Source.of(Canon.FSDD.path(), archive));
  }

  private record Entry(String name, int digit, String speaker, int repetition) {
    boolean test() {
      return repetition < TEST_REPETITIONS;
    }
  }

  private static Sounds read(Path path, Zip zip) {
    List<Entry> entries = new ArrayList<>();
    for (String name : zip.names()) {
      Matcher matcher = NAME.matcher(name);
      if (matcher.matches()) {
        int digit = Integer.parseInt(matcher.group(1));
        int repetition = Integer.parseInt(matcher.group(3));
        entries.add(new Entry(name, digit, matcher.group(2), repetition));
      }
    }
    if (entries.isEmpty()) {
      throw new BadDataException(
          path + " holds no recordings DIGIT_SPEAKER_REPETITION.wav; get it again.");
    }
    entries.sort(
        Comparator.comparing(Entry::test)
            .thenComparing(Entry::repetition)
            .thenComparing(Entry::digit)
            .thenComparing(Entry::speaker));
    List<short[]> recordings = new ArrayList<>();
    for (Entry entry : entries) {
      String where = path + ", entry '" + entry.name() + "'";
      recordings.add(Wav.read(where, zip.get(entry.name()), RATE));
    }
    int[] labels = entries.stream().mapToInt(Entry::digit).toArray();
    int training = (int) entries.stream().filter(entry -> !entry.test()).count();
    return new Sounds(recordings, labels, training);
  }

  /** The first samples of each recording, in [-1, 1), with zeros behind where it is shorter. */
  Table table(int samples) {
    return new Table() {
      @Override
      public int size() {
        return labels.length;
      }

      @Override
      public float[] row(int example) {
        short[] recording = recordings.get(example);
        float[] row = new float[samples];
        for (int i = 0; i < Math.min(samples, recording.length); i++) {
          row[i] = recording[i] / 32768f;
        }
        return row;
      }

      @Override
      public int label(int example) {
        return labels[example];
      }
    };
  }
}
