package dev.snn.api.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an option that a plug-in got after its first release, with a default that computes what was
 * computed before. The resolved configuration leaves it out where it has that default, so that
 * configurations from before keep their hash, and their records are found by {@code --resume} and
 * {@code repro}.
 *
 * <p>The default is that of {@link Plugin#defaults()}; it can never be changed afterwards, as
 * records without the option rely on it.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.RECORD_COMPONENT,
  ElementType.FIELD,
  ElementType.PARAMETER,
  ElementType.METHOD
})
public @interface Added {}
