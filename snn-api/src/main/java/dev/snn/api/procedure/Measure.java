package dev.snn.api.procedure;

/**
 * A number that a procedure reports for a whole run, beside what metrics say of predictions.
 *
 * @param name in records and tables, as {@code capacity}
 * @param unit as {@code fraction} (shown in percent), {@code Hz}; empty for a number without unit
 * @param higherIsBetter false where lower is better
 */
public record Measure(String name, String unit, boolean higherIsBetter) {}
