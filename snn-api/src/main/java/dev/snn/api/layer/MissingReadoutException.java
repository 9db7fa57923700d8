package dev.snn.api.layer;

/** A part was asked of a {@link Readout} that the layer does not show. */
public final class MissingReadoutException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final String part;

  MissingReadoutException(String part) {
    super(
        "this readout has no "
            + part
            + ": the network needs a layer of neurons at its end, such as dense");
    this.part = part;
  }

  /** "membrane" or "firing probability". */
  public String part() {
    return part;
  }
}
