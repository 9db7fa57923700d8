package dev.snn.neurons.firstspike;

import dev.snn.api.layer.LocalLearning;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Synapses;
import dev.snn.api.layer.Window;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** {@link ConvFirstSpike} at work. A membrane of minus infinity spikes no more. */
final class ConvFirstSpikeModel extends FirstSpikes {
  private final Taps taps;
  private final Threshold threshold;
  private final boolean inhibition;
  private final Competition competition;

  ConvFirstSpikeModel(Taps taps, ConvFirstSpike.Config config) {
    super("conv-first-spike", taps.in(), taps.out());
    this.taps = taps;
    this.threshold = new Threshold(config.threshold(), config.scaleThreshold(), taps.weight());
    this.inhibition = config.inhibition();
    this.competition = new Competition(taps, threshold, config.winners(), config.radius());
  }

  @Override
  String variable() {
    return "v";
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(taps.weight());
  }

  @Override
  public Optional<LocalLearning> localLearning() {
    return Optional.of(competition);
  }

  @Override
  public Optional<List<Synapses>> synapses() {
    return Optional.of(List.of(new Synapses(taps.weight(), Synapses.Source.INPUT, taps::perLine)));
  }

  @Override
  public Optional<Window> window() {
    return Optional.of(new Window(taps.kernel(), 1));
  }

  @Override
  void walk(Spikes input, int example, float[] v, SpikesBuilder.Lane lane) {
    Taps.Reached reached = new Taps.Reached(taps.places());
    int[] fired = new int[taps.out().size()];
    float needed = threshold.now();
    for (int t = 0; t < input.steps(); t++) {
      input.forEach(t, example, (line, spikes) -> taps.add(line, spikes, v, null, reached));
      int count = 0;
      for (int k = 0; k < reached.count(); k++) {
        count =
            inhibition
                ? one(v, needed, reached.get(k), fired, count)
                : all(v, needed, reached.get(k), fired, count);
      }
      Arrays.sort(fired, 0, count);
      lane.addAll(t, fired, 0, count);
      reached.clear();
    }
  }

  /** The strongest map of a place spikes, and the place is closed. */
  private int one(float[] v, float needed, int place, int[] fired, int count) {
    int map = taps.strongest(v, place, needed);
    if (map < 0) {
      return count;
    }
    taps.close(v, place);
    fired[count] = map * taps.places() + place;
    return count + 1;
  }

  private int all(float[] v, float needed, int place, int[] fired, int count) {
    int n = count;
    int at = place * taps.maps();
    for (int map = 0; map < taps.maps(); map++) {
      if (v[at + map] >= needed) {
        v[at + map] = Float.NEGATIVE_INFINITY;
        fired[n++] = map * taps.places() + place;
      }
    }
    return n;
  }
}
