package dev.snn.api.data;

import dev.snn.api.random.Draws;
import java.util.List;

/**
 * A split whose examples are changed as they are gathered: what a training sees in one epoch. The
 * key of augmentation k for an example is {@code mix(mix(key, id), k)}. Values that are an
 * example's target too (autoencoders) stay its target as they are changed; other targets, classes
 * and ids stay as they were.
 *
 * @param originals the split itself
 * @param augmentations applied in this order
 * @param key of the run's seed and the epoch
 */
public record AugmentedSplit(Dataset.Split originals, List<Augmentation> augmentations, long key)
    implements Dataset.Split {

  /** Copies the list. */
  public AugmentedSplit {
    augmentations = List.copyOf(augmentations);
  }

  @Override
  public int size() {
    return originals.size();
  }

  @Override
  public int label(int index) {
    return originals.label(index);
  }

  @Override
  public Samples gather(int[] indices) {
    Samples given = originals.gather(indices);
    if (augmentations.isEmpty()) {
      return given;
    }
    int n = given.size();
    float[][] values = given.values() == null ? null : new float[n][];
    Recording[] recordings = given.recordings() == null ? null : new Recording[n];
    float[][] targets = given.targets() == null ? null : given.targets().clone();
    for (int b = 0; b < n; b++) {
      long mine = Draws.mix(key, given.ids()[b]);
      if (values != null) {
        values[b] = changed(given.values()[b], mine);
        if (targets != null && targets[b] == given.values()[b]) {
          targets[b] = values[b];
        }
      }
      if (recordings != null) {
        recordings[b] = changed(given.recordings()[b], mine);
      }
    }
    return new Samples(
        given.ids(), values, recordings, given.labels(), targets, given.stepLabels());
  }

  private float[] changed(float[] values, long mine) {
    float[] now = values;
    for (int k = 0; k < augmentations.size(); k++) {
      now = augmentations.get(k).values(now, Draws.mix(mine, k));
    }
    return now;
  }

  private Recording changed(Recording recording, long mine) {
    Recording now = recording;
    for (int k = 0; k < augmentations.size(); k++) {
      now = augmentations.get(k).recording(now, Draws.mix(mine, k));
    }
    return now;
  }
}
