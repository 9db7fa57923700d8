package dev.snn.testkit;

import dev.snn.api.tensor.Tensor;
import java.io.BufferedReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Numbers that another program computed, for tests to compare with: a text of lines {@code CASE
 * NAME VALUE VALUE ...}, with the script that made it beside it.
 */
public final class PeerValues {
  private final Map<String, Map<String, float[]>> cases;

  private PeerValues(Map<String, Map<String, float[]>> cases) {
    this.cases = cases;
  }

  /**
   * Reads a resource.
   *
   * @param test a class in whose package it lies
   * @param file its name, such as {@code peer.txt}
   */
  public static PeerValues read(Class<?> test, String file) {
    Map<String, Map<String, float[]>> cases = new LinkedHashMap<>();
    try (InputStream in = test.getResourceAsStream(file)) {
      if (in == null) {
        throw new FileNotFoundException(file + " beside " + test.getName());
      }
      BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        String[] words = line.split(" ");
        float[] values = new float[words.length - 2];
        for (int k = 0; k < values.length; k++) {
          values[k] = Float.parseFloat(words[k + 2]);
        }
        cases.computeIfAbsent(words[0], k -> new LinkedHashMap<>()).put(words[1], values);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new PeerValues(cases);
  }

  /** The arrays of a case by name; a case that is not there is a mistake of the test. */
  public Map<String, float[]> of(String name) {
    Map<String, float[]> values = cases.get(name);
    if (values == null) {
      throw new IllegalArgumentException(
          "no case '%s'; there are %s".formatted(name, cases.keySet()));
    }
    return values;
  }

  /** Values {@code [T x B x N]}, row by row. */
  public static Tensor tensor(float[] values, int steps, int batch) {
    int size = values.length / (steps * batch);
    Tensor tensor = Tensor.zeros(steps, batch, size);
    for (int r = 0; r < tensor.rows().length; r++) {
      System.arraycopy(values, r * size, tensor.rows()[r], 0, size);
    }
    return tensor;
  }
}
