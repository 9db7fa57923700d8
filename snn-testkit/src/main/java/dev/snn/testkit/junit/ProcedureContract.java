package dev.snn.testkit.junit;

import dev.snn.api.plugin.Family;
import dev.snn.api.procedure.ProcedurePlugin;

/** The contract of a procedure as a test. */
public interface ProcedureContract extends PluginContract {

  @Override
  ProcedurePlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.PROCEDURE;
  }
}
