package dev.snn.data.augment;

import dev.snn.api.data.Augmentation;
import dev.snn.api.data.AugmentationPlugin;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/**
 * {@code rotate}: turns an example about its middle by an angle uniform in {@code [-degrees,
 * degrees]}, between pixels by linear interpolation.
 */
public final class Rotate implements AugmentationPlugin<Rotate.Config> {

  /** Options of {@code rotate}. */
  public record Config(
      @Doc("largest angle, degrees") double degrees,
      @Doc("what comes in from outside of a picture; events that leave the sensor are lost")
          Fill fill) {
    /** Checks the values. */
    public Config {
      Check.positive("degrees", degrees);
      Check.between("degrees", degrees, 0, 180);
    }
  }

  @Override
  public String name() {
    return "rotate";
  }

  @Override
  public Config defaults() {
    return new Config(15, Fill.ZEROS);
  }

  @Override
  public String description() {
    return "turned about its middle";
  }

  @Override
  public Augmentation create(Config c, BuildContext context) {
    DatasetInfo info = context.dataset();
    if (info.width() < 2 || info.height() < 2) {
      throw new IllegalArgumentException(
          "augmentation 'rotate' needs more than one row and column, but examples of '%s' have %d x %d"
              .formatted(info.name(), info.width(), info.height()));
    }
    double x = (info.width() - 1) / 2.0;
    double y = (info.height() - 1) / 2.0;
    return Moved.of(
        name(),
        info,
        c.fill(),
        key -> {
          double angle = Drawn.between(key, 0, -c.degrees(), c.degrees()) * Math.PI / 180;
          double cos = StrictMath.cos(angle);
          double sin = StrictMath.sin(angle);
          return new Affine(cos, -sin, x - cos * x + sin * y, sin, cos, y - sin * x - cos * y);
        });
  }
}
