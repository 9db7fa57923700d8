package dev.snn.data.set;

import dev.snn.api.data.DataFile;
import java.util.List;

/**
 * Electricity: the price in New South Wales against its mean of the last 24 hours, up or down,
 * every half hour from May 1996 to December 1998, 45,312 samples of 8 values (Harries 1999), as the
 * streams of MOA have it, scaled to [0, 1]. The day of the week is the number 1 to 7.
 */
public final class Electricity extends StreamData {
  /** The plug-in. */
  public Electricity() {
    super("electricity", StreamConfig.train(11000));
  }

  @Override
  public String description() {
    return "electricity prices up or down, 45,312 samples in order, from the data home";
  }

  @Override
  public String citation() {
    return "Harries 1999, UNSW-CSE-TR-9905";
  }

  @Override
  public List<DataFile> files() {
    return List.of(Canon.ELECTRICITY);
  }
}
