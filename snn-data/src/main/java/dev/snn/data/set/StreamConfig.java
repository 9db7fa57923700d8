package dev.snn.data.set;

import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.data.format.CsvLayout;
import dev.snn.data.format.SampleLayout;

/** Which stream, how to read it, and where its training part ends. */
public record StreamConfig(
    @Doc(
            "file of the samples in order, ARFF or a table of numbers; empty: the public one, where there is one")
        String path,
    @Doc("column of the class: 'last', a name, or a number from 1") String target,
    @Doc(
            "of a table: character between fields; 'tab' for a tabulator, 'whitespace' for any number of blanks")
        String separator,
    @Doc(
            "where a value is missing: an error, the column's mean in the training part, 0, or the sample is left out")
        CsvLayout.Missing missing,
    @Doc("samples of the training part, the first ones") int train,
    @Doc("samples to test on, those that follow; 0: all that remain") int test,
    @Doc(
            "samples of each block that is put in an order drawn from the run's seed; 0: the file's order")
        int shuffle) {

  /** Checks the values. */
  public StreamConfig {
    Check.atLeastOne("train", train);
    Check.atLeast("test", test, 0);
    Check.atLeast("shuffle", shuffle, 0);
    new SampleLayout(target, separator, missing);
  }

  static StreamConfig train(int samples) {
    return new StreamConfig("", "last", ",", CsvLayout.Missing.ERROR, samples, 0, 0);
  }

  SampleLayout layout() {
    return new SampleLayout(target, separator, missing);
  }
}
