package dev.snn.training.reservoir;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.ProcedurePlugin;

/** Prediction of the Lorenz system by a reservoir; see {@link Forecast}. */
public final class LorenzPlugin implements ProcedurePlugin<LorenzPlugin.Config> {

  /** Options. */
  public record Config(
      @Doc("the network") @PartOf("reservoir") Part reservoir,
      @Doc("time of the Lorenz system between two samples") double step,
      @Doc("ms for which each sample is held") double hold,
      @Doc("current per deviation of a coordinate") double gain,
      @Doc("current at the mean of a coordinate") double offset,
      @Doc("true to let the readout see the sample beside the states") boolean direct,
      @Doc("forecasts, from starts spread over the test part") int starts,
      @Doc("longest forecast, in samples") int horizon,
      @Doc("error in deviations beyond which a forecast is no longer valid") double threshold,
      @Doc("lengths of the parts of the series") SpanOptions spans,
      @Doc("how the readout is fitted") ReadoutOptions readout,
      @Doc("matching of firing rates") RateOptions rate) {

    /** Checks the values. */
    public Config {
      Check.inside("step", step, 0, 0.05);
      Check.positive("hold", hold);
      Check.positive("gain", gain);
      Check.finite("offset", offset);
      Check.atLeastOne("starts", starts);
      Check.atLeastOne("horizon", horizon);
      Check.positive("threshold", threshold);
      if (starts > spans.test()) {
        throw new IllegalArgumentException(
            "starts must not be above the %d test samples, got %d".formatted(spans.test(), starts));
      }
    }
  }

  @Override
  public String name() {
    return "lorenz";
  }

  @Override
  public String description() {
    return "a reservoir predicts the Lorenz system, one step ahead and by itself";
  }

  @Override
  public String citation() {
    return "Lorenz 1963, doi:10.1175/1520-0469(1963)020<0130:DNF>2.0.CO;2";
  }

  @Override
  public Config defaults() {
    return new Config(
        Part.of("echo-state"),
        0.02,
        20,
        1,
        0,
        false,
        20,
        500,
        0.4,
        new SpanOptions(1000, 100, 3000, 1000, 1000),
        ReadoutOptions.defaults(),
        RateOptions.defaults());
  }

  @Override
  public Procedure create(Config config, BuildContext context) {
    return new Forecast(config, context);
  }
}
