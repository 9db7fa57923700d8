package dev.snn.data;

import java.lang.reflect.RecordComponent;

/** Options by name, whatever others there are. */
public final class TestConfigs {
  private TestConfigs() {}

  /** The defaults with other values: name, value, name, value, ... */
  @SuppressWarnings("unchecked")
  public static <C extends Record> C with(C defaults, Object... options) {
    RecordComponent[] parts = defaults.getClass().getRecordComponents();
    Object[] values = new Object[parts.length];
    Class<?>[] types = new Class<?>[parts.length];
    try {
      for (int k = 0; k < parts.length; k++) {
        types[k] = parts[k].getType();
        values[k] = parts[k].getAccessor().invoke(defaults);
        for (int o = 0; o < options.length; o += 2) {
          values[k] = parts[k].getName().equals(options[o]) ? options[o + 1] : values[k];
        }
      }
      return (C) defaults.getClass().getDeclaredConstructor(types).newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
