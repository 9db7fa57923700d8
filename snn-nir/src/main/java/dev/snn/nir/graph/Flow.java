package dev.snn.nir.graph;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The order in which the nodes of a graph are run. On each cycle one edge takes a step of time: the
 * one that leads back to a node on the way from the inputs, where ways are followed in the order of
 * the names.
 *
 * @param parts nodes in their order; several in one part are run step by step, one alone over any
 *     stretch of time at once
 * @param delayed the edges that take a step
 */
public record Flow(List<List<String>> parts, Set<NirEdge> delayed) {

  /** The order of a graph in one level ({@link Flat}). */
  public static Flow of(String file, NirGraph graph) {
    refuseIdleCycles(file, graph);
    Set<NirEdge> delayed = back(graph, graph.nodes().keySet());
    List<String> order = order(graph, delayed);
    Map<String, Integer> at = new HashMap<>();
    for (int k = 0; k < order.size(); k++) {
      at.put(order.get(k), k);
    }
    // From the first node of a cycle to its last one all are run together.
    int[] last = new int[order.size()];
    for (int k = 0; k < last.length; k++) {
      last[k] = k;
    }
    for (NirEdge edge : delayed) {
      int first = at.get(edge.to());
      last[first] = Math.max(last[first], at.get(edge.from()));
    }
    List<List<String>> parts = new ArrayList<>();
    for (int k = 0; k < last.length; ) {
      int end = last[k];
      for (int j = k; j <= end; j++) {
        end = Math.max(end, last[j]);
      }
      parts.add(List.copyOf(order.subList(k, end + 1)));
      k = end + 1;
    }
    return new Flow(List.copyOf(parts), Set.copyOf(delayed));
  }

  /** The nodes, one after the other. */
  public List<String> order() {
    return parts.stream().flatMap(List::stream).toList();
  }

  /** True of a part that has to be run step by step. */
  public boolean isStepwise(List<String> part) {
    return part.size() > 1 || delayed.contains(new NirEdge(part.get(0), part.get(0)));
  }

  /** Signals would go round without an end within a step. */
  private static void refuseIdleCycles(String file, NirGraph graph) {
    Set<String> idle = new TreeSet<>();
    graph.nodes().values().stream()
        .filter(node -> !node.type().holds())
        .forEach(node -> idle.add(node.name()));
    for (NirEdge edge : back(graph, idle)) {
      throw Fault.of(
          file,
          edge.to(),
          "lies on a cycle without a neuron or a delay (back from node '%s'); put one on it."
              .formatted(edge.from()));
    }
  }

  /** The edges back to a node that is being visited, in a walk through some of the nodes. */
  private static Set<NirEdge> back(NirGraph graph, Collection<String> among) {
    Map<String, TreeSet<String>> next = new HashMap<>();
    graph.nodes().keySet().forEach(name -> next.put(name, new TreeSet<>()));
    for (NirEdge edge : graph.edges()) {
      if (among.contains(edge.from()) && among.contains(edge.to())) {
        next.get(edge.from()).add(edge.to());
      }
    }
    Set<NirEdge> back = new LinkedHashSet<>();
    Set<String> done = new HashSet<>();
    List<String> starts = new ArrayList<>(graph.of(Primitive.INPUT));
    starts.retainAll(among);
    starts.addAll(among);
    for (String start : starts) {
      walk(start, next, done, back);
    }
    return back;
  }

  private static void walk(
      String start, Map<String, TreeSet<String>> next, Set<String> done, Set<NirEdge> back) {
    if (!done.add(start)) {
      return;
    }
    Deque<String> path = new ArrayDeque<>();
    Deque<Iterator<String>> left = new ArrayDeque<>();
    Set<String> open = new HashSet<>();
    path.push(start);
    open.add(start);
    left.push(next.get(start).iterator());
    while (!path.isEmpty()) {
      if (!left.peek().hasNext()) {
        open.remove(path.pop());
        left.pop();
        continue;
      }
      String to = left.peek().next();
      if (open.contains(to)) {
        back.add(new NirEdge(path.peek(), to));
      } else if (done.add(to)) {
        path.push(to);
        open.add(to);
        left.push(next.get(to).iterator());
      }
    }
  }

  /** Each node after those that feed it within a step; of several the first by name. */
  private static List<String> order(NirGraph graph, Set<NirEdge> delayed) {
    Map<String, Integer> waiting = new HashMap<>();
    Map<String, List<String>> next = new HashMap<>();
    graph.nodes().keySet().forEach(name -> waiting.put(name, 0));
    for (NirEdge edge : graph.edges()) {
      if (!delayed.contains(edge)) {
        waiting.merge(edge.to(), 1, Integer::sum);
        next.computeIfAbsent(edge.from(), name -> new ArrayList<>()).add(edge.to());
      }
    }
    TreeSet<String> ready = new TreeSet<>();
    waiting.forEach(
        (name, count) -> {
          if (count == 0) {
            ready.add(name);
          }
        });
    List<String> order = new ArrayList<>();
    while (!ready.isEmpty()) {
      String name = ready.pollFirst();
      order.add(name);
      for (String to : next.getOrDefault(name, List.of())) {
        if (waiting.merge(to, -1, Integer::sum) == 0) {
          ready.add(to);
        }
      }
    }
    return order;
  }
}
