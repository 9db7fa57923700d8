package dev.snn.engine.sheet;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.layer.Layer;
import dev.snn.api.layer.Window;
import dev.snn.api.learning.Network;
import dev.snn.api.learning.Node;
import dev.snn.engine.tree.Trees;
import java.util.List;

/**
 * Pictures of what the maps of layers that learn by themselves look for, in pixels of the input:
 *
 * <pre>
 *   P[c] = 1 for the first, -1 for the second channel of each pair; 1 where their number is odd
 *   P[m](y, x) = sum_{c, i, j} W[c, i, j][m] P[c](y - stride i, x - stride j)         a layer that learns
 *   P[c](y, x) = mean_{i, j} P[c](y - stride i, x - stride j)                         one without weights
 * </pre>
 *
 * <p>with the P of the layer before and the strides of all layers before multiplied. It ends before
 * a layer that is neither, and where the network branches.
 */
final class FilterSheet {
  /** Largest value in a picture. */
  private static final int FULL = 100;

  private static final int MOST_PICTURES = 200;

  private double[][] pictures;
  private int size = 1;
  private int stride = 1;

  private FilterSheet(int channels) {
    this.pictures = new double[channels][1];
    for (int c = 0; c < channels; c++) {
      pictures[c][0] = channels % 2 == 0 && c % 2 == 1 ? -1 : 1;
    }
  }

  /**
   * The layers that learn, each {@code {"name", "size", "maps", "pictures": [[]]}}, pictures row by
   * row in whole numbers, the largest of which is 100 or -100.
   *
   * @param channels of the network's input
   */
  static ArrayNode of(Network network, int channels) {
    ArrayNode list = Trees.NODES.arrayNode();
    FilterSheet sheet = new FilterSheet(channels);
    List<Node> nodes = network.nodes();
    for (int k = 0; k < nodes.size(); k++) {
      if (!(nodes.get(k) instanceof Node.OfLayer node)
          || node.input() != k - 1
          || !isKnown(node.layer())) {
        break;
      }
      sheet.pass(node.layer());
      if (node.layer().localLearning().isPresent()) {
        sheet.describe(list.addObject().put("name", SpikeSheet.name(network, k)));
      }
    }
    return list;
  }

  private static boolean isKnown(Layer layer) {
    return layer.window().isPresent()
        && (layer.localLearning().isPresent() || layer.parameters().isEmpty());
  }

  private void pass(Layer layer) {
    Window window = layer.window().orElseThrow();
    int square = window.size() * window.size();
    int before = size;
    double[][] below = pictures;
    size += (window.size() - 1) * stride;
    if (layer.localLearning().isPresent()) {
      float[][] weights = layer.localLearning().get().weight().value();
      pictures = new double[weights[0].length][size * size];
      for (int r = 0; r < weights.length; r++) {
        for (int map = 0; map < pictures.length; map++) {
          add(pictures[map], below[r / square], before, r % square, window, weights[r][map]);
        }
      }
    } else {
      pictures = new double[below.length][size * size];
      for (int c = 0; c < below.length; c++) {
        for (int at = 0; at < square; at++) {
          add(pictures[c], below[c], before, at, window, 1.0 / square);
        }
      }
    }
    stride *= window.stride();
  }

  /** Adds a smaller picture, as it is seen from a pixel of a window. */
  private void add(double[] to, double[] picture, int width, int at, Window window, double weight) {
    int top = at / window.size() * stride;
    int left = at % window.size() * stride;
    for (int p = 0; p < picture.length && weight != 0; p++) {
      to[(top + p / width) * size + left + p % width] += weight * picture[p];
    }
  }

  private void describe(ObjectNode tree) {
    tree.put("size", size).put("maps", pictures.length);
    ArrayNode list = tree.putArray("pictures");
    for (int map = 0; map < Math.min(MOST_PICTURES, pictures.length); map++) {
      double largest = 0;
      for (double value : pictures[map]) {
        largest = Math.max(largest, Math.abs(value));
      }
      ArrayNode pixels = list.addArray();
      for (double value : pictures[map]) {
        pixels.add(largest == 0 ? 0 : (int) Math.round(FULL * value / largest));
      }
    }
  }
}
