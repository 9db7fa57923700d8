package dev.snn.engine.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.Part;
import dev.snn.api.plugin.UserError;
import dev.snn.api.plugin.Value;
import dev.snn.engine.error.Hint;
import dev.snn.engine.error.Shown;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Configuration records to trees and back, with error texts for people. */
public final class Records {
  private Records() {}

  /** The options of a record with their values. */
  public static ObjectNode encode(Record config) {
    ObjectNode tree = Trees.NODES.objectNode();
    for (Option option : Option.of(config.getClass())) {
      tree.set(option.name(), option.encode(config));
    }
    return tree;
  }

  /** The options of a part, those of nested parts included. */
  public static ObjectNode options(Part part) {
    ObjectNode tree = (ObjectNode) encodeValue(part);
    tree.remove("type");
    return tree;
  }

  static Object get(RecordComponent component, Record config) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(config);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The tree of a value of a record's component. */
  public static JsonNode encodeValue(Object value) {
    if (value instanceof Value v) {
      return v instanceof Value.Constant c ? encodeValue(c.value()) : distribution(v);
    }
    if (value instanceof Part part) {
      ObjectNode tree = Trees.NODES.objectNode().put("type", part.type());
      part.options().forEach((key, option) -> tree.set(key, encodeValue(option)));
      return tree;
    }
    if (value instanceof Record record) {
      return encode(record);
    }
    if (value instanceof List<?> list) {
      ArrayNode array = Trees.NODES.arrayNode();
      list.forEach(element -> array.add(encodeValue(element)));
      return array;
    }
    if (value instanceof Map<?, ?> map) {
      ObjectNode tree = Trees.NODES.objectNode();
      map.forEach((key, element) -> tree.set((String) key, encodeValue(element)));
      return tree;
    }
    if (value instanceof Enum<?> constant) {
      return Trees.NODES.textNode(constant.name().toLowerCase(Locale.ROOT).replace('_', '-'));
    }
    if (value instanceof Float f) {
      return Trees.NODES.numberNode(Double.parseDouble(f.toString()));
    }
    if (value instanceof Long l && l == l.intValue()) {
      return Trees.NODES.numberNode(l.intValue());
    }
    return Trees.of(value);
  }

  private static JsonNode distribution(Value value) {
    ObjectNode tree = Trees.NODES.objectNode();
    tree.set(distributionName(value.getClass()), encode((Record) value));
    return tree;
  }

  /** The distributions that a {@link Value} may be, by their names in files. */
  public static Map<String, Class<? extends Record>> distributions() {
    Map<String, Class<? extends Record>> kinds = new LinkedHashMap<>();
    for (Class<?> kind : Value.class.getPermittedSubclasses()) {
      if (kind != Value.Constant.class) {
        kinds.put(distributionName(kind), kind.asSubclass(Record.class));
      }
    }
    return kinds;
  }

