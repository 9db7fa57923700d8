package dev.snn.bench.experiment;

import dev.snn.api.plugin.UserError;

/** A file does not define the profile that was asked for. */
public final class UnknownProfile extends UserError {
  private static final long serialVersionUID = 1L;

  UnknownProfile(String message) {
    super(message);
  }

  /** True where this error, or one that it places, is an unknown profile. */
  public static boolean is(Throwable error) {
    return error != null && (error instanceof UnknownProfile || is(error.getCause()));
  }
}
