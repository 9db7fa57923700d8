package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.layer.Parameter;
import dev.snn.api.neuron.State;
import dev.snn.api.tensor.Signal;
import dev.snn.api.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Copies of everything a pass produced, by name, to be compared with those of another pass. */
final class Snapshot {
  private final Map<String, Tensor> perExample = new LinkedHashMap<>();
  private final Map<String, Tensor> shared = new LinkedHashMap<>();

  /** Keeps a signal; null is kept out. */
  Snapshot put(String name, Signal signal) {
    if (signal != null) {
      perExample.put(name, signal.toTensor().copy());
    }
    return this;
  }

  Snapshot put(String name, State state) {
    if (state != null) {
      for (int k = 0; k < state.names().size(); k++) {
        perExample.put(name + "." + state.names().get(k), tensor(state.values()[k]));
      }
    }
    return this;
  }

  /** Keeps the gradients. */
  Snapshot putGradients(List<Parameter> parameters) {
    for (Parameter p : parameters) {
      shared.put("gradient of " + p.name(), tensor(p.gradient()));
    }
    return this;
  }

  /** Keeps the values. */
  Snapshot putValues(List<Parameter> parameters) {
    for (Parameter p : parameters) {
      shared.put(p.name(), tensor(p.value()));
    }
    return this;
  }

  Snapshot put(String name, float[] values) {
    if (values != null) {
      shared.put(name, tensor(new float[][] {values}));
    }
    return this;
  }

  Snapshot putRows(String name, float[][] rows) {
    if (rows != null) {
      shared.put(name, tensor(rows));
    }
    return this;
  }

  Tensor get(String name) {
    return perExample.get(name);
  }

  private static Tensor tensor(float[][] rows) {
    int size = 0;
    for (float[] row : rows) {
      size = Math.max(size, row.length);
    }
    return new Tensor(1, rows.length, size, rows).copy();
  }

  /** What belongs to example {@code b}; parameters are left out. */
  Snapshot example(int b) {
    Snapshot out = new Snapshot();
    perExample.forEach(
        (name, x) -> {
          float[][] rows = new float[x.steps()][];
          for (int t = 0; t < rows.length; t++) {
            rows[t] = x.row(t, b);
          }
          out.perExample.put(name, new Tensor(x.steps(), 1, x.size(), rows));
        });
    return out;
  }

  /** Fails where a bit differs. */
  void requireSame(Snapshot other, String when) {
    compare(other, when, 0);
  }

  /** Fails where a value differs by more than {@code tolerance * max(1, |value|)}. */
  double requireClose(Snapshot other, String when, double tolerance) {
    return compare(other, when, tolerance);
  }

  private double compare(Snapshot other, String when, double tolerance) {
    require(
        perExample.keySet().equals(other.perExample.keySet())
            && shared.keySet().equals(other.shared.keySet()),
        "%s: results are %s %s and %s %s",
        when,
        perExample.keySet(),
        shared.keySet(),
        other.perExample.keySet(),
        other.shared.keySet());
    double worst = 0;
    for (var entry : perExample.entrySet()) {
      Tensor b = other.perExample.get(entry.getKey());
      worst = Math.max(worst, compare(entry.getKey(), entry.getValue(), b, when, tolerance));
    }
    for (var entry : shared.entrySet()) {
      Tensor b = other.shared.get(entry.getKey());
      worst = Math.max(worst, compare(entry.getKey(), entry.getValue(), b, when, tolerance));
    }
    return worst;
  }

  private static double compare(String name, Tensor a, Tensor b, String when, double tolerance) {
    require(a.toString().equals(b.toString()), "%s: %s is %s and %s", when, name, a, b);
    double worst = 0;
    for (int t = 0; t < a.steps(); t++) {
      for (int e = 0; e < a.batch(); e++) {
        for (int n = 0; n < a.size(); n++) {
          float x = a.get(t, e, n);
          float y = b.get(t, e, n);
          double error = x == y ? 0 : Math.abs((double) x - y) / Math.max(1, Math.abs((double) x));
          boolean same =
              tolerance == 0
                  ? Float.floatToIntBits(x) == Float.floatToIntBits(y)
                  : error <= tolerance || (Float.isNaN(x) && Float.isNaN(y));
          require(
              same,
              "%s: %s differs at step %d, example (or row) %d, unit %d: %s and %s",
              when,
              name,
              t,
              e,
              n,
              x,
              y);
          worst = Math.max(worst, error);
        }
      }
    }
    return worst;
  }
}
