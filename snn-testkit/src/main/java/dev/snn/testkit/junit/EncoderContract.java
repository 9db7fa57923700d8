package dev.snn.testkit.junit;

import dev.snn.api.codec.EncoderPlugin;
import dev.snn.api.plugin.Family;

/** The contract of an encoder as a test. */
public interface EncoderContract extends PluginContract {

  @Override
  EncoderPlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.ENCODER;
  }
}
