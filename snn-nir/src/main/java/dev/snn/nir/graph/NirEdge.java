package dev.snn.nir.graph;

/** A connection: what {@code from} puts out is added to what {@code to} takes. */
public record NirEdge(String from, String to) {
  @Override
  public String toString() {
    return from + " -> " + to;
  }
}
