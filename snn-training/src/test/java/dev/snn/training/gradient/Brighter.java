package dev.snn.training.gradient;

import dev.snn.api.data.Augmentation;
import dev.snn.api.data.AugmentationPlugin;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Doc;
import dev.snn.api.random.Draws;

/** Raises each value by a draw of its own. */
public final class Brighter implements AugmentationPlugin<Brighter.Config> {
  /** Options. */
  public record Config(@Doc("largest rise") float most) {}

  @Override
  public String name() {
    return "test.brighter";
  }

  @Override
  public Config defaults() {
    return new Config(0.5f);
  }

  @Override
  public Augmentation create(Config config, BuildContext context) {
    return new Augmentation() {
      @Override
      public float[] values(float[] values, long key) {
        float[] raised = values.clone();
        for (int k = 0; k < raised.length; k++) {
          raised[k] += config.most() * Draws.uniform(key, k);
        }
        return raised;
      }
    };
  }
}
