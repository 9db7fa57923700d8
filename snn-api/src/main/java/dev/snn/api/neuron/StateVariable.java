package dev.snn.api.neuron;

import dev.snn.api.plugin.Check;

/**
 * A state variable of a {@link StateNeuron}: its name, where every example starts, and what a spike
 * does to it. Made by {@link #named} and the methods that return a changed copy:
 *
 * <pre>
 *   StateVariable.named("v").startingAt(-65).setTo(-65)       v = (1 - s) h + s (-65)
 *   StateVariable.named("u").startingAt(-13).plus(8)          u = h + 8 s
 *   StateVariable.named("i")                                  i = h
 * </pre>
 */
public final class StateVariable {
  private static final float[] NOTHING = {};

  private final String name;
  private final float[] initial;
  private final float[] target;
  private final float[] jump;
  private final boolean detached;
  private final float raise;

  private StateVariable(
      String name, float[] initial, float[] target, float[] jump, boolean detached, float raise) {
    this.name = name;
    this.initial = initial;
    this.target = target;
    this.jump = jump;
    this.detached = detached;
    this.raise = raise;
  }

  /** A variable that starts at 0 and that a spike leaves as it is. */
  public static StateVariable named(String name) {
    return new StateVariable(name, new float[] {0}, NOTHING, NOTHING, false, 0);
  }

  /**
   * One that starts at this value.
   *
   * @param value one for all neurons, or one for each
   */
  public StateVariable startingAt(float... value) {
    return new StateVariable(name, finite("initial", value), target, jump, detached, raise);
  }

  /**
   * One that a spike s sets to a value: {@code (1 - s) h + s value}.
   *
   * @param value one for all neurons, or one for each
   */
  public StateVariable setTo(float... value) {
    return new StateVariable(name, initial, finite("reset", value), NOTHING, detached, raise);
  }

  /**
   * One to which a spike s adds a value: {@code h + s value}. Minus the threshold is a reset by
   * subtraction.
   *
   * @param value one for all neurons, or one for each
   */
  public StateVariable plus(float... value) {
    return new StateVariable(name, initial, NOTHING, finite("jump", value), detached, raise);
  }

  /** One with no gradient from what a spike does to it to the spike, where true. */
  public StateVariable detached(boolean yes) {
    return new StateVariable(name, initial, target, jump, yes, raise);
  }

  /**
   * One that raises the threshold by {@code factor} times its value after the charge, as an
   * adaptation does.
   */
  public StateVariable raisingThreshold(double factor) {
    Check.finite(name + ": factor of the threshold", factor);
    return new StateVariable(name, initial, target, jump, detached, (float) factor);
  }

  private float[] finite(String what, float[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException(name + " needs a value for its " + what);
    }
    for (float value : values) {
      Check.finite(name + ": " + what, value);
    }
    return values.clone();
  }

  /** Its name in states, checkpoints and error texts. */
  public String name() {
    return name;
  }

  boolean isSet() {
    return target.length > 0;
  }

  boolean isMoved() {
    return jump.length > 0;
  }

  boolean isDetached() {
    return detached;
  }

  float raise() {
    return raise;
  }

  /** One initial value per neuron. */
  float[] initial(int size) {
    return each("initial", initial, size);
  }

  /** One value per neuron: what a spike sets it to, or adds to it; zeros where it does neither. */
  float[] value(int size) {
    return isSet()
        ? each("reset", target, size)
        : isMoved() ? each("jump", jump, size) : new float[size];
  }

  private float[] each(String what, float[] values, int size) {
    if (values.length == size) {
      return values.clone();
    }
    if (values.length != 1) {
      throw new IllegalArgumentException(
          "%s has %d values for its %s, and there are %d neurons"
              .formatted(name, values.length, what, size));
    }
    float[] all = new float[size];
    java.util.Arrays.fill(all, values[0]);
    return all;
  }
}
