package dev.snn.engine.run;

import dev.snn.api.compute.Backends;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Hint;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** What computes. */
public final class Backend {
  /** Asks for the fastest one that can run here. */
  public static final String AUTO = "auto";

  private final Backends service;
  private final String name;

  private Backend(Backends service, String name) {
    this.service = service;
    this.name = name;
  }

  /**
   * Chooses one.
   *
   * @param asked a name, or {@link #AUTO}
   */
  public static Backend choose(String asked) {
    return choose(service(), asked);
  }

  /** What may be asked for, whether it can run here or not. */
  public static List<String> names() {
    List<String> names = new ArrayList<>(List.of(AUTO));
    names.addAll(service().names());
    return names;
  }

  private static Backends service() {
    return ServiceLoader.load(Backends.class, Backend.class.getClassLoader())
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("no compute backend on the class path"));
  }

  static Backend choose(Backends service, String asked) {
    List<String> names = service.names();
    if (asked.equals(AUTO)) {
      return names.stream()
          .filter(name -> service.obstacle(name).isEmpty())
          .findFirst()
          .map(name -> new Backend(service, name))
          .orElseThrow(() -> new IllegalStateException("none of " + names + " can run here"));
    }
    if (!names.contains(asked)) {
      List<String> all = new ArrayList<>(names);
      all.add(AUTO);
      throw new UserError(
          "no backend named '%s'.%s Available: %s."
              .formatted(asked, Hint.didYouMean(asked, all), all));
    }
    service
        .obstacle(asked)
        .ifPresent(
            obstacle -> {
              throw new UserError(
                  "the backend '%s' %s, or leave --backend out.".formatted(asked, obstacle));
            });
    return new Backend(service, asked);
  }

  /** The one a record was made with where that can run here, otherwise this. */
  public Backend orRecorded(String recorded) {
    boolean other = service.names().contains(recorded) && service.obstacle(recorded).isEmpty();
    return other ? new Backend(service, recorded) : this;
  }

  /** Its name, as in records. */
  public String name() {
    return name;
  }

  /** What else has computed in this process, for records. */
  Map<String, String> inUse() {
    return new TreeMap<>(service.inUse());
  }

  /** Computes with it from now on. */
  public void use() {
    service.use(name);
  }
}
