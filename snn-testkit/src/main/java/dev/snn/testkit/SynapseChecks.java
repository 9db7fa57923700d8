package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.plugin.Value;
import dev.snn.api.synapse.Plasticity;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.random.RandomGenerator;

/** Plasticity: weights stay within their bounds, and a change is a function of its arguments. */
final class SynapseChecks {
  private static final int EVENTS = 1_000_000;
  private static final int TRAIN = 1_000;
  private static final int DRAWS = 1_000;

  private final Subject subject;

  private SynapseChecks(Subject subject) {
    this.subject = subject;
  }

  static List<ContractCheck> of(Subject subject) {
    SynapseChecks c = new SynapseChecks(subject);
    return List.of(
        new ContractCheck("parameters", c::parameters),
        new ContractCheck("weights within [0, w_max]", c::bounds),
        new ContractCheck("a rate of 0 changes nothing", c::noRate),
        new ContractCheck("a change depends on its arguments only", c::purity),
        new ContractCheck("determinism", c::determinism),
        new ContractCheck("NaN is not hidden", c::nan));
  }

  private Plasticity make() {
    return subject.create(Plasticity.class, subject.context(4));
  }

  private String parameters() {
    Plasticity rule = make();
    if (!rule.isPlastic()) {
      return "never changes";
    }
    require(
        rule.wMax() > 0 && Double.isFinite(rule.wMax()),
        "wMax() is %s, not a finite number above 0",
        rule.wMax());
    draws("etaPlus", rule.etaPlus());
    draws("etaMinus", rule.etaMinus());
    require(draws("tauPlus", rule.tauPlus()) > 0, "the mean of tauPlus() is not above 0");
    require(draws("tauMinus", rule.tauMinus()) > 0, "the mean of tauMinus() is not above 0");
    require(rule.homeostasis() != null, "homeostasis() is null");
    return "w_max " + rule.wMax();
  }

  /** Returns the mean. */
  private static double draws(String name, Value value) {
    require(value != null, "%s() is null", name);
    RandomGenerator random = Examples.stream(name);
    for (int k = 0; k < DRAWS; k++) {
      double x = value.draw(random);
      require(Double.isFinite(x), "a draw of %s() is %s", name, x);
    }
    return value.mean();
  }

  /** Trains of spikes with the rates and time constants of the rule, and with larger rates. */
  private String bounds() {
    Plasticity rule = make();
    if (!rule.isPlastic()) {
      return "never changes";
    }
    RandomGenerator random = Examples.stream("events");
    float most = (float) rule.wMax();
    float least = most;
    float largest = 0;
    boolean moved = false;
    for (int k = 0; k < EVENTS; k += TRAIN) {
      Train train = new Train(rule, k / TRAIN, random);
      for (int e = 0; e < TRAIN; e++) {
        float before = train.w;
        boolean post = random.nextBoolean();
        train.next(post);
        if (!(train.w >= 0 && train.w <= most)) {
          throw new ContractViolation(
              "%s makes %s of a weight of %s: not in [0, %s]"
                  .formatted(train.event(post), train.w, before, most));
        }
        moved |= train.w != before;
        least = Math.min(least, train.w);
        largest = Math.max(largest, train.w);
      }
    }
    require(moved, "isPlastic() is true, but none of %d spikes changed a weight", EVENTS);
    return String.format(Locale.ROOT, "%d spikes, from %.3g to %.3g", EVENTS, least, largest);
  }

  /** One synapse and the spikes on both sides of it. */
  private static final class Train {
    private final Plasticity rule;
    private final float etaPlus;
    private final float etaMinus;
    private final double keepX;
    private final double keepY;
    private double x;
    private double y;
    float w;

    /** Begins at 0, at the bound and in between; every other train learns fast. */
    Train(Plasticity rule, int number, RandomGenerator random) {
      this.rule = rule;
      boolean fast = number % 2 == 1;
      etaPlus = fast ? 2 * random.nextFloat() : rate(rule.etaPlus(), random);
      etaMinus = fast ? 2 * random.nextFloat() : rate(rule.etaMinus(), random);
      keepX = Math.exp(-1 / Math.max(0.1, rule.tauPlus().draw(random)));
      keepY = Math.exp(-1 / Math.max(0.1, rule.tauMinus().draw(random)));
      float most = (float) rule.wMax();
      w = number % 3 == 0 ? 0 : number % 3 == 1 ? most : most * random.nextFloat();
    }

    private static float rate(Value value, RandomGenerator random) {
      return (float) Math.max(0, value.draw(random));
    }

    void next(boolean post) {
      x *= keepX;
      y *= keepY;
      if (post) {
        w = rule.afterPost(w, etaPlus, (float) x);
        y++;
      } else {
        w = rule.afterPre(w, etaMinus, (float) y);
        x++;
      }
    }

    /** The event just gone by; its own spike is in the other trace. */
    String event(boolean post) {
      return post
          ? "afterPost with a rate of %s and a trace of %s".formatted(etaPlus, (float) x)
          : "afterPre with a rate of %s and a trace of %s".formatted(etaMinus, (float) y);
    }
  }

  private String noRate() {
    Plasticity rule = make();
    float most = most(rule);
    for (int k = 0; k <= 100; k++) {
      float w = most * k / 100;
      for (float trace : new float[] {0, 0.5f, 3}) {
        float post = rule.afterPost(w, 0, trace);
        float pre = rule.afterPre(w, 0, trace);
        require(post == w, "afterPost with a rate of 0 makes %s of %s", post, w);
        require(pre == w, "afterPre with a rate of 0 makes %s of %s", pre, w);
      }
    }
    return "unchanged";
  }

  private static float most(Plasticity rule) {
    return rule.isPlastic() ? (float) rule.wMax() : 1;
  }

  private String purity() {
    Plasticity rule = make();
    float[] forth = changes(rule, false);
    require(
        Arrays.equals(changes(rule, true), forth),
        "the same weights, rates and traces give other weights when they come in another order");
    return forth.length + " changes";
  }

  private String determinism() {
    Plasticity one = make();
    Plasticity other = make();
    require(Arrays.equals(changes(other, false), changes(one, false)), "two made differ");
    if (one.isPlastic()) {
      List<Value> values = List.of(one.etaPlus(), one.etaMinus(), one.tauPlus(), one.tauMinus());
      require(
          values.equals(
              List.of(other.etaPlus(), other.etaMinus(), other.tauPlus(), other.tauMinus())),
          "two made have other rates or time constants");
    }
    return "equal";
  }

  /** The same changes in one order or the other, each at its place. */
  private static float[] changes(Plasticity rule, boolean backwards) {
    RandomGenerator random = Examples.stream("changes");
    float most = most(rule);
    float[][] arguments = new float[2 * DRAWS][];
    for (int k = 0; k < arguments.length; k++) {
      arguments[k] =
          new float[] {most * random.nextFloat(), random.nextFloat(), 2 * random.nextFloat()};
    }
    float[] out = new float[arguments.length];
    for (int n = 0; n < out.length; n++) {
      int k = backwards ? out.length - 1 - n : n;
      float[] a = arguments[k];
      out[k] = k % 2 == 0 ? rule.afterPost(a[0], a[1], a[2]) : rule.afterPre(a[0], a[1], a[2]);
    }
    return out;
  }

  private String nan() {
    Plasticity rule = make();
    require(Float.isNaN(rule.afterPost(Float.NaN, 0.1f, 1)), "afterPost of NaN is a number");
    require(Float.isNaN(rule.afterPre(Float.NaN, 0.1f, 1)), "afterPre of NaN is a number");
    return "kept";
  }
}
