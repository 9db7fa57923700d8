package dev.snn.data.augment;

import dev.snn.api.data.Augmentation;
import dev.snn.api.data.AugmentationPlugin;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/**
 * {@code flip}: mirrors an example, {@code y[i, j] = x[i, W - 1 - j]} left to right, {@code y[i, j]
 * = x[H - 1 - i, j]} upside down, each with a probability of its own.
 */
public final class Flip implements AugmentationPlugin<Flip.Config> {

  /** Options of {@code flip}. */
  public record Config(
      @Doc("probability of left to right") double horizontal,
      @Doc("probability of upside down") double vertical) {
    /** Checks the values. */
    public Config {
      Check.between("horizontal", horizontal, 0, 1);
      Check.between("vertical", vertical, 0, 1);
      if (horizontal == 0 && vertical == 0) {
        throw new IllegalArgumentException(
            "both horizontal and vertical are 0, so that nothing is mirrored; give one of them");
      }
    }
  }

  @Override
  public String name() {
    return "flip";
  }

  @Override
  public Config defaults() {
    return new Config(0.5, 0);
  }

  @Override
  public String description() {
    return "mirrored left to right, or upside down";
  }

  @Override
  public Augmentation create(Config c, BuildContext context) {
    DatasetInfo info = context.dataset();
    return Moved.of(
        name(),
        info,
        Fill.ZEROS,
        key -> {
          boolean x = Drawn.uniform(key, 0) < c.horizontal();
          boolean y = Drawn.uniform(key, 1) < c.vertical();
          return new Affine(
              x ? -1 : 1, 0, x ? info.width() - 1 : 0, 0, y ? -1 : 1, y ? info.height() - 1 : 0);
        });
  }
}
