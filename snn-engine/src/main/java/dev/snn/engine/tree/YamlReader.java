package dev.snn.engine.tree;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Shown;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.AliasEvent;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.MappingStartEvent;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.events.ScalarEvent;
import org.yaml.snakeyaml.events.SequenceStartEvent;
import org.yaml.snakeyaml.parser.Parser;
import org.yaml.snakeyaml.parser.ParserImpl;
import org.yaml.snakeyaml.reader.StreamReader;

/**
 * A YAML document as a tree: anchors, aliases and merge keys ({@code <<}) are followed, scalars are
 * those of the core schema ({@link CoreSchema}). What a document may grow to is bounded.
 */
final class YamlReader {
  /** Most characters of a document. */
  static final int LONGEST = 3_000_000;

  /** Most values of a document, those that aliases repeat counted each time. */
  static final int MOST_VALUES = 1_000_000;

  private static final int DEEPEST = 100;
  private static final String MERGE = "<<";

  private final String where;
  private final Parser parser;
  private final Map<String, JsonNode> anchors = new HashMap<>();
  private final Set<String> open = new HashSet<>();
  private int values;

  private YamlReader(String text, String where) {
    this.where = where;
    LoaderOptions options = new LoaderOptions();
    options.setCodePointLimit(LONGEST);
    options.setNestingDepthLimit(DEEPEST);
    this.parser = new ParserImpl(new StreamReader(text), options);
  }

  /**
   * Reads a text; a missing node where it holds nothing.
   *
   * @param where stands in front of error texts
   */
  static JsonNode read(String text, String where) {
    if (text.length() > LONGEST) {
      throw tooLong(where);
    }
    try {
      return new YamlReader(text, where).document();
    } catch (MarkedYAMLException e) {
      String context = e.getContext() == null ? "" : e.getContext() + ", ";
      boolean path = context.contains("flow mapping") && e.getProblem().endsWith("got [");
      String hint = path ? ". A path with brackets needs quotes in a mapping in braces" : "";
      throw invalid(where, e.getProblemMark(), context + e.getProblem() + hint, e);
    } catch (YAMLException e) {
      throw invalid(where, null, String.valueOf(e.getMessage()), e);
    }
  }

  static UserError tooLong(String where) {
    return new UserError(
        "%s: longer than %d MB, which no experiment is. Is it a data file?"
            .formatted(where, LONGEST / 1_000_000));
  }

  private JsonNode document() {
    parser.getEvent();
    if (parser.peekEvent().is(Event.ID.StreamEnd)) {
      return Trees.NODES.missingNode();
    }
    parser.getEvent();
    JsonNode tree = value(0);
    parser.getEvent();
    if (!parser.peekEvent().is(Event.ID.StreamEnd)) {
      throw new UserError(
          where + ": holds several YAML documents. Leave one, and remove the line '---'.");
    }
    return tree;
  }

  private JsonNode value(int depth) {
    Event event = parser.getEvent();
    count(event);
    if (event instanceof AliasEvent alias) {
      return copy(alias);
    }
    if (depth > DEEPEST) {
      throw wrong(event, "lists and mappings stand more than %d deep".formatted(DEEPEST));
    }
    String anchor = ((NodeEvent) event).getAnchor();
    if (anchor != null) {
      open.add(anchor);
    }
    JsonNode node;
    if (event instanceof MappingStartEvent) {
      node = mapping(depth);
    } else if (event instanceof SequenceStartEvent) {
      node = list(depth);
    } else {
      node = scalar((ScalarEvent) event);
    }
    if (anchor != null) {
      anchors.put(anchor, node);
      open.remove(anchor);
    }
    return node;
  }

  private void count(Event event) {
    if (++values > MOST_VALUES) {
      throw wrong(event, "more than %d values, aliases followed".formatted(MOST_VALUES));
    }
  }

  private ArrayNode list(int depth) {
    ArrayNode list = Trees.NODES.arrayNode();
    while (!parser.peekEvent().is(Event.ID.SequenceEnd)) {
      list.add(value(depth + 1));
    }
    parser.getEvent();
    return list;
  }

  private ObjectNode mapping(int depth) {
    ObjectNode mapping = Trees.NODES.objectNode();
    List<ObjectNode> below = new ArrayList<>();
    while (!parser.peekEvent().is(Event.ID.MappingEnd)) {
      Event event = parser.getEvent();
      count(event);
      if (event instanceof ScalarEvent key && key.isPlain() && key.getValue().equals(MERGE)) {
        merged(key, value(depth + 1), below);
        continue;
      }
      String key = key(event);
      if (mapping.has(key)) {
        throw wrong(event, "Duplicate field '%s'".formatted(Shown.word(key)));
      }
      mapping.set(key, value(depth + 1));
    }
    parser.getEvent();
    // What the mapping says itself goes before, then the first of several that are merged.
    for (ObjectNode other : below) {
      other.properties().stream()
          .filter(field -> !mapping.has(field.getKey()))
          .forEach(field -> mapping.set(field.getKey(), field.getValue().deepCopy()));
    }
    return mapping;
  }

  private String key(Event event) {
    if (event instanceof ScalarEvent scalar) {
      remember(scalar, Trees.NODES.textNode(scalar.getValue()));
      return scalar.getValue();
    }
    if (event instanceof AliasEvent alias) {
      JsonNode node = copy(alias);
      if (node.isValueNode()) {
        return node.asText();
      }
    }
    throw wrong(event, "a key must be a word");
  }

  private void remember(ScalarEvent scalar, JsonNode node) {
    if (scalar.getAnchor() != null) {
      anchors.put(scalar.getAnchor(), node);
    }
  }

  private void merged(Event at, JsonNode given, List<ObjectNode> below) {
    if (given instanceof ObjectNode mapping) {
      below.add(mapping);
    } else if (given.isArray() && !given.isEmpty()) {
      for (JsonNode each : given) {
        if (!(each instanceof ObjectNode mapping)) {
          throw wrong(at, "'<<' merges mappings, as <<: [*a, *b]");
        }
        below.add(mapping);
      }
    } else {
      throw wrong(at, "'<<' merges a mapping, as <<: *name");
    }
  }

  private JsonNode copy(AliasEvent alias) {
    String name = alias.getAnchor();
    if (open.contains(name)) {
      throw wrong(alias, "'*%s' stands within '&%s' itself".formatted(name, Shown.word(name)));
    }
    JsonNode node = anchors.get(name);
    if (node == null) {
      throw wrong(
          alias,
          "'*%s' is an alias, and no '&%s' stands before it. A text that begins with '*' needs quotes"
              .formatted(Shown.word(name), Shown.word(name)));
    }
    grow(alias, node);
    return node.deepCopy();
  }

  private void grow(Event event, JsonNode node) {
    for (JsonNode child : node) {
      count(event);
      grow(event, child);
    }
  }

  private JsonNode scalar(ScalarEvent event) {
    try {
      return CoreSchema.node(
          event.getValue(), event.isPlain() && event.getTag() == null, event.getTag());
    } catch (IllegalArgumentException e) {
      throw wrong(event, e.getMessage());
    }
  }

  private UserError wrong(Event at, String what) {
    return invalid(where, at.getStartMark(), what, null);
  }

  private static UserError invalid(String where, Mark at, String what, Throwable cause) {
    String place =
        at == null ? "" : ", line " + (at.getLine() + 1) + ", column " + (at.getColumn() + 1);
    String text = Shown.line(what);
    return new UserError(
        where + place + ": not valid YAML: " + text + (text.endsWith(".") ? "" : "."), cause);
  }
}
