package dev.snn.testkit;

import static dev.snn.testkit.ContractViolation.require;

import dev.snn.api.search.Candidate;
import dev.snn.api.search.Dimension;
import dev.snn.api.search.Kind;
import dev.snn.api.search.Search;
import dev.snn.api.search.Space;
import dev.snn.api.search.Told;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Searches: candidates of the space, and nothing remembered but what is told. */
final class SearchChecks {
  private static final int RUNS = 12;
  private static final long MANY = 50;

  private final Subject subject;

  private SearchChecks(Subject subject) {
    this.subject = subject;
  }

  static List<ContractCheck> of(Subject subject) {
    SearchChecks c = new SearchChecks(subject);
    return List.of(
        new ContractCheck("candidates are of the space", c::inside),
        new ContractCheck("determinism", c::determinism),
        new ContractCheck("goes on from what it is told", c::resumed),
        new ContractCheck("what it is told is left alone", c::purity),
        new ContractCheck("runs without a result", c::withoutResult),
        new ContractCheck("independence is what it says", c::independence),
        new ContractCheck("a space of few candidates", c::few),
        new ContractCheck("a space of one candidate", c::one));
  }

  private Search make() {
    return subject.create(Search.class, subject.context(1));
  }

  /** One dimension of each kind. */
  private static Space mixed() {
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    dimensions.put("real", new Dimension.Real(-2, 5, false));
    dimensions.put("log", new Dimension.Real(1e-4, 10, true));
    dimensions.put("whole", new Dimension.Whole(1, 6, false));
    dimensions.put("choice", new Dimension.Choice(List.of("a", "b", 3)));
    dimensions.put(
        "gamma",
        new Dimension.Distribution(
            Kind.GAMMA,
            List.of(new Dimension.Real(1, 5, false), new Dimension.Real(0.5, 20, true))));
    dimensions.put(
        "normal",
        new Dimension.Distribution(
            Kind.NORMAL,
            List.of(new Dimension.Real(-1, 1, false), new Dimension.Real(2, 2, false))));
    return new Space(dimensions);
  }

  private static double objective(Space space, Candidate candidate) {
    double sum = 0;
    for (double u : space.unit(candidate)) {
      sum += (u - 0.3) * (u - 0.3);
    }
    return sum;
  }

  private static int runs(Search search, Space space) {
    return (int) Math.min(RUNS, search.size(space).orElse(RUNS));
  }

  private static Candidate propose(Search search, Space space, List<Told> told) {
    Candidate candidate = search.propose(space, List.copyOf(told));
    require(candidate != null, "proposal %d is null", told.size() + 1);
    require(
        space.contains(candidate),
        "proposal %d, %s, is not of the space %s",
        told.size() + 1,
        candidate,
        space);
    return candidate;
  }

  /** Asks and tells; a run in {@code every} has no result, none where it is 0. */
  private static List<Told> run(Search search, Space space, int runs, int every) {
    List<Told> told = new ArrayList<>();
    while (told.size() < runs) {
      Candidate candidate = propose(search, space, told);
      boolean missing = every > 0 && told.size() % every == 0;
      told.add(new Told(candidate, missing ? Double.NaN : objective(space, candidate)));
    }
    return told;
  }

  private String inside() {
    Search search = make();
    Space space = mixed();
    OptionalLong size = search.size(space);
    require(size.isEmpty() || size.getAsLong() >= 1, "size() is %s", size);
    return run(search, space, runs(search, space), 0).size() + " candidates";
  }

  private String determinism() {
    Search search = make();
    int runs = runs(search, mixed());
    List<Told> one = run(search, mixed(), runs, 0);
    same(run(make(), mixed(), runs, 0), one, "two made from one seed");
    return "equal";
  }

  private String resumed() {
    Search search = make();
    List<Told> all = run(search, mixed(), runs(search, mixed()), 0);
    for (int k = 0; k < all.size(); k++) {
      Candidate fresh = propose(make(), mixed(), all.subList(0, k));
      require(
          fresh.equals(all.get(k).candidate()),
          "told %d results, a fresh search proposes %s, one that was asked before proposed %s",
          k,
          fresh,
          all.get(k).candidate());
    }
    return all.size() + " times";
  }

  private String purity() {
    Search search = make();
    List<Told> told = new ArrayList<>(run(search, mixed(), runs(search, mixed()) - 1, 0));
    List<Told> before = List.copyOf(told);
    search.propose(mixed(), told);
    require(told.equals(before), "propose changes the list it is told");
    return "unchanged";
  }

  private String withoutResult() {
    Search search = make();
    int runs = runs(search, mixed());
    run(search, mixed(), runs, 2);
    run(search, mixed(), runs, 1);
    return "goes on";
  }

  private String independence() {
    Search search = make();
    if (!search.independent()) {
      return "candidates depend on results";
    }
    int runs = runs(search, mixed());
    List<Told> told = run(search, mixed(), runs, 0);
    List<Told> untold = run(search, mixed(), runs, 1);
    for (int k = 0; k < runs; k++) {
      require(
          told.get(k).candidate().equals(untold.get(k).candidate()),
          "independent() is true, but proposal %d depends on the results",
          k + 1);
    }
    return "holds";
  }

  private String few() {
    Map<String, Dimension> dimensions = new LinkedHashMap<>();
    dimensions.put("whole", new Dimension.Whole(1, 3, false));
    dimensions.put("choice", new Dimension.Choice(List.of("a", "b")));
    Space space = new Space(dimensions);
    Search search = make();
    long size = search.size(space).orElse(MANY);
    List<Told> told = run(search, space, (int) Math.min(MANY, size), 0);
    return told.stream().map(Told::candidate).distinct().count() + " of 6";
  }

  private String one() {
    Space space = new Space(Map.of("real", new Dimension.Real(2, 2, false)));
    Candidate candidate = propose(make(), space, List.of());
    require(candidate.values().equals(Map.of("real", 2.0)), "the candidate is %s", candidate);
    return "found";
  }

  private static void same(List<Told> a, List<Told> b, String what) {
    require(a.equals(b), "%s: %s and %s", what, a, b);
  }
}
