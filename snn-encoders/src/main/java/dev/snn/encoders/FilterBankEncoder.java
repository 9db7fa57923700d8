package dev.snn.encoders;

import dev.snn.api.codec.Encoder;
import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.data.Samples;
import dev.snn.api.neuron.Pass;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.tensor.Tensor;

/**
 * A bank of mel filters, as a coarse cochlea: sound pressure in, one current per band out, {@code
 * [T x B x channels]} with T the length of the sound. Every {@code hop} ms a frame of {@code
 * window} ms is weighted with a Hann window and Fourier transformed; band c sums the power spectrum
 * under a triangle, equally spaced in mel ({@code 2595 log10(1 + f/700)}, O'Shaughnessy 1987) from
 * low to high; {@code i = max(0, 1 + (dB - loudest dB of the example) / range)}. A frame's values
 * are held for its hop.
 */
public final class FilterBankEncoder implements EncoderPlugin<FilterBankEncoder.Config> {

  /** Options of the filter bank. */
  public record Config(
      @Doc("samples per second of the sound") double sampleRate,
      @Doc("bands, and lines of the code") int channels,
      @Doc("lower end of the lowest band, Hz") double low,
      @Doc("upper end of the highest band, Hz; at most half the sample rate") double high,
      @Doc("length of a frame, ms") double window,
      @Doc("time between two frames, ms") double hop,
      @Doc("decibels below the loudest band and frame at which a value is 0") double range) {

    /** Checks the values. */
    public Config {
      Check.positive("sample_rate", sampleRate);
      Check.atLeastOne("channels", channels);
      Check.notNegative("low", low);
      Check.between("high", high, low, sampleRate / 2);
      Check.positive("window", window);
      Check.positive("hop", hop);
      Check.positive("range", range);
    }
  }

  @Override
  public String name() {
    return "filter-bank";
  }

  @Override
  public String description() {
    return "sound as the loudness of mel bands, a current per band";
  }

  @Override
  public Config defaults() {
    return new Config(8000, 32, 100, 3800, 25, 10, 50);
  }

  @Override
  public Encoder create(Config config, BuildContext context) {
    int samples = Need.values(name(), context);
    double ms = samples * 1000.0 / config.sampleRate();
    int steps = (int) Math.max(1, Math.round(ms / context.dt()));
    return new Bank(steps, config, new MelBank(config, samples), context.dt());
  }

  private record Bank(int steps, Config config, MelBank bank, double dt) implements Encoder {
    @Override
    public int outputSize() {
      return config.channels();
    }

    @Override
    public Tensor encode(Samples samples, Pass pass) {
      float[][] sounds = Need.rows("filter-bank", samples, bank.samples());
      int batch = sounds.length;
      float[][] rows = new float[steps * batch][];
      pass.parallel()
          .forEachBlock(
              batch,
              (block, from, to) -> {
                for (int b = from; b < to; b++) {
                  float[][] frames = bank.loudness(sounds[b]);
                  for (int t = 0; t < steps; t++) {
                    int frame = (int) (t * dt / config.hop());
                    rows[t * batch + b] = frames[Math.min(frame, frames.length - 1)];
                  }
                }
              });
      return new Tensor(steps, batch, config.channels(), rows);
    }
  }
}
