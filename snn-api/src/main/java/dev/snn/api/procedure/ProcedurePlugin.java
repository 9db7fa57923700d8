package dev.snn.api.procedure;

import dev.snn.api.plugin.Plugin;

/** A procedure found by name; its options stand under {@code training}. */
public interface ProcedurePlugin<C extends Record> extends Plugin<Procedure, C> {}
