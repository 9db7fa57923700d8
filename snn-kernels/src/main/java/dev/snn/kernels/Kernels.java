package dev.snn.kernels;

import dev.snn.api.compute.Backends;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/** The backends, and the one in use. */
public final class Kernels implements Backends {
  private static final EventBackend PLAIN = new PlainBackend();

  /** Known by name also where it is not built. */
  private static final String VECTOR = "vector";

  private static final int VECTOR_JAVA = 25;

  private static volatile EventBackend active = PLAIN;

  private final Map<String, EventBackend> found = new LinkedHashMap<>();

  /** Finds what is on the class path. */
  public Kernels() {
    for (EventBackend backend : others()) {
      found.put(backend.name(), backend);
    }
    found.put(PLAIN.name(), PLAIN);
  }

  /** The backend in use; {@code plain} until another is chosen. */
  public static EventBackend active() {
    return active;
  }

  /** Passes over those that are compiled for a newer Java. */
  private static List<EventBackend> others() {
    List<EventBackend> all = new ArrayList<>();
    var each = ServiceLoader.load(EventBackend.class, Kernels.class.getClassLoader()).iterator();
    while (true) {
      try {
        if (!each.hasNext()) {
          return all;
        }
        all.add(each.next());
      } catch (UnsupportedClassVersionError e) {
        continue;
      } catch (ServiceConfigurationError e) {
        if (!(e.getCause() instanceof UnsupportedClassVersionError)) {
          throw e;
        }
      }
    }
  }

  @Override
  public List<String> names() {
    List<String> names = new ArrayList<>(found.keySet());
    if (!names.contains(VECTOR)) {
      names.add(0, VECTOR);
    }
    return names;
  }

  @Override
  public Optional<String> obstacle(String name) {
    EventBackend backend = found.get(name);
    return backend == null ? Optional.of(missing()) : backend.obstacle();
  }

  private static String missing() {
    int feature = Runtime.version().feature();
    return feature < VECTOR_JAVA
        ? "needs Java %d or newer, this is %d; run with JAVA_HOME set to a newer JDK"
            .formatted(VECTOR_JAVA, feature)
        : "is not part of this build; build with a JDK of version %d or newer"
            .formatted(VECTOR_JAVA);
  }

  /** The native library of dense products, where one was needed so far, and its kernels. */
  @Override
  public Map<String, String> inUse() {
    return NativeBlas.inUse();
  }

  @Override
  public void use(String name) {
    EventBackend backend = found.get(name);
    if (backend == null || backend.obstacle().isPresent()) {
      throw new IllegalArgumentException("backend " + name + " cannot run here");
    }
    active = backend;
  }
}
