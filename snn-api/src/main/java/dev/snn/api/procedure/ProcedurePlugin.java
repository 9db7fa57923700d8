package dev.snn.api.procedure;

import dev.snn.api.plugin.Plugin;
import dev.snn.api.plugin.UserError;

/** A procedure found by name; its options stand under {@code training}. */
public interface ProcedurePlugin<C extends Record> extends Plugin<Procedure, C> {

  /**
   * Whether a training that was begun with other options goes on with these to the same bits as one
   * that had them from its beginning: most often one of fewer epochs. Asked where all other parts
   * of the experiment are the same, and what is kept of the training is what {@link Run#reached} or
   * {@link Run#ended} was given.
   *
   * @param before the options it was begun with
   * @param now the options it is to go on with
   * @param epochs how many of its epochs are kept as they are
   * @return false where it is another training
   * @throws UserError where somebody may think that it goes on so, with a sentence why it does not
   */
  default boolean continues(C before, C now, int epochs) {
    return false;
  }
}
