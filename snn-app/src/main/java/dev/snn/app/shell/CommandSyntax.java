package dev.snn.app.shell;

import java.util.List;

/**
 * A command.
 *
 * @param usage what follows the program's name
 * @param summary one line
 * @param details more; may be empty
 * @param options its own, by name
 * @param operands what its words may be, in order; the last may be repeated
 */
public record CommandSyntax(
    String name,
    String usage,
    String summary,
    String details,
    List<OptionSyntax> options,
    List<Operand> operands) {}
