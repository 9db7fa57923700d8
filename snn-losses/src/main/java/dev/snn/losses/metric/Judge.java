package dev.snn.losses.metric;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.DatasetInfo;
import dev.snn.api.data.Samples;
import dev.snn.api.layer.Parameter;
import dev.snn.api.learning.Checkpoint;
import dev.snn.api.metric.Link;
import dev.snn.api.metric.Metric;
import dev.snn.api.metric.MetricPlugin;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Arena;
import dev.snn.api.tensor.Tensor;
import dev.snn.kernels.Plane;
import dev.snn.losses.decoder.ConvolutionalNet;
import dev.snn.losses.decoder.LeNet5;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * {@code judge}: the share of reconstructed images that a LeNet-5, trained once on the originals,
 * takes for their class. The weights for MNIST are part of the program; other images need weights
 * of their own.
 */
public final class Judge implements MetricPlugin<Judge.Config> {
  private static final String DIGITS = "/dev/snn/losses/metric/lenet5-mnist.npz";

  /** Options of {@code judge}. */
  public record Config(
      @Doc("weights of a lenet5 as 'snn run --save' writes them; empty: those for MNIST digits")
          String checkpoint,
      @Doc("from score to pixel; auto: sigmoid") Link link) {}

  @Override
  public String name() {
    return "judge";
  }

  @Override
  public Config defaults() {
    return new Config("", Link.AUTO);
  }

  @Override
  public String description() {
    return "share of reconstructed images that a LeNet-5 takes for their class";
  }

  @Override
  public String citation() {
    return "arXiv:2106.01177, section 4; doi:10.1109/5.726791";
  }

  @Override
  public Metric create(Config config, BuildContext context) {
    DatasetInfo data = context.dataset();
    if (data.targetWidth() == 0 || data.classes() == 0) {
      throw new IllegalArgumentException(
          "judge looks at reconstructed images of known class, and '%s' has no such targets. Set dataset.target to image."
              .formatted(data.name()));
    }
    Plane image = new Plane(1, data.targets() / data.targetWidth(), data.targetWidth());
    ConvolutionalNet net =
        new ConvolutionalNet(new LeNet5().defaults(), image, data.classes(), context);
    // In the checkpoint of a network they are those of its decoder.
    List<Parameter> parameters =
        net.parameters().stream().map(p -> p.named("decoder." + p.name())).toList();
    if (config.checkpoint().isBlank()) {
      readDigits(data, parameters);
    } else {
      readOwn(config.checkpoint(), context, parameters);
    }
    return new Judging(net, config.link().on(data));
  }

  private static void readDigits(DatasetInfo data, List<Parameter> parameters) {
    if (data.name().equals("fashion-mnist")) {
      throw new IllegalArgumentException(
          "the built-in judge knows digits only. Train one for '%s' and give its weights as checkpoint."
              .formatted(data.name()));
    }
    try (InputStream in = Judge.class.getResourceAsStream(DIGITS)) {
      Checkpoint.read("the built-in judge for images of 28 x 28", in, parameters);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static void readOwn(String given, BuildContext context, List<Parameter> parameters) {
    Path file =
        Stream.concat(Stream.of(Path.of("")), context.data().folders().stream())
            .map(folder -> folder.resolve(given))
            .filter(Files::isRegularFile)
            .findFirst()
            .orElseThrow(
                () ->
                    new BadDataException(
                        "checkpoint: there is no file '%s', here or in the data home. Write one with 'snn run --save FILE'."
                            .formatted(given)));
    try (InputStream in = Files.newInputStream(file)) {
      Checkpoint.read(file.toString(), in, parameters);
    } catch (IOException e) {
      throw new BadDataException("checkpoint: " + file + " cannot be read.");
    }
  }

  private record Judging(ConvolutionalNet net, Link link) implements Metric {
    @Override
    public Sum start() {
      return new Count(this);
    }

    @Override
    public String unit() {
      return "fraction";
    }

    @Override
    public boolean higherIsBetter() {
      return true;
    }
  }

  private static final class Count implements Metric.Sum {
    private final Judging judging;
    private final Arena arena = Arena.recycling();
    private long right;
    private long all;

    Count(Judging judging) {
      this.judging = judging;
    }

    @Override
    public void add(Tensor prediction, Samples targets) {
      arena.reset();
      Pass base = Pass.hard();
      Pass pass = new Pass(false, base.spiking(), base.parallel(), arena, 0, null, 0);
      Tensor images = arena.tensor(prediction.steps(), prediction.batch(), prediction.size());
      for (int r = 0; r < images.rows().length; r++) {
        for (int k = 0; k < images.size(); k++) {
          images.rows()[r][k] = (float) judging.link().apply(prediction.rows()[r][k]);
        }
      }
      Tensor scores = judging.net().scores(images, pass);
      for (int t = 0; t < scores.steps(); t++) {
        for (int b = 0; b < scores.batch(); b++) {
          right += best(scores.row(t, b), targets.ids()[b]) == targets.labels()[b] ? 1 : 0;
          all++;
        }
      }
    }

    private static int best(float[] scores, long id) {
      int best = 0;
      for (int c = 0; c < scores.length; c++) {
        if (Float.isNaN(scores[c])) {
          throw new ArithmeticException("the reconstruction of example " + id + " has a NaN");
        }
        best = scores[c] > scores[best] ? c : best;
      }
      return best;
    }

    @Override
    public double value() {
      return all == 0 ? Double.NaN : (double) right / all;
    }
  }
}
