package dev.snn.data.set;

import dev.snn.api.data.DataFile;
import java.util.List;

/**
 * Weather: rain or none of each day at an air base in Nebraska, 18,159 samples of 8 values measured
 * by NOAA over 50 years (Elwell and Polikar 2011, doi:10.1109/TNN.2011.2160459).
 */
public final class Weather extends StreamData {
  /** The plug-in. */
  public Weather() {
    super("weather", StreamConfig.train(4500));
  }

  @Override
  public String description() {
    return "rain of each day over 50 years, 18,159 samples in order, from the data home";
  }

  @Override
  public String citation() {
    return "doi:10.1109/TNN.2011.2160459";
  }

  @Override
  public List<DataFile> files() {
    return List.of(Canon.WEATHER);
  }
}
