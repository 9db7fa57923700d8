package dev.snn.testkit;

import dev.snn.api.plugin.InsteadOf;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.Value;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Fills configuration records from plain values, as the experiment files do: names in snake case,
 * numbers, strings, booleans, enums, lists, {@link Value} and nested {@link Part}s. What an options
 * map leaves out keeps its default.
 */
public final class PartBinder {
  private static final Map<String, Class<? extends Record>> DISTRIBUTIONS =
      Map.of(
          "normal", Value.Normal.class,
          "log_normal", Value.LogNormal.class,
          "uniform", Value.Uniform.class,
          "gamma", Value.Gamma.class);

  private PartBinder() {}

  /**
   * The defaults with these options put in their place.
   *
   * @param options option name in snake case to value
   * @throws IllegalArgumentException where an option is unknown, of the wrong kind or refused by
   *     the record
   */
  public static <C extends Record> C bind(C defaults, Map<String, ?> options) {
    Map<String, ?> left = new LinkedHashMap<>(options);
    RecordComponent[] components = defaults.getClass().getRecordComponents();
    Object[] values = new Object[components.length];
    List<String> names = new ArrayList<>();
    for (int k = 0; k < components.length; k++) {
      String name = snakeCase(components[k].getName());
      names.add(name);
      Object current = get(defaults, components[k]);
      values[k] =
          left.containsKey(name)
              ? convert(name, components[k].getGenericType(), current, left.remove(name))
              : current;
    }
    replace(components, values, options.keySet());
    if (!left.isEmpty()) {
      throw new IllegalArgumentException(
          "no option '%s'; there are %s".formatted(left.keySet().iterator().next(), names));
    }
    @SuppressWarnings("unchecked")
    C bound = (C) construct(defaults.getClass(), components, values);
    return bound;
  }

  /** Drops the default of an option for which another one is given ({@link InsteadOf}). */
  private static void replace(RecordComponent[] components, Object[] values, Set<String> given) {
    for (RecordComponent component : components) {
      InsteadOf other = component.getAnnotation(InsteadOf.class);
      String name = snakeCase(component.getName());
      if (other == null || !given.contains(name)) {
        continue;
      }
      if (given.contains(other.value())) {
        throw new IllegalArgumentException(
            "give %s or %s, not both".formatted(other.value(), name));
      }
      for (int k = 0; k < components.length; k++) {
        if (snakeCase(components[k].getName()).equals(other.value())) {
          values[k] = null;
        }
      }
    }
  }

  /** A copy of a record with one component replaced; {@code component} in camel case. */
  static <C extends Record> C with(C record, String component, Object value) {
    return bind(record, Map.of(snakeCase(component), value));
  }

  /** The value of a component, or null where the record has none of this name. */
  static Object value(Record record, String component) {
    for (RecordComponent c : record.getClass().getRecordComponents()) {
      if (c.getName().equals(component)) {
        return get(record, c);
      }
    }
    return null;
  }

