package dev.snn.nir.graph;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The primitives of NIR (Pedersen et al. 2024, doi:10.1038/s41467-024-52259-9, table 1) with the
 * names of their parameters in the file. Times are in seconds.
 *
 * <pre>
 *   I        dv/dt = r i                                        v goes on
 *   LI       tau dv/dt = (v_leak - v) + r i                     v goes on
 *   IF       dv/dt = r i                                        fires where v &gt; v_threshold
 *   LIF      tau dv/dt = (v_leak - v) + r i                     fires where v &gt; v_threshold
 *   CubaLI   tau_syn di/dt = -i + w_in x, tau_mem dv/dt = (v_leak - v) + r i
 *   CubaLIF  the same                                           fires where v &gt; v_threshold
 * </pre>
 */
public enum Primitive {
  INPUT("Input", "shape", ""),
  OUTPUT("Output", "shape", ""),
  AFFINE("Affine", "weight bias", ""),
  LINEAR("Linear", "weight", ""),
  SCALE("Scale", "scale", ""),
  CONV1D("Conv1d", "weight stride padding dilation groups", "input_shape bias"),
  CONV2D("Conv2d", "weight stride padding dilation groups", "input_shape bias"),
  SUM_POOL("SumPool2d", "kernel_size stride padding", ""),
  AVG_POOL("AvgPool2d", "kernel_size stride padding", ""),
  FLATTEN("Flatten", "start_dim end_dim", ""),
  DELAY("Delay", "delay", ""),
  THRESHOLD("Threshold", "threshold", ""),
  I("I", "r", ""),
  LI("LI", "tau r v_leak", ""),
  IF("IF", "r v_threshold", "v_reset"),
  LIF("LIF", "tau r v_leak v_threshold", "v_reset"),
  CUBA_LI("CubaLI", "tau_syn tau_mem r v_leak", "w_in"),
  CUBA_LIF("CubaLIF", "tau_syn tau_mem r v_leak v_threshold", "w_in v_reset"),
  GRAPH("NIRGraph", "", "");

  /** Parameters that writers may add to any node and that say nothing new. */
  private static final List<String> EVERYWHERE = List.of("input_type", "output_type");

  /** Times, in seconds. */
  private static final List<String> TIMES = List.of("tau", "tau_syn", "tau_mem", "delay");

  private final String id;
  private final List<String> required;
  private final List<String> optional;

  Primitive(String id, String required, String optional) {
    this.id = id;
    this.required = words(required);
    this.optional = words(optional);
  }

  private static List<String> words(String text) {
    return text.isEmpty() ? List.of() : List.of(text.split(" "));
  }

  /** Its name in files. */
  public String id() {
    return id;
  }

  /** The primitive with this name. */
  public static Optional<Primitive> of(String id) {
    return Stream.of(values()).filter(p -> p.id.equals(id)).findFirst();
  }

  /** All names. */
  public static List<String> ids() {
    return Stream.of(values()).map(Primitive::id).toList();
  }

  /** Parameters it must have. */
  public List<String> required() {
    return required;
  }

  /** All parameters that mean something to it. */
  public List<String> known() {
    return Stream.concat(required.stream(), optional.stream()).toList();
  }

  /** Whether a file may hold this parameter. */
  public boolean allows(String parameter) {
    return known().contains(parameter) || EVERYWHERE.contains(parameter);
  }

  /** The unit of a parameter; empty where it has none. */
  public static String unit(String parameter) {
    return TIMES.contains(parameter) ? "s" : "";
  }

  /** True of neurons: those that keep a membrane from step to step. */
  public boolean isNeuron() {
    return switch (this) {
      case I, LI, IF, LIF, CUBA_LI, CUBA_LIF -> true;
      default -> false;
    };
  }

  /** True of products with weights. */
  public boolean isProduct() {
    return switch (this) {
      case AFFINE, LINEAR, CONV1D, CONV2D -> true;
      default -> false;
    };
  }

  /** True of neurons that fire. */
  public boolean fires() {
    return this == IF || this == LIF || this == CUBA_LIF;
  }

  /** True where a cycle may pass: what goes in comes out in a later step, or through a membrane. */
  public boolean holds() {
    return isNeuron() || this == DELAY;
  }
}
