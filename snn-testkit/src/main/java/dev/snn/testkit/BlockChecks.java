package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.layer.BlockPlugin;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Blocks: entries that can stand in a file, whatever the block and its input are named. */
final class BlockChecks {
  private static final String NAME = "stage";
  private static final String INPUT = "before";

  private BlockChecks() {}

  static List<ContractCheck> of(BlockPlugin<?> block, Record config) {
    return List.of(
        new ContractCheck("entries", () -> entries(block, config)),
        new ContractCheck("names", () -> names(block, config)),
        new ContractCheck("determinism", () -> determinism(block, config)));
  }

  @SuppressWarnings("unchecked")
  private static <C extends Record> List<Map<String, Object>> expand(
      BlockPlugin<C> block, Record config) {
    return block.entries((C) config, NAME, INPUT);
  }

  private static String entries(BlockPlugin<?> block, Record config) {
    List<Map<String, Object>> entries = expand(block, config);
    require(entries != null && !entries.isEmpty(), "entries(...) returned none");
    for (Map<String, Object> entry : entries) {
      require(
          entry.get("type") instanceof String ^ entry.get("merge") != null,
          "the entry %s must have either 'type' or 'merge'",
          entry);
    }
    return entries.size() + " entries";
  }

  private static String names(BlockPlugin<?> block, Record config) {
    Set<String> known = new HashSet<>(Set.of(INPUT));
    Set<String> read = new HashSet<>();
    String before = INPUT;
    List<Map<String, Object>> entries = expand(block, config);
    for (Map<String, Object> entry : entries) {
      String name = String.valueOf(entry.get("name"));
      require(name.startsWith(NAME), "the name '%s' must begin with that of the block", name);
      for (String from : from(entry, before)) {
        require(known.contains(from), "'%s' reads '%s', and nothing before it is so", name, from);
        read.add(from);
      }
      require(known.add(name), "two entries are named '%s'", name);
      before = name;
    }
    known.removeAll(read);
    known.remove(before);
    require(known.isEmpty(), "nothing reads %s", known);
    return "each its own, and read";
  }

  private static List<String> from(Map<String, Object> entry, String before) {
    Object from = entry.get("from");
    if (from == null) {
      return List.of(before);
    }
    List<String> names = new ArrayList<>();
    if (from instanceof List<?> list) {
      list.forEach(each -> names.add(String.valueOf(each)));
    } else {
      names.add(String.valueOf(from));
    }
    return names;
  }

  private static String determinism(BlockPlugin<?> block, Record config) {
    require(
        expand(block, config).equals(expand(block, config)),
        "entries(...) gives other entries at its second call");
    return "the same entries at the second call";
  }
}
