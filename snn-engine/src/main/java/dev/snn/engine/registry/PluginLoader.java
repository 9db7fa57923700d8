package dev.snn.engine.registry;

import dev.snn.engine.error.PluginFault;
import java.net.URL;
import java.net.URLClassLoader;

/**
 * Loads one plug-in jar. The jar sees the JDK and {@code dev.snn.api}, nothing else of ours and
 * none of our libraries.
 */
final class PluginLoader extends URLClassLoader {
  static {
    registerAsParallelCapable();
  }

  /** A loader of a jar; stack traces show the jar's name, by which {@link PluginFault} knows it. */
  PluginLoader(String name, URL jar) {
    super(PluginFault.LOADER + name, new URL[] {jar}, new ApiOnly());
  }

  private static final class ApiOnly extends ClassLoader {
    static {
      registerAsParallelCapable();
    }

    ApiOnly() {
      super("snn-api", ClassLoader.getPlatformClassLoader());
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
      if (name.startsWith("dev.snn.api.")) {
        return PluginLoader.class.getClassLoader().loadClass(name);
      }
      throw new ClassNotFoundException(name);
    }
  }
}
