package dev.snn.api.search;

/**
 * A candidate and what became of it.
 *
 * @param objective lower is better; NaN where the run is not over, or failed
 */
public record Told(Candidate candidate, double objective) {}
