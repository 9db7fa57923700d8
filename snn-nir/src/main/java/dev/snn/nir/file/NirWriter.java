package dev.snn.nir.file;

import dev.snn.engine.error.OutputFailure;
import dev.snn.engine.file.AtomicFile;
import dev.snn.engine.file.OutputFiles;
import dev.snn.nir.graph.NirArray;
import dev.snn.nir.graph.NirEdge;
import dev.snn.nir.graph.NirFile;
import dev.snn.nir.graph.NirGraph;
import dev.snn.nir.graph.NirNode;
import dev.snn.nir.graph.Primitive;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import io.jhdf.api.WritableGroup;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;

/** Writes what {@link NirReader} reads: arrays in one piece, words of fixed length. */
public final class NirWriter {
  /** The version of the reference library whose files these are like. */
  public static final String VERSION = "1.0.6";

  private NirWriter() {}

  /**
   * Writes a file beside its place and moves it there.
   *
   * @param option that names the place, for the error text
   */
  public static void write(Path place, String option, NirFile file) {
    OutputFiles.requireWritable(place, option);
    try {
      AtomicFile.make(
          place,
          fresh -> {
            try (WritableHdfFile hdf = HdfFile.write(fresh)) {
              hdf.putDataset("version", file.version());
              put(hdf.putGroup("node"), file.graph());
            }
          });
    } catch (IOException e) {
      throw new OutputFailure(
          "cannot write %s (%s).".formatted(place, OutputFiles.reason(e)), option, e);
    }
  }

  private static void put(WritableGroup group, NirGraph graph) {
    group.putDataset("type", Primitive.GRAPH.id());
    WritableGroup nodes = group.putGroup("nodes");
    for (NirNode node : graph.nodes().values()) {
      WritableGroup inner = nodes.putGroup(node.name());
      if (node.graph().isPresent()) {
        put(inner, node.graph().get());
        continue;
      }
      inner.putDataset("type", node.type().id());
      node.parameters().forEach((name, array) -> inner.putDataset(name, nested(array)));
    }
    String[][] edges = new String[graph.edges().size()][];
    for (int k = 0; k < edges.length; k++) {
      NirEdge edge = graph.edges().get(k);
      edges[k] = new String[] {edge.from(), edge.to()};
    }
    group.putDataset("edges", edges);
  }

  /** Arrays in arrays; a scalar is boxed. */
  private static Object nested(NirArray array) {
    int[] at = {0};
    int[] shape = array.shape();
    if (shape.length == 0) {
      return value(array, 0);
    }
    Class<?> type =
        switch (array.type()) {
          case FLOAT32 -> float.class;
          case FLOAT64 -> double.class;
          case INT64 -> long.class;
          case TEXT -> String.class;
        };
    Object nested = Array.newInstance(type, shape);
    fill(nested, array, at);
    return nested;
  }

  private static void fill(Object nested, NirArray array, int[] at) {
    for (int k = 0; k < Array.getLength(nested); k++) {
      if (nested.getClass().getComponentType().isArray()) {
        fill(Array.get(nested, k), array, at);
      } else {
        Array.set(nested, k, value(array, at[0]++));
      }
    }
  }

  private static Object value(NirArray array, int k) {
    return switch (array.type()) {
      case FLOAT32 -> (float) array.number(k);
      case FLOAT64 -> array.number(k);
      case INT64 -> array.wholes()[k];
      case TEXT -> array.word(k);
    };
  }
}
