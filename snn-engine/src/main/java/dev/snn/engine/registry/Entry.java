package dev.snn.engine.registry;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.MissingDataException;
import dev.snn.api.plugin.BuildContext;
import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.NotApplicableException;
import dev.snn.api.plugin.Plugin;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.OutputFailure;
import dev.snn.engine.error.PluginFault;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;

/**
 * A plug-in and where it came from. Its methods are called here and nowhere else: what a stranger's
 * throw becomes a {@link PluginFault} with the names of jar, class and method. An exception of one
 * of ours stays what it is.
 *
 * @param family its family
 * @param plugin the plug-in
 * @param source its jar
 * @param foreign true where it is a stranger's
 * @param name the plug-in's name
 */
public record Entry<T>(
    Family<T> family, Plugin<T, ?> plugin, Source source, boolean foreign, String name) {

  /** A plug-in, asked for its name. */
  static <T> Entry<T> of(Family<T> family, Plugin<T, ?> plugin, Source source, boolean foreign) {
    return new Entry<>(family, plugin, source, foreign, null).named();
  }

  private Entry<T> named() {
    return new Entry<>(family, plugin, source, foreign, call("name", plugin::name));
  }

  /** The plug-in's class. */
  public String className() {
    return plugin.getClass().getName();
  }

  /** The default configuration. */
  public Record defaults() {
    Record defaults = call("defaults", plugin::defaults);
    if (defaults == null) {
      throw gave("defaults", "returned null; it must give a record with every default");
    }
    return defaults;
  }

  /** One line for lists; empty where there is none. */
  public String description() {
    String text = call("description", plugin::description);
    return text == null ? "" : text;
  }

  /** Its source; empty where there is none. */
  public String citation() {
    String text = call("citation", plugin::citation);
    return text == null ? "" : text;
  }

  /**
   * Makes the part; {@code config} is of the class of {@link #defaults()}. What the plug-in refuses
   * passes: the user's error, what does not apply, missing data, and an {@link
   * IllegalArgumentException}.
   */
  public T create(Record config, BuildContext context) {
    Object made =
        call(
            "create",
            () -> {
              try {
                return create(plugin, config, context);
              } catch (IllegalArgumentException e) {
                throw new Refused(e);
              }
            });
    if (!family.type().isInstance(made)) {
      String what = made == null ? "null" : "a " + made.getClass().getName();
      throw gave("create", "returned %s, not a %s".formatted(what, family.type().getSimpleName()));
    }
    return family.type().cast(made);
  }

  /**
   * A part of this plug-in for somebody else's use: what a stranger's gives is looked at, so that
   * null is a fault with its names on it.
   */
  public T guarded(T made) {
    return foreign ? Guard.around(made, family.type(), source.fileName()) : made;
  }

  /** Whether both came in the same jar. */
  public boolean isFromTheJarOf(Entry<?> other) {
    return other != null
        && foreign == other.foreign
        && plugin.getClass().getClassLoader() == other.plugin.getClass().getClassLoader();
  }

  /** Carries a plug-in's complaint about its options past the faults. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final IllegalArgumentException complaint;

    Refused(IllegalArgumentException complaint) {
      super(complaint);
      this.complaint = complaint;
    }
  }

  private static <T, C extends Record> T create(
      Plugin<T, C> plugin, Record config, BuildContext context) {
    @SuppressWarnings("unchecked")
    C mine = (C) config;
    return plugin.create(mine, context);
  }

  /**
   * Calls a method of the plug-in.
   *
   * @param method its name
   */
  public <R> R call(String method, Callable<R> body) {
    try {
      return body.call();
    } catch (Refused e) {
      throw e.complaint;
    } catch (UserError
        | NotApplicableException
        | MissingDataException
        | BadDataException
        | CancellationException
        | OutputFailure
        | OutOfMemoryError e) {
      throw e;
    } catch (Throwable e) {
      if (foreign) {
        throw PluginFault.thrown(source.fileName(), className() + "." + method, e);
      }
      throw unchecked(e);
    }
  }

  private PluginFault gave(String method, String what) {
    return PluginFault.gave(source.fileName(), className() + "." + method, what);
  }

  private static RuntimeException unchecked(Throwable error) {
    if (error instanceof Error e) {
      throw e;
    }
    return error instanceof RuntimeException e ? e : new IllegalStateException(error);
  }

  /** "example.QifPlugin in qif.jar". */
  String where() {
    return className() + " in " + source.fileName();
  }
}
