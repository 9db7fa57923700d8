package dev.snn.data.augment;

import dev.snn.api.data.Augmentation;
import dev.snn.api.data.AugmentationPlugin;
import dev.snn.api.data.Recording;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;

/** {@code drop}: leaves out each event of a recording with the same probability. */
public final class Drop implements AugmentationPlugin<Drop.Config> {

  /** Options of {@code drop}. */
  public record Config(@Doc("probability that an event is left out") double probability) {
    /** Checks the values. */
    public Config {
      Check.positive("probability", probability);
      if (!(probability < 1)) {
        throw new IllegalArgumentException(
            "probability must be below 1, as nothing is left of an example otherwise, got "
                + probability);
      }
    }
  }

  @Override
  public String name() {
    return "drop";
  }

  @Override
  public Config defaults() {
    return new Config(0.1);
  }

  @Override
  public String description() {
    return "events left out";
  }

  @Override
  public String citation() {
    return "Gu et al. 2021, EventDrop, doi:10.24963/ijcai.2021/97, random drop";
  }

  @Override
  public Augmentation create(Config c, BuildContext context) {
    Recordings.require(name(), context);
    return new Dropping(c.probability());
  }

  private record Dropping(double probability) implements Augmentation {
    @Override
    public Recording recording(Recording r, long key) {
      EventList left = new EventList(r);
      for (int e = 0; e < r.events(); e++) {
        if (Drawn.uniform(key, e) >= probability) {
          left.add(r.timesUs()[e], r.x()[e], r.y()[e], r.polarity()[e]);
        }
      }
      return left.recording();
    }
  }
}
