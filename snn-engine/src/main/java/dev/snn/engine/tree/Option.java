package dev.snn.engine.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import dev.snn.api.plugin.Added;
import dev.snn.api.plugin.Doc;
import dev.snn.api.plugin.InsteadOf;
import dev.snn.api.plugin.PartOf;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * One option of a configuration record.
 *
 * @param component the record's component
 * @param name its name in files, in snake case
 */
public record Option(RecordComponent component, String name) {
  private static final SnakeCaseStrategy SNAKE = new SnakeCaseStrategy();

  /** The options of a configuration record in the order of its components. */
  public static List<Option> of(Class<? extends Record> type) {
    return Arrays.stream(type.getRecordComponents())
        .map(c -> new Option(c, SNAKE.translate(c.getName())))
        .toList();
  }

  /** Meaning and unit in one line; empty where the author gave none. */
  public String doc() {
    Doc doc = annotation(Doc.class);
    return doc == null ? "" : doc.value();
  }

  /** The family of a nested part; null where the option is none. */
  public String family() {
    PartOf part = annotation(PartOf.class);
    return part == null ? null : part.value();
  }

  /** The option it replaces; null where there is none. */
  public String insteadOf() {
    InsteadOf other = annotation(InsteadOf.class);
    return other == null ? null : other.value();
  }

  /** Whether it is left out of the resolved configuration where it has its default. */
  public boolean added() {
    return annotation(Added.class) != null;
  }

  private <A extends java.lang.annotation.Annotation> A annotation(Class<A> type) {
    for (AnnotatedElement element :
        List.of(component, component.getAccessor(), component.getAnnotatedType())) {
      A found = element.getAnnotation(type);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** What a user may write, in words. */
  public String typeName() {
    return typeName(component.getType());
  }

  private String typeName(Class<?> type) {
    if (type == List.class) {
      return "list";
    }
    if (family() != null) {
      return family();
    }
    if (type.isEnum()) {
      return String.join(" | ", names(type));
    }
    if (type == int.class || type == long.class || type == Integer.class || type == Long.class) {
      return "whole number";
    }
    if (type == boolean.class || type == Boolean.class) {
      return "true | false";
    }
    if (type == dev.snn.api.plugin.Value.class) {
      return "number or distribution";
    }
    return type == String.class ? "text" : type.isRecord() ? "mapping" : "number";
  }

  /** The names of an enum's constants in files. */
  public static List<String> names(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(c -> ((Enum<?>) c).name().toLowerCase(Locale.ROOT).replace('_', '-'))
        .toList();
  }

  /** What an option that is a list holds. */
  public Class<?> elementType() {
    ParameterizedType type = (ParameterizedType) component.getGenericType();
    return (Class<?>) type.getActualTypeArguments()[0];
  }

  /** Whether two configurations have the same value of it. */
  public boolean isEqual(Record a, Record b) {
    return encode(a).equals(encode(b));
  }

  JsonNode encode(Record config) {
    return Records.encodeValue(Records.get(component, config));
  }
}
