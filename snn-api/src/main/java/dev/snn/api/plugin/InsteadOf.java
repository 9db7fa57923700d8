package dev.snn.api.plugin;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On an option that replaces another one ({@code @InsteadOf("tau_mem") Value alpha}): a
 * configuration that gives this option drops the other one's default (it becomes null); one that
 * gives both is an error.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target({
  ElementType.RECORD_COMPONENT,
  ElementType.FIELD,
  ElementType.PARAMETER,
  ElementType.METHOD
})
public @interface InsteadOf {
  /** The other option, in snake case. */
  String value();
}
