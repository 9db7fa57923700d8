package dev.snn.neurons.block;

import dev.snn.api.layer.BlockPlugin;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import java.util.List;
import java.util.Map;

/**
 * {@code plain-block}: the two convolutions of a residual block without its shortcut, {@code O =
 * SN(BN(conv(SN(BN(conv S)))))}. The entries of a block b are {@code b.conv1, b.sn1, b.conv2} and
 * {@code b}.
 */
public final class PlainBlock implements BlockPlugin<PlainBlock.Config> {

  /** Options of {@code plain-block}. */
  public record Config(
      @Doc("number of channels") int channels,
      @Doc("blocks of this kind, one behind the other") int repeat,
      @Doc("height and width of the kernels, odd") int kernel,
      @Doc("stride of the first convolution of the first block") int stride,
      @Doc("neuron model") @PartOf("neuron") Part neuron) {
    public Config {
      Checks.sizes(channels, kernel, stride, repeat);
    }
  }

  @Override
  public String name() {
    return "plain-block";
  }

  @Override
  public Config defaults() {
    return new Config(8, 1, 3, 1, Checks.neuron());
  }

  @Override
  public List<Map<String, Object>> entries(Config c, String name, String input) {
    return Entries.of(
        c.channels(),
        c.kernel(),
        c.stride(),
        c.repeat(),
        name,
        input,
        (to, block, before, stride) -> {
          to.conv(block + ".conv1", before, stride);
          to.norm(block + ".sn1", c.neuron());
          to.conv(block + ".conv2", null, 1);
          to.norm(block, c.neuron());
        });
  }

  @Override
  public String description() {
    return "the convolutions of a residual block without its shortcut";
  }

  @Override
  public String citation() {
    return "Fang et al. 2021, arXiv:2102.04159, sec. 4 (the plain networks)";
  }
}
