package dev.snn.testkit.junit;

import dev.snn.api.codec.DecoderPlugin;
import dev.snn.api.plugin.Family;

/** The contract of a decoder as a test. */
public interface DecoderContract extends PluginContract {

  @Override
  DecoderPlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.DECODER;
  }
}
