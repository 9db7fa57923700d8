package dev.snn.data.augment;

import dev.snn.api.data.Augmentation;
import dev.snn.api.data.AugmentationPlugin;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/**
 * {@code shift}: moves an example by whole pixels, {@code y[i, j] = x[i - di, j - dj]} with di and
 * dj uniform in {@code -pixels .. pixels}. A row of one pixel is not moved across.
 */
public final class Shift implements AugmentationPlugin<Shift.Config> {

  /** Options of {@code shift}. */
  public record Config(
      @Doc("largest move along x and along y, pixels") int pixels,
      @Doc("what comes in from outside of a picture; events that leave the sensor are lost")
          Fill fill) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("pixels", pixels);
    }
  }

  @Override
  public String name() {
    return "shift";
  }

  @Override
  public Config defaults() {
    return new Config(2, Fill.ZEROS);
  }

  @Override
  public String description() {
    return "moved by whole pixels";
  }

  @Override
  public Augmentation create(Config c, BuildContext context) {
    DatasetInfo info = context.dataset();
    int across = info.width() > 1 ? c.pixels() : 0;
    int down = info.height() > 1 ? c.pixels() : 0;
    Augmentation moved =
        Moved.of(
            name(),
            info,
            c.fill(),
            key -> Affine.shift(Drawn.whole(key, 0, across), Drawn.whole(key, 1, down)));
    Moved.atMost("pixels", c.pixels(), info);
    return moved;
  }
}
