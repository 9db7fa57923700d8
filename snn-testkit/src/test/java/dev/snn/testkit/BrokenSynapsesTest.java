package dev.snn.testkit;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.Value;
import dev.snn.api.synapse.Plasticity;
import dev.snn.api.synapse.SynapsePlugin;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Multiplicative plasticity with one mistake at a time. */
class BrokenSynapsesTest {
  public record Config() {}

  public static final class Broken implements SynapsePlugin<Config> {
    private final Set<String> mistakes;
    private int made;

    public Broken() {
      this.mistakes = Set.of();
    }

    Broken(String mistake) {
      this.mistakes = Set.of(mistake);
    }

    @Override
    public String name() {
      return "test.synapse";
    }

    @Override
    public Config defaults() {
      return new Config();
    }

    @Override
    public Plasticity create(Config config, BuildContext context) {
      made++;
      return new Rule(mistakes, mistakes.contains("counts") ? made : 1);
    }
  }

  private static final class Rule implements Plasticity {
    private final Set<String> mistakes;
    private final double wMax = 0.8;
    private final float speed;
    private int calls;

    Rule(Set<String> mistakes, int number) {
      this.mistakes = mistakes;
      this.speed = 1f / number;
    }

    private boolean has(String mistake) {
      return mistakes.contains(mistake);
    }

    @Override
    public double wMax() {
      return has("unbounded") ? Double.POSITIVE_INFINITY : wMax;
    }

    @Override
    public Value etaPlus() {
      return Value.of(0.01);
    }

    @Override
    public Value etaMinus() {
      return Value.of(0.01);
    }

    @Override
    public Value tauPlus() {
      return has("timeless") ? Value.of(0) : Value.of(20);
    }

    @Override
    public Value tauMinus() {
      return Value.of(20);
    }

    @Override
    public float afterPost(float w, float etaPlus, float xPre) {
      calls++;
      if (has("still")) {
        return w;
      }
      float tired = has("remembers") ? 1f / calls : speed;
      return cut(w + tired * etaPlus * ((float) wMax - w) * xPre + (has("creeps") ? 1e-4f : 0));
    }

    @Override
    public float afterPre(float w, float etaMinus, float yPost) {
      if (has("still")) {
        return w;
      }
      return has("sinks") ? w - etaMinus * yPost : cut(w - speed * etaMinus * w * yPost);
    }

    private float cut(float w) {
      return has("hides") && !(w >= 0) ? 0 : Math.max(0, Math.min((float) wMax, w));
    }
  }

  private static void assertCaught(String check, String mistake, String... detail) {
    Caught.by(check, Family.SYNAPSE, new Broken(mistake), detail);
  }

  @Test
  void eachMistakeIsCaughtByItsCheck() {
    assertCaught("parameters", "unbounded", "wMax() is Infinity");
    assertCaught("parameters", "timeless", "the mean of tauPlus() is not above 0");
    assertCaught(
        "weights within [0, w_max]", "sinks", "afterPre with a rate of", "not in [0, 0.8]");
    assertCaught("weights within [0, w_max]", "still", "none of 1000000 spikes changed a weight");
    assertCaught("a rate of 0 changes nothing", "creeps", "afterPost with a rate of 0 makes");
    assertCaught("a change depends on its arguments only", "remembers", "in another order");
    assertCaught("determinism", "counts", "two made differ");
    assertCaught("NaN is not hidden", "hides", "afterPost of NaN is a number");
  }

  @Test
  void aRuleWithoutMistakesPasses() {
    Caught.nothing(Family.SYNAPSE, new Broken());
  }
}
