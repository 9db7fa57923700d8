package dev.snn.vector;

import dev.snn.api.parallel.Parallel;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.Tensor;
import java.lang.foreign.MemorySegment;
import java.util.List;

/** {@code gradWeight[i] += sum of the rows of gradOut at which line i spiked}, by panels. */
record PackedGradient(Spikes.ByUnit events, Tensor gradOut, float[][] gradWeight, long cache) {
  /** Tasks per thread, at least. */
  private static final int TASKS = 2;

  /** True where packing pays: a line has enough events in a stretch. */
  static boolean isWorthwhile(Spikes x, int columns, long cache) {
    if (columns < OrderedRows.NARROW || x.events() == 0) {
      return false;
    }
    int stretches = count(x.steps() * x.batch(), Panel.of(columns).get(0).rows(cache));
    return x.events() >= 10L * x.size() * stretches;
  }

  private int lines() {
    return events.offsets().length - 1;
  }

  private static int count(int length, int part) {
    return (length + part - 1) / part;
  }

  void add(Parallel parallel) {
    List<Panel> panels = Panel.of(gradOut.size());
    int rows = gradOut.rows().length;
    int stretches = count(rows, panels.get(0).rows(cache));
    int stretch = count(rows, stretches);
    int[][] cuts = cuts(stretches, stretch);
    int lines = lines();
    int chunks = count(TASKS * parallel.threads(), panels.size());
    int together = count(lines, chunks);
    parallel.forEach(
        panels.size() * chunks,
        task -> {
          int first = task / panels.size() * together;
          int last = Math.min(lines, first + together);
          add(panels.get(task % panels.size()), first, last, stretch, cuts);
        });
  }

  /** Where the events of each stretch begin in each line's list, {@code [stretch][line]}. */
  private int[][] cuts(int stretches, int stretch) {
    int[][] cuts = new int[stretches + 1][lines()];
    int[] offsets = events.offsets();
    for (int i = 0; i < lines(); i++) {
      cuts[0][i] = offsets[i];
      cuts[stretches][i] = offsets[i + 1];
      for (int k = 1; k < stretches; k++) {
        cuts[k][i] = Events.below(k * stretch, events.rows(), cuts[k - 1][i], offsets[i + 1]);
      }
    }
    return cuts;
  }

  private void add(Panel panel, int first, int last, int stretch, int[][] cuts) {
    if (first >= last) {
      return;
    }
    int rows = gradOut.rows().length;
    MemorySegment memory = Memory.take(panel.bytes(stretch));
    PanelRow target = new PanelRow(panel, memory, events.rows(), events.counts());
    for (int k = 0; k + 1 < cuts.length; k++) {
      int from = k * stretch;
      panel.pack(gradOut.rows(), from, Math.min(rows, from + stretch), memory, 0);
      for (int i = first; i < last; i++) {
        if (cuts[k][i] < cuts[k + 1][i]) {
          target.add(gradWeight[i], 0, from, cuts[k][i], cuts[k + 1][i]);
        }
      }
    }
    Memory.give(memory);
  }
}
