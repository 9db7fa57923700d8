package dev.snn.testkit.junit;

import dev.snn.api.plugin.Family;
import dev.snn.api.search.SearchPlugin;

/** The contract of a search as a test. */
public interface SearchContract extends PluginContract {

  @Override
  SearchPlugin<?> plugin();

  @Override
  default Family<?> family() {
    return Family.SEARCH;
  }
}
