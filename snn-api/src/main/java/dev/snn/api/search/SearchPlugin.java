package dev.snn.api.search;

import dev.snn.api.plugin.Plugin;

/** A search found by name. */
public interface SearchPlugin<C extends Record> extends Plugin<Search, C> {}
