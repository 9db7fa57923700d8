package example;

import dev.snn.api.data.Samples;
import dev.snn.engine.SavedNetwork;
import dev.snn.engine.SnnEngine;
import java.nio.file.Path;

/**
 * Classifies an image with a saved network, without its experiment file and its data. {@code snn
 * run FILE --checkpoint DIR} on the data set {@code digits} makes {@code DIR/last.safetensors}.
 */
public final class ClassifyDigits {
  private ClassifyDigits() {}

  /** Takes the checkpoint and prints the class of a vertical stroke. */
  public static void main(String[] args) {
    float[] image = new float[64];
    for (int row = 0; row < 8; row++) {
      image[8 * row + 3] = 1;
      image[8 * row + 4] = 1;
    }
    Samples samples = Samples.labelled(new long[] {0}, new float[][] {image}, new int[] {1});
    try (SnnEngine engine = SnnEngine.open(SnnEngine.Options.defaults())) {
      SavedNetwork network = engine.load(Path.of(args[0]));
      System.out.println("class " + network.classify(samples)[0]);
    }
  }
}
