package dev.snn.neurons.block;

import dev.snn.api.layer.BlockPlugin;
import dev.snn.api.layer.Merge;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import java.util.List;
import java.util.Map;

/**
 * {@code sew-block}: the spike-element-wise residual block, {@code O = g(A, S)} of its input S and
 * {@code A = SN(BN(conv(SN(BN(conv S)))))}, with g of {@code add A + S}, {@code and A S} and {@code
 * iand (1 - A) S}. The entries of a block b are {@code b.conv1, b.sn1, b.conv2, b.sn2} and the
 * merge {@code b}.
 */
public final class SewBlock implements BlockPlugin<SewBlock.Config> {

  /** Options of {@code sew-block}. */
  public record Config(
      @Doc("number of channels; without project those of the input") int channels,
      @Doc("how input and result come together: add, and, iand") Merge connect,
      @Doc("blocks of this kind, one behind the other") int repeat,
      @Doc("height and width of the kernels, odd") int kernel,
      @Doc("stride of the first convolution of the first block") int stride,
      @Doc(
              "true: convolution of single pixels, batch norm and neurons in the shortcut of the first block,"
                  + " where the number of channels or the size of the image changes")
          boolean project,
      @Doc("true: the last norm begins so that the block is the identity") boolean identity,
      @Doc("neuron model") @PartOf("neuron") Part neuron) {
    public Config {
      Checks.sizes(channels, kernel, stride, repeat);
      Checks.shortcut(stride, project);
      if (connect == Merge.CONCAT) {
        throw new IllegalArgumentException("connect must be add, and or iand, got concat");
      }
    }
  }

  @Override
  public String name() {
    return "sew-block";
  }

  @Override
  public Config defaults() {
    return new Config(8, Merge.ADD, 1, 3, 1, false, false, Checks.neuron());
  }

  @Override
  public List<Map<String, Object>> entries(Config c, String name, String input) {
    double weight = c.identity() ? 0 : 1;
    double bias = c.identity() && c.connect() == Merge.AND ? 1 : 0;
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
          to.norm(block + ".sn2", c.neuron(), weight, bias);
          String shortcut = before;
          if (c.project() && before.equals(input)) {
            to.project(block + ".conv3", before, stride);
            to.norm(block + ".sn3", c.neuron());
            shortcut = block + ".sn3";
          }
          to.merge(block, c.connect(), block + ".sn2", shortcut);
        });
  }

  @Override
  public String description() {
    return "residual block: element-wise function of the spikes before and behind two convolutions";
  }

  @Override
  public String citation() {
    return "Fang et al. 2021, arXiv:2102.04159, eq. 10 and table 1";
  }
}
