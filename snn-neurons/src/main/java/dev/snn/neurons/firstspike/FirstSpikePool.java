package dev.snn.neurons.firstspike;

import dev.snn.api.layer.Layer;
import dev.snn.api.layer.LayerPlugin;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Synapses;
import dev.snn.api.layer.Window;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Shape;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * {@code first-spike-pool}: a spike at the step of the first one in a square of pixels, channel by
 * channel. From {@code [T x B x C H W]} to {@code [T x B x C H' W']}, {@code H' = (H + 2 padding) /
 * size}, rounded down.
 */
public final class FirstSpikePool implements LayerPlugin<FirstSpikePool.Config> {

  /** Options of {@code first-spike-pool}. */
  public record Config(
      @Doc("height and width of a square of pixels; rows and columns that fill none are left out")
          int size,
      @Doc("rows and columns of silent lines around the image, fewer than size") int padding) {
    /** Checks the values. */
    public Config {
      Check.atLeastOne("size", size);
      Check.between("padding", padding, 0, size - 1);
    }
  }

  @Override
  public String name() {
    return "first-spike-pool";
  }

  @Override
  public Config defaults() {
    return new Config(2, 0);
  }

  @Override
  public Layer create(Config c, BuildContext context) {
    Shape in = context.inputShape();
    int smaller = Math.min(in.height(), in.width()) + 2 * c.padding();
    if (c.size() > smaller) {
      throw new IllegalArgumentException(
          "size must be at most %d, the smaller side of the input %s with its padding, got %d"
              .formatted(smaller, in, c.size()));
    }
    return new Model(c, in);
  }

  @Override
  public String description() {
    return "the first spike of each square of pixels";
  }

  @Override
  public String citation() {
    return "Kheradpisheh et al. 2018, doi:10.1016/j.neunet.2017.12.005";
  }

  private static final class Model extends FirstSpikes {
    private final int size;
    private final int padding;

    /** The square of each line of the input; -1 where it is in none. */
    private final int[] squares;

    Model(Config c, Shape in) {
      super(
          "first-spike-pool",
          in,
          new Shape(
              in.channels(),
              (in.height() + 2 * c.padding()) / c.size(),
              (in.width() + 2 * c.padding()) / c.size()));
      this.size = c.size();
      this.padding = c.padding();
      this.squares = IntStream.range(0, in.size()).map(this::square).toArray();
    }

    /** 1 where a square has spiked. */
    @Override
    String variable() {
      return "spiked";
    }

    @Override
    public List<Parameter> parameters() {
      return List.of();
    }

    @Override
    public Optional<List<Synapses>> synapses() {
      return Optional.of(List.of());
    }

    @Override
    public Optional<Window> window() {
      return Optional.of(new Window(size, size));
    }

    @Override
    void walk(Spikes input, int example, float[] spiked, SpikesBuilder.Lane lane) {
      Firing firing = new Firing(outputSize());
      for (int t = 0; t < input.steps(); t++) {
        input.forEach(
            t,
            example,
            (line, spikes) -> {
              int square = squares[line];
              if (square >= 0 && spiked[square] == 0) {
                spiked[square] = 1;
                firing.add(square);
              }
            });
        firing.moveTo(lane, t);
      }
    }

    private int square(int line) {
      Shape in = inputShape();
      int plane = in.height() * in.width();
      int y = (line % plane / in.width() + padding) / size;
      int x = (line % in.width() + padding) / size;
      boolean inside = y < outputShape().height() && x < outputShape().width();
      return inside ? outputShape().line(line / plane, y, x) : -1;
    }
  }
}
