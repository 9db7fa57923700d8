package dev.snn.data.set;

import static dev.snn.data.set.RecordingInspector.count;
import static dev.snn.data.set.RecordingInspector.text;

import dev.snn.api.data.Recording;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.IntStream;

/** What a file of the Heidelberg data sets holds. */
final class CochleaFacts {
  private static final int BLOCK = 256;

  private CochleaFacts() {}

  static Map<String, String> of(Path path) {
    try (CochleaFile file = CochleaFile.open(path, Short.MAX_VALUE, Integer.MAX_VALUE)) {
      int[] labels = file.labels();
      long spikes = 0;
      int last = 0;
      int channel = 0;
      for (int from = 0; from < labels.length; from += BLOCK) {
        int first = from;
        int to = Math.min(labels.length, from + BLOCK);
        Recording[] some = file.recordings(to, k -> k >= first, 0);
        for (int k = from; k < to; k++) {
          spikes += some[k].events();
          for (int e = 0; e < some[k].events(); e++) {
            last = Math.max(last, some[k].timesUs()[e]);
            channel = Math.max(channel, some[k].x()[e]);
          }
        }
      }
      Map<String, String> facts = new LinkedHashMap<>();
      facts.put("file", path.toString());
      facts.put("format", "HDF5, as the Heidelberg data sets");
      facts.put("examples", count(labels.length));
      facts.put("highest class", count(IntStream.of(labels).max().orElse(0)));
      facts.put("highest channel", count(channel));
      facts.put("spikes", count(spikes));
      facts.put("per example", text("%.1f", spikes / (double) Math.max(1, labels.length)));
      facts.put("last", text("%.6f s", last / 1e6));
      return facts;
    }
  }
}
