package dev.snn.testkit;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.random.Seed;
import dev.snn.api.random.Stream;
import dev.snn.api.search.Candidate;
import dev.snn.api.search.Search;
import dev.snn.api.search.SearchPlugin;
import dev.snn.api.search.Space;
import dev.snn.api.search.Told;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class BrokenSearchesTest {
  public record Config() {}

  public record Made(Supplier<Search> maker) implements SearchPlugin<Config> {
    @Override
    public String name() {
      return "test.search";
    }

    @Override
    public Config defaults() {
      return new Config();
    }

    @Override
    public Search create(Config config, BuildContext context) {
      return maker.get();
    }
  }

  private static Candidate at(Space space, long seed, int k) {
    return space.at(new Seed(seed).stream("candidate-" + k).doubles(space.coordinates()).toArray());
  }

  private static void assertCaught(String check, Supplier<Search> maker, String... detail) {
    Caught.by(check, Family.SEARCH, new Made(maker), detail);
  }

  @Test
  void outsideOfTheSpace() {
    Search outside =
        (space, told) -> {
          Map<String, Object> values = new HashMap<>(at(space, 1, told.size()).values());
          values.put("real", 5.5);
          return new Candidate(values);
        };
    assertCaught("candidates are of the space", () -> outside, "proposal 1", "not of the space");
  }

  @Test
  void aStreamThatGoesOn() {
    assertCaught(
        "goes on from what it is told",
        () -> {
          Stream stream = new Seed(1).stream("all");
          return (space, told) -> space.at(stream.doubles(space.coordinates()).toArray());
        },
        "told 1 results, a fresh search proposes");
  }

  @Test
  void noSeed() {
    long[] made = {0};
    assertCaught(
        "determinism",
        () -> {
          long seed = made[0]++;
          return (space, told) -> at(space, seed, told.size());
        },
        "two made from one seed");
  }

  @Test
  void aListThatIsChanged() {
    Search sorting =
        (space, told) -> {
          try {
            told.clear();
          } catch (UnsupportedOperationException e) {
            return at(space, 1, told.size());
          }
          return at(space, 1, 0);
        };
    assertCaught("what it is told is left alone", () -> sorting, "propose changes the list");
  }

  @Test
  void helplessWithoutResults() {
    Search greedy =
        (space, told) -> {
          double best = told.stream().mapToDouble(Told::objective).min().orElse(0);
          if (Double.isNaN(best)) {
            throw new IllegalStateException("no best");
          }
          return at(space, 1, told.size());
        };
    assertCaught("runs without a result", () -> greedy, "no best");
  }

  @Test
  void falseIndependence() {
    Search search =
        new Search() {
          @Override
          public Candidate propose(Space space, List<Told> told) {
            double sum = told.stream().mapToDouble(Told::objective).sum();
            return at(space, Double.doubleToLongBits(sum), told.size());
          }

          @Override
          public boolean independent() {
            return true;
          }
        };
    assertCaught("independence is what it says", () -> search, "proposal 2 depends on the results");
  }
}
