package dev.snn.engine.error;

import dev.snn.api.plugin.UserError;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody's plug-in failed where it must not. The message names its jar, class and method; who
 * uses it can leave it out, and its author can mend it.
 */
public final class PluginFault extends UserError {
  private static final long serialVersionUID = 1L;

  /** Name of the class loader of a jar, before the name of the jar. */
  public static final String LOADER = "plug-in ";

  private static final int MOST = 300;

  /** A fault in one sentence, and what caused it. */
  public PluginFault(String message, Throwable cause) {
    super(message, cause);
  }

  /**
   * A method that threw.
   *
   * @param jar name of the jar
   * @param method class and method, as in {@code lab.Qif.create}
   */
  public static PluginFault thrown(String jar, String method, Throwable cause) {
    return new PluginFault(
        "%s%s: %s %s".formatted(LOADER, jar, method, what(cause) + place(cause)), cause);
  }

  /** A method that gave something it must not. */
  public static PluginFault gave(String jar, String method, String what) {
    return new PluginFault("%s%s: %s %s".formatted(LOADER, jar, method, what), null);
  }

  /**
   * The fault that an exception is of: a bad result, or the first place of its trace that lies in a
   * plug-in's jar. Empty where no plug-in had a part in it.
   */
  public static Optional<PluginFault> of(Throwable error) {
    if (error instanceof PluginFault fault) {
      return Optional.of(fault);
    }
    if (error instanceof UndeclaredThrowableException && error.getCause() != null) {
      return of(error.getCause());
    }
    Optional<PluginFault> given = given(error);
    if (given.isPresent()) {
      return given;
    }
    return frame(error)
        .map(
            frame ->
                thrown(
                    frame.getClassLoaderName().substring(LOADER.length()),
                    frame.getClassName() + "." + frame.getMethodName(),
                    error));
  }

  /** A part's result that is none, as far in as it was met. */
  private static Optional<PluginFault> given(Throwable error) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable e = error; e != null && seen.add(e); e = e.getCause()) {
      if (e instanceof BadResult bad) {
        return Optional.of(bad.fault());
      }
    }
    return Optional.empty();
  }

  /** True of a record's error that is a plug-in's. */
  public static boolean isMessage(String error) {
    return error != null && error.startsWith(LOADER);
  }

  private static Optional<StackTraceElement> frame(Throwable error) {
    Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    for (Throwable e = error; e != null && seen.add(e); e = e.getCause()) {
      for (StackTraceElement frame : e.getStackTrace()) {
        String loader = frame.getClassLoaderName();
        if (loader != null && loader.startsWith(LOADER)) {
          return Optional.of(frame);
        }
      }
    }
    return Optional.empty();
  }

  private static String place(Throwable error) {
    return frame(error)
        .filter(frame -> frame.getFileName() != null && frame.getLineNumber() > 0)
        .map(frame -> " (%s:%d)".formatted(frame.getFileName(), frame.getLineNumber()))
        .orElse("");
  }

  /** What a failure was, in words for its author. */
  private static String what(Throwable error) {
    if (error instanceof StackOverflowError) {
      return "calls itself without end";
    }
    if (error instanceof NoClassDefFoundError && error.getMessage() != null) {
      String missing = error.getMessage().replace('/', '.');
      return missing.contains(" ")
          ? "cannot load a class: " + missing
          : "needs the class %s, which is not there; put it into the jar".formatted(missing);
    }
    String text = String.valueOf(error).strip().replaceAll("\\s*\\R\\s*", " ");
    return "threw " + (text.length() > MOST ? text.substring(0, MOST) + " ..." : text);
  }
}
