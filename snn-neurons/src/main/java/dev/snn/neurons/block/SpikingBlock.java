package dev.snn.neurons.block;

import dev.snn.api.layer.BlockPlugin;
import dev.snn.api.layer.Merge;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import java.util.List;
import java.util.Map;

/**
 * {@code spiking-block}: the block of a Spiking ResNet, {@code O = SN(S + BN(conv(SN(BN(conv
 * S)))))}. The entries of a block b are {@code b.conv1, b.sn1, b.conv2, b.bn2}, the merge {@code
 * b.add} and the neurons {@code b}.
 */
public final class SpikingBlock implements BlockPlugin<SpikingBlock.Config> {

  /** Options of {@code spiking-block}. */
  public record Config(
      @Doc("number of channels; without project those of the input") int channels,
      @Doc("blocks of this kind, one behind the other") int repeat,
      @Doc("height and width of the kernels, odd") int kernel,
      @Doc("stride of the first convolution of the first block") int stride,
      @Doc(
              "true: convolution of single pixels and batch norm in the shortcut of the first block, where"
                  + " the number of channels or the size of the image changes")
          boolean project,
      @Doc("neuron model") @PartOf("neuron") Part neuron) {
    public Config {
      Checks.sizes(channels, kernel, stride, repeat);
      Checks.shortcut(stride, project);
    }
  }

  @Override
  public String name() {
    return "spiking-block";
  }

  @Override
  public Config defaults() {
    return new Config(8, 1, 3, 1, false, Checks.neuron());
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
          to.norm(block + ".bn2", null);
          String shortcut = before;
          if (c.project() && before.equals(input)) {
            to.project(block + ".conv3", before, stride);
            to.norm(block + ".bn3", null);
            shortcut = block + ".bn3";
          }
          to.merge(block + ".add", Merge.ADD, block + ".bn2", shortcut);
          to.neurons(block, c.neuron());
        });
  }

  @Override
  public String description() {
    return "residual block of a Spiking ResNet: neurons behind the sum";
  }

  @Override
  public String citation() {
    return "Zheng et al. 2021, arXiv:2011.05280; Fang et al. 2021, arXiv:2102.04159, eq. 4";
  }
}