  /** {@code vThreshold} as {@code v_threshold}. */
  static String snakeCase(String camel) {
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < camel.length(); i++) {
      char c = camel.charAt(i);
      if (Character.isUpperCase(c)
          && i > 0
          && (!Character.isUpperCase(camel.charAt(i - 1))
              || (i + 1 < camel.length() && Character.isLowerCase(camel.charAt(i + 1))))) {
        out.append('_');
      }
      out.append(Character.toLowerCase(c));
    }
    return out.toString();
  }

  static Object get(Record record, RecordComponent component) {
    try {
      var accessor = component.getAccessor();
      accessor.trySetAccessible();
      return accessor.invoke(record);
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          "cannot read %s of %s: make the record public"
              .formatted(component.getName(), record.getClass().getName()),
          e);
    }
  }

  private static Object convert(String name, Type type, Object current, Object value) {
    Class<?> raw =
        type instanceof ParameterizedType p ? (Class<?>) p.getRawType() : (Class<?>) type;
    if (raw.isInstance(value) && !(value instanceof List)) {
      return value;
    }
    if (value instanceof Number n) {
      Object number = number(name, raw, n);
      if (number != null) {
        return number;
      }
    }
    if (value instanceof Boolean && (raw == boolean.class || raw == Boolean.class)) {
      return value;
    }
    if (value instanceof String s) {
      if (raw.isEnum()) {
        return constant(name, raw, s);
      }
      if (raw == Part.class) {
        return Part.of(s);
      }
    }
    if (value instanceof Map<?, ?> map) {
      if (raw == Part.class) {
        return part(name, map);
      }
      if (raw == Value.class) {
        return distribution(name, map);
      }
      if (current instanceof Record record) {
        return bind(record, strings(map));
      }
    }
    if (value instanceof List<?> list && raw == List.class) {
      Type element = ((ParameterizedType) type).getActualTypeArguments()[0];
      return list.stream().map(v -> convert(name, element, null, v)).toList();
    }
    throw new IllegalArgumentException(
        "%s takes a value of type %s, got %s"
            .formatted(name, raw.getSimpleName().toLowerCase(Locale.ROOT), value));
  }

  private static Object number(String name, Class<?> raw, Number n) {
    if (raw == double.class || raw == Double.class) {
      return n.doubleValue();
    }
    if (raw == float.class || raw == Float.class) {
      return n.floatValue();
    }
    if (raw == Value.class) {
      return Value.of(n.doubleValue());
    }
    boolean whole = raw == int.class || raw == Integer.class;
    if (whole || raw == long.class || raw == Long.class) {
      if (n.doubleValue() != Math.rint(n.doubleValue())) {
        throw new IllegalArgumentException(name + " must be a whole number, got " + n);
      }
      if (whole) {
        return Math.toIntExact(n.longValue());
      }
      return n.longValue();
    }
    return null;
  }

  private static Object constant(String name, Class<?> type, String text) {
    List<String> names = new ArrayList<>();
    for (Object constant : type.getEnumConstants()) {
      String option = ((Enum<?>) constant).name().toLowerCase(Locale.ROOT);
      names.add(option);
      if (option.equals(text.toLowerCase(Locale.ROOT).replace('-', '_'))) {
        return constant;
      }
    }
    throw new IllegalArgumentException("%s must be one of %s, got %s".formatted(name, names, text));
  }

  private static Part part(String name, Map<?, ?> map) {
    Map<String, Object> options = strings(map);
    if (!(options.remove("type") instanceof String type)) {
      throw new IllegalArgumentException(name + " needs a type");
    }
    return new Part(type, options);
  }

  private static Value distribution(String name, Map<?, ?> map) {
    Map<String, Object> only = strings(map);
    String kind = only.size() == 1 ? only.keySet().iterator().next() : "";
    Class<? extends Record> type = DISTRIBUTIONS.get(kind);
    if (type == null || !(only.get(kind) instanceof Map<?, ?> values)) {
      throw new IllegalArgumentException(
          "%s must be a number or one of %s with its values, got %s"
              .formatted(name, new java.util.TreeSet<>(DISTRIBUTIONS.keySet()), map));
    }
    RecordComponent[] components = type.getRecordComponents();
    Object[] arguments = new Object[components.length];
    for (int k = 0; k < components.length; k++) {
      String option = name + "." + kind + "." + components[k].getName();
      if (!(values.get(components[k].getName()) instanceof Number n)) {
        throw new IllegalArgumentException(option + " is missing");
      }
      arguments[k] = n.doubleValue();
    }
    return (Value) construct(type, components, arguments);
  }

  private static Map<String, Object> strings(Map<?, ?> map) {
    Map<String, Object> out = new LinkedHashMap<>();
    map.forEach((k, v) -> out.put(String.valueOf(k), v));
    return out;
  }

  private static Object construct(Class<?> type, RecordComponent[] components, Object[] values) {
    Class<?>[] types = new Class<?>[components.length];
    for (int k = 0; k < types.length; k++) {
      types[k] = components[k].getType();
    }
    try {
      Constructor<?> constructor = type.getDeclaredConstructor(types);
      constructor.trySetAccessible();
      return constructor.newInstance(values);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalArgumentException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException("cannot make a " + type.getName(), e);
    }
  }
}
