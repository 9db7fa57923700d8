package dev.snn.neurons.lif;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads a configuration that stands in one line of a page: {@code {type: lif, alpha: 0.9}}. */
final class Flow {
  private final String text;
  private int at;

  Flow(String text) {
    this.text = text;
  }

  Map<String, Object> mapping() {
    Map<String, Object> map = new LinkedHashMap<>();
    expect('{');
    while (peek() != '}') {
      String key = word();
      expect(':');
      map.put(key, value());
      if (peek() == ',') {
        expect(',');
      }
    }
    expect('}');
    return map;
  }

  private List<Object> list() {
    List<Object> list = new ArrayList<>();
    expect('[');
    while (peek() != ']') {
      list.add(value());
      if (peek() == ',') {
        expect(',');
      }
    }
    expect(']');
    return list;
  }

  private Object value() {
    if (peek() == '{') {
      return mapping();
    }
    if (peek() == '[') {
      return list();
    }
    String word = word();
    if (word.equals("true") || word.equals("false")) {
      return Boolean.valueOf(word);
    }
    return word.matches("-?[0-9.]+") ? (Object) Double.valueOf(word) : word;
  }

  private char peek() {
    while (text.charAt(at) == ' ') {
      at++;
    }
    return text.charAt(at);
  }

  private void expect(char c) {
    if (peek() != c) {
      throw new IllegalArgumentException("'" + c + "' expected at " + at + " of " + text);
    }
    at++;
  }

  private String word() {
    peek();
    int from = at;
    while (",:{}[] ".indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(from, at);
  }
}