  private static String distributionName(Class<?> type) {
    return type.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "_").toLowerCase(Locale.ROOT);
  }

  /**
   * Makes a record from a tree that has exactly its options.
   *
   * @param path where the record stands, for error texts
   */
  public static <C extends Record> C decode(Class<C> type, ObjectNode tree, String path) {
    List<Option> options = Option.of(type);
    checkKeys(tree, options.stream().map(Option::name).toList(), path);
    Object[] arguments = new Object[options.size()];
    Class<?>[] types = new Class<?>[options.size()];
    for (int i = 0; i < arguments.length; i++) {
      Option option = options.get(i);
      types[i] = option.component().getType();
      JsonNode node = tree.path(option.name());
      arguments[i] = decodeOption(option, node, join(path, option.name()));
    }
    try {
      var constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(arguments);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof IllegalArgumentException bad) {
        throw complaint(bad, options, path);
      }
      if (e.getCause() instanceof RuntimeException bug) {
        throw bug;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type.getName(), e);
    }
  }

  /** Fails where the tree has a key that is not one of these. */
  public static void checkKeys(ObjectNode tree, List<String> valid, String path) {
    for (Map.Entry<String, JsonNode> field : tree.properties()) {
      if (!valid.contains(field.getKey())) {
        throw new UserError(
            "%sunknown option '%s'.%s Valid: %s."
                .formatted(
                    path.isEmpty() ? "" : path + ": ",
                    Shown.word(field.getKey()),
                    Hint.didYouMean(field.getKey(), valid),
                    valid));
      }
    }
  }

  /** "must be above 0" with the path of the option it speaks of. */
  public static UserError complaint(
      IllegalArgumentException bad, List<Option> options, String path) {
    String message =
        String.valueOf(bad.getMessage()).replaceAll("(got -?\\d+)\\.0(?![\\d.eE])", "$1");
    for (Option option : options) {
      if (message.startsWith(option.name() + " ")) {
        String rest = message.substring(option.name().length() + 1);
        return new UserError(join(path, option.name()) + ": " + rest, bad);
      }
    }
    return new UserError(path.isEmpty() ? message : path + ": " + message, bad);
  }

  /** The path of a component. */
  public static String join(String path, String name) {
    return path.isEmpty() ? name : path + "." + name;
  }

  private static Object decodeOption(Option option, JsonNode node, String path) {
    Class<?> type = option.component().getType();
    if (type != List.class) {
      return decodeValue(type, node, path);
    }
    if (!node.isArray()) {
      throw wrong(path, "a list", node);
    }
    List<Object> list = new ArrayList<>();
    for (int i = 0; i < node.size(); i++) {
      String place = path + "[" + i + "]";
      if (node.get(i).isNull()) {
        throw wrong(place, "a value", node.get(i));
      }
      list.add(decodeValue(option.elementType(), node.get(i), place));
    }
    return List.copyOf(list);
  }

  /** The value of a component from its tree. */
  @SuppressWarnings({"unchecked", "rawtypes"})
  public static Object decodeValue(Class<?> type, JsonNode node, String path) {
    if ((node.isNull() || node.isMissingNode()) && !type.isPrimitive()) {
      return null;
    }
    if (type == int.class || type == Integer.class) {
      return (int) Scalars.whole(node, path, Integer.MIN_VALUE, Integer.MAX_VALUE);
    }
    if (type == long.class || type == Long.class) {
      return Scalars.whole(node, path, Long.MIN_VALUE, Long.MAX_VALUE);
    }
    if (type == double.class || type == Double.class) {
      return Scalars.number(node, path);
    }
    if (type == float.class || type == Float.class) {
      return (float) Scalars.number(node, path);
    }
    if (type == boolean.class || type == Boolean.class) {
      return Scalars.truth(node, path);
    }
    if (type == String.class) {
      return Scalars.text(node, path);
    }
    if (type.isEnum()) {
      List<String> names = Option.names(type);
      int index = node.isValueNode() ? names.indexOf(node.asText()) : -1;
      if (index < 0) {
        String hint = node.isTextual() ? Hint.didYouMean(node.asText(), names) : "";
        throw new UserError(
            "%s: must be one of %s, got %s.%s".formatted(path, names, Scalars.show(node), hint));
      }
      return type.getEnumConstants()[index];
    }
    if (type == Value.class) {
      return value(node, path);
    }
    if (type == Part.class && node instanceof ObjectNode tree) {
      ObjectNode options = tree.deepCopy();
      options.remove("type");
      return new Part(tree.path("type").asText(), Trees.plain(options));
    }
    if (type.isRecord() && node instanceof ObjectNode tree) {
      return decode((Class) type, tree, path);
    }
    throw wrong(path, type == Part.class || type.isRecord() ? "a mapping" : "another value", node);
  }

  private static Value value(JsonNode node, String path) {
    if (!node.isObject()) {
      return Value.of(Scalars.number(node, path));
    }
    Map<String, Class<? extends Record>> kinds = distributions();
    List<String> names = List.copyOf(kinds.keySet());
    checkKeys((ObjectNode) node, names, path);
    if (node.size() != 1) {
      throw new UserError(path + ": must be a number or one distribution of " + names + ".");
    }
    String name = node.fieldNames().next();
    if (!(node.get(name) instanceof ObjectNode options)) {
      throw wrong(path + "." + name, "a mapping", node.get(name));
    }
    Class<? extends Record> kind = kinds.get(name);
    for (Option option : Option.of(kind)) {
      if (!options.has(option.name())) {
        throw new UserError(path + "." + name + ": '" + option.name() + "' is missing.");
      }
    }
    return (Value) decode(kind, options, path + "." + name);
  }

  /** What is said where something else is expected. */
  public static UserError wrong(String path, String expected, JsonNode node) {
    return new UserError("%s: must be %s, got %s.".formatted(path, expected, Scalars.show(node)));
  }
}
