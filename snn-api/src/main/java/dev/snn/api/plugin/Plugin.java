package dev.snn.api.plugin;

/**
 * A named part of an experiment, found through {@link java.util.ServiceLoader}. A plug-in class has
 * a public constructor without arguments and holds nothing.
 *
 * @param <T> what it makes
 * @param <C> its configuration: a public record whose components are the options, in camel case
 *     here and in snake case in files. Its canonical constructor checks the values ({@link Check}).
 */
public interface Plugin<T, C extends Record> {

  /**
   * The name in configurations and records. Lower case, digits, dot, dash; names without a dot are
   * reserved for the built-ins, others use {@code yourlab.name}.
   */
  String name();

  /** The configuration with every default spelled out. */
  C defaults();

  /** Makes the part. */
  T create(C config, BuildContext context);

  /** One line for {@code snn list}. */
  default String description() {
    return "";
  }

  /** DOI or arXiv number with section. */
  default String citation() {
    return "";
  }
}
