package dev.snn.neurons.lif;

import dev.snn.api.tensor.Tensor;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** A stored trace of another library's neuron; the layout stands in src/test/python/peers.py. */
record Trace(double lo, double hi, Map<String, byte[]> arrays) {
  static final Path FOLDER = Path.of("src/test/resources/peers");
  static final int STEPS = 100;
  static final int SIZE = 64;

  static Trace read(String name) throws IOException {
    byte[] all = Files.readAllBytes(FOLDER.resolve(name + ".trace"));
    int end = 0;
    while (all[end] != '\n') {
      end++;
    }
    String[] header = new String(all, 0, end, StandardCharsets.US_ASCII).split(" ");
    Map<String, byte[]> arrays = new HashMap<>();
    int at = end + 1;
    for (int k = 4; k < header.length; k += 2) {
      int length = Integer.parseInt(header[k + 1]);
      arrays.put(header[k], Arrays.copyOfRange(all, at, at + length));
      at += length;
    }
    return new Trace(Double.parseDouble(header[1]), Double.parseDouble(header[3]), arrays);
  }

  boolean has(String array) {
    return arrays.containsKey(array);
  }

  float[] numbers(String array) {
    return numbers(arrays.get(array));
  }

  private static float[] numbers(byte[] bytes) {
    float[] out = new float[bytes.length / 4];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(out);
    return out;
  }

  /** The spike of a step and neuron, 0 or 1. */
  int spike(int t, int n) {
    int bit = t * SIZE + n;
    return arrays.get("s")[bit / 8] >> (bit % 8) & 1;
  }

  /** The input current {@code [100 x 1 x 64]}. */
  Tensor current() throws IOException {
    float[] u = numbers(Files.readAllBytes(FOLDER.resolve("input.f32")));
    Tensor x = Tensor.zeros(STEPS, 1, SIZE);
    for (int k = 0; k < u.length; k++) {
      x.row(k / SIZE, 0)[k % SIZE] = (float) (lo + (hi - lo) * u[k]);
    }
    return x;
  }
}
