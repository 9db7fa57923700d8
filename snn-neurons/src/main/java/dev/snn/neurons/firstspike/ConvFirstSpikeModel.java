package dev.snn.neurons.firstspike;

import dev.snn.api.layer.LocalLearning;
import dev.snn.api.layer.Parameter;
import dev.snn.api.layer.Synapses;
import dev.snn.api.layer.Window;
import dev.snn.api.tensor.Spikes;
import dev.snn.api.tensor.SpikesBuilder;
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
    Taps.Reached reached = new Taps.Reached(taps, threshold.now());
    Firing firing = new Firing(taps.out().size());
    for (int t = 0; t < input.steps(); t++) {
      input.forEach(t, example, (line, spikes) -> taps.add(line, spikes, v, null, reached));
      if (inhibition) {
        strongest(v, reached, firing);
      } else if (reached.few()) {
        crossed(v, reached, firing);
      } else {
        all(v, reached, firing);
      }
      firing.moveTo(lane, t);
      reached.clear();
    }
  }

  /** The strongest map of a place spikes, and the place is closed. */
  private void strongest(float[] v, Taps.Reached reached, Firing firing) {
    for (int k = 0; k < reached.count(); k++) {
      int place = reached.get(k);
      int map = taps.strongest(v, place, reached.threshold());
      if (map >= 0) {
        taps.close(v, place);
        firing.add(map * taps.places() + place);
      }
    }
  }

  private void all(float[] v, Taps.Reached reached, Firing firing) {
    for (int k = 0; k < reached.count(); k++) {
      for (int map = 0; map < taps.maps(); map++) {
        fire(v, reached.get(k), map, reached.threshold(), firing);
      }
    }
  }

  private void crossed(float[] v, Taps.Reached reached, Firing firing) {
    for (int k = 0; k < reached.crossings(); k++) {
      fire(v, reached.placeOf(k), reached.mapOf(k), reached.threshold(), firing);
    }
  }

  private void fire(float[] v, int place, int map, float needed, Firing firing) {
    int at = place * taps.maps() + map;
    if (v[at] >= needed) {
      v[at] = Float.NEGATIVE_INFINITY;
      firing.add(map * taps.places() + place);
    }
  }
}
