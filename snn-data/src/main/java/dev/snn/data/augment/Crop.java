package dev.snn.data.augment;

import dev.snn.api.data.Augmentation;
import dev.snn.api.data.AugmentationPlugin;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/**
 * {@code crop}: a window at a random place of the padded example, stretched to the size of the
 * example. With side {@code s = sqrt(a)}, a uniform in {@code [min_area, 1]}, and the corner o
 * uniform in {@code [-padding, W + padding - s W]},
 *
 * <pre>
 *   y[j] = x[o + s (j + 1/2) - 1/2]        along both axes, between pixels by linear interpolation
 * </pre>
 *
 * Windows of the whole size begin at whole pixels.
 */
public final class Crop implements AugmentationPlugin<Crop.Config> {

  /** Options of {@code crop}. */
  public record Config(
      @Doc("rows and columns around the example that the window may reach into") int padding,
      @Doc("smallest area of the window, as a share of the example's; 1: windows of its size")
          double minArea,
      @Doc("what stands in the padding of a picture; events that leave the sensor are lost")
          Fill fill) {
    /** Checks the values. */
    public Config {
      Check.atLeast("padding", padding, 0);
      Check.positive("min_area", minArea);
      Check.between("min_area", minArea, 0, 1);
      if (padding == 0 && minArea == 1) {
        throw new IllegalArgumentException(
            "padding: 0 with min_area: 1 leaves one window only; give more of one or less of the other");
      }
    }
  }

  @Override
  public String name() {
    return "crop";
  }

  @Override
  public Config defaults() {
    return new Config(4, 1, Fill.ZEROS);
  }

  @Override
  public String description() {
    return "a window at a random place of the padded example, stretched to its size";
  }

  @Override
  public String citation() {
    return "He et al. 2016, doi:10.1109/CVPR.2016.90, sec. 4.2; Szegedy et al. 2015, doi:10.1109/CVPR.2015.7298594";
  }

  @Override
  public Augmentation create(Config c, BuildContext context) {
    DatasetInfo info = context.dataset();
    Augmentation moved = Moved.of(name(), info, c.fill(), key -> window(c, info, key));
    Moved.atMost("padding", c.padding(), info);
    return moved;
  }

  private static Affine window(Config c, DatasetInfo info, long key) {
    if (c.minArea() == 1) {
      return Affine.shift(
          Drawn.whole(key, 0, info.width() > 1 ? c.padding() : 0),
          Drawn.whole(key, 1, info.height() > 1 ? c.padding() : 0));
    }
    double side = StrictMath.sqrt(Drawn.between(key, 2, c.minArea(), 1));
    double x = corner(key, 0, info.width(), side, c.padding());
    double y = corner(key, 1, info.height(), side, c.padding());
    double half = (side - 1) / 2;
    return new Affine(
        info.width() > 1 ? side : 1,
        0,
        info.width() > 1 ? x + half : 0,
        0,
        info.height() > 1 ? side : 1,
        info.height() > 1 ? y + half : 0);
  }

  private static double corner(long key, long k, int size, double side, int padding) {
    return Drawn.between(key, k, -padding, size + padding - side * size);
  }
}
