package dev.snn.training.reservoir;

import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Check;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.PartOf;
import dev.snn.api.procedure.Procedure;
import dev.snn.api.procedure.ProcedurePlugin;

/** Memory capacity of a reservoir; see {@link MemoryCapacity}. */
public final class MemoryCapacityPlugin implements ProcedurePlugin<MemoryCapacityPlugin.Config> {

  /** Options. */
  public record Config(
      @Doc("the network") @PartOf("reservoir") Part reservoir,
      @Doc("largest delay D, in samples") int delays,
      @Doc("ms for which each sample u of U(-1, 1) is held") double hold,
      @Doc("current per unit of u") double gain,
      @Doc("current at u = 0") double offset,
      @Doc("lengths of the parts of the series") SpanOptions spans,
      @Doc("how the readouts are fitted") ReadoutOptions readout,
      @Doc("matching of firing rates") RateOptions rate) {

    /** Checks the values. */
    public Config {
      Check.atLeastOne("delays", delays);
      Check.positive("hold", hold);
      Check.positive("gain", gain);
      Check.finite("offset", offset);
      if (spans.washout() < delays) {
        throw new IllegalArgumentException(
            "spans must have a washout of at least the %d delays, got %d"
                .formatted(delays, spans.washout()));
      }
    }
  }

  @Override
  public String name() {
    return "memory-capacity";
  }

  @Override
  public String description() {
    return "how much of a random series a reservoir remembers, by linear readouts";
  }

  @Override
  public String citation() {
    return "Jaeger 2001, GMD report 152, section 4";
  }

  @Override
  public Config defaults() {
    return new Config(
        Part.of("echo-state"),
        50,
        20,
        1,
        0,
        new SpanOptions(1000, 100, 2000, 1000, 1000),
        ReadoutOptions.defaults(),
        RateOptions.defaults());
  }

  @Override
  public Procedure create(Config config, BuildContext context) {
    return new MemoryCapacity(config, context);
  }
}
