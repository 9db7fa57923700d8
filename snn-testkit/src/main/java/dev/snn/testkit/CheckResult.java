package dev.snn.testkit;

/**
 * What one check found.
 *
 * @param name which check, and of which configuration where there are several
 * @param passed whether the contract holds
 * @param detail the measured error where it holds; where it does not, what differs and where
 */
public record CheckResult(String name, boolean passed, String detail) {}
