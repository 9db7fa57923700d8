package dev.snn.data.format;

import java.util.List;

/**
 * How a stream of samples is to be read.
 *
 * @param target column of the class: "last", a name, or a number from 1
 * @param separator of files that are not ARFF: one character, "tab" or "whitespace"
 * @param missing what becomes of missing values
 */
public record SampleLayout(String target, String separator, CsvLayout.Missing missing) {
  /** Checks the values. */
  public SampleLayout {
    if (target.isBlank()) {
      throw new IllegalArgumentException(
          "target must be 'last', the name of a column or its number, got nothing");
    }
    csv(separator);
  }

  /** The same for the fields of a line. */
  CsvLayout csv() {
    return csv(separator);
  }

  private static CsvLayout csv(String separator) {
    return new CsvLayout(
        separator,
        ".",
        false,
        false,
        CsvLayout.LAST,
        List.of(),
        List.of(),
        CsvLayout.Missing.ERROR);
  }
}
