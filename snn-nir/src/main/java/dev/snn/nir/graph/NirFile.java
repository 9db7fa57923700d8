package dev.snn.nir.graph;

/**
 * What a file holds.
 *
 * @param name of the file, for error texts
 * @param version that the writer gives; empty where it gives none
 */
public record NirFile(String name, String version, NirGraph graph) {}
