package dev.snn.app;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which package may know which; docs/architecture.md says what each is about. */
class RoomsTest {
  /**
   * A module.
   *
   * @param mayKnow modules it may know
   * @param atLeast how many classes it has at least, so that a rule over nothing does not pass
   * @param floors its packages from the ground up, the root package as ""; a package may know those
   *     of lower floors. One floor: the packages may know each other, without a cycle
   */
  private record Module(List<String> mayKnow, int atLeast, List<List<String>> floors) {
    private List<String> packages(String name) {
      return floors.stream().flatMap(List::stream).map(p -> of(name, p)).toList();
    }
  }

  private static String of(String module, String part) {
    return "dev.snn." + module + (part.isEmpty() ? "" : "." + part);
  }

  private static List<List<String>> floors(String... floors) {
    return Arrays.stream(floors).map(floor -> List.of(floor.split(" "))).toList();
  }

  /** Read a floor's "root" as the root package. */
  private static Module module(String mayKnow, int atLeast, String... floors) {
    List<String> known = mayKnow.isEmpty() ? List.of() : List.of(mayKnow.split(" "));
    List<List<String>> named =
        floors(floors).stream()
            .map(floor -> floor.stream().map(p -> p.equals("root") ? "" : p).toList())
            .toList();
    return new Module(known, atLeast, named);
  }

  private static final Map<String, Module> MODULES =
      Map.ofEntries(
          Map.entry(
              "api",
              module(
                  "",
                  90,
                  "root codec compute data layer learning loss metric neuron parallel plugin"
                      + " procedure random reservoir search stream synapse tensor")),
          Map.entry("kernels", module("api", 15, "root")),
          Map.entry("vector", module("api kernels", 8, "root")),
          Map.entry(
              "neurons",
              module(
                  "api kernels",
                  20,
                  "root block conv echo firstspike layer lif recurrent surrogate synapse",
                  "graded nonlinear")),
          Map.entry("losses", module("api kernels", 20, "root decoder loss metric")),
          Map.entry(
              "training",
              module(
                  "api kernels",
                  40,
                  "drift metric readout rewiring rule optimizer",
                  "learner",
                  "baseline gradient layerwise reservoir stream")),
          Map.entry("encoders", module("api", 12, "root")),
          Map.entry("data", module("api kernels", 60, "root augment event file format set")),
          // The adapter for JUnit stands on the plain checks.
          Map.entry("testkit", module("api", 40, "root", "junit")),
          Map.entry(
              "engine",
              module(
                  "api",
                  60,
                  "error",
                  "file tree registry",
                  "config",
                  "record evaluate schema",
                  "checkpoint progress",
                  "sheet",
                  "run",
                  "explain",
                  "doctor",
                  "root")),
          Map.entry(
              "bench",
              module(
                  "api engine",
                  90,
                  "experiment stats executor search speed",
                  "table schema",
                  "sweep diff",
                  "plan",
                  "root")),
          Map.entry("report", module("api engine bench", 40, "folder", "markdown page plot store")),
          Map.entry(
              "nir", module("api engine", 25, "graph", "file trace run export", "imports", "root")),
          // check-plugin runs the contracts of the testkit.
          Map.entry(
              "app",
              module(
                  "api engine bench report nir testkit",
                  40,
                  "root author command shell terminal")));

  /** Where a floor has more than one package that must not know each other. */
  private static final Set<String> STRICT =
      Set.of("engine", "bench", "report", "nir", "training", "testkit");

  /** What a newer JDK builds. */
  private static final String VECTOR = "dev/snn/vector/VectorBackend.class";

  private static JavaClasses all;

  @BeforeAll
  static void scan() {
    all =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.snn");
  }

  private static boolean isBuilt(String module) {
    return !module.equals("vector") || RoomsTest.class.getClassLoader().getResource(VECTOR) != null;
  }

  private static List<DynamicTest> forEachModule(java.util.function.BiConsumer<String, Module> t) {
    return MODULES.entrySet().stream()
        .filter(entry -> isBuilt(entry.getKey()))
        .sorted(Map.Entry.comparingByKey())
        .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> t.accept(e.getKey(), e.getValue())))
        .toList();
  }

  private static DescribedPredicate<JavaClass> room(String name) {
    return resideInAPackage("dev.snn." + name + "..");
  }

  @TestFactory
  List<DynamicTest> everyModuleWasScanned() {
    return forEachModule(
        (name, module) ->
            assertThat(all.that(room(name))).hasSizeGreaterThanOrEqualTo(module.atLeast()));
  }

  @Test
  void everyPackageIsNamed() {
    Set<String> named = new TreeSet<>();
    MODULES.forEach((name, module) -> named.addAll(module.packages(name)));
    Set<String> found =
        all.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
    assertThat(named).containsAll(found);
  }

  @TestFactory
  List<DynamicTest> aModuleKnowsOnlyWhatItMay() {
    return forEachModule(
        (name, module) -> {
          String[] others =
              MODULES.keySet().stream()
                  .filter(other -> !other.equals(name) && !module.mayKnow().contains(other))
                  .map(other -> "dev.snn." + other + "..")
                  .toArray(String[]::new);
          noClasses()
              .that(room(name))
              .should()
              .dependOnClassesThat(resideInAnyPackage(others))
              .check(all);
        });
  }

  /** Engine, bench, report, training: a package knows packages of lower floors and itself. */
  @TestFactory
  List<DynamicTest> aPackageKnowsOnlyLowerFloors() {
    List<DynamicTest> tests = new ArrayList<>();
    for (String name : STRICT) {
      List<List<String>> floors = MODULES.get(name).floors();
      for (int k = 0; k < floors.size(); k++) {
        for (String part : floors.get(k)) {
          String[] forbidden =
              floors.subList(k, floors.size()).stream()
                  .flatMap(List::stream)
                  .filter(other -> !other.equals(part))
                  .map(other -> of(name, other))
                  .toArray(String[]::new);
          if (forbidden.length > 0) {
            tests.add(
                DynamicTest.dynamicTest(
                    of(name, part),
                    () ->
                        noClasses()
                            .that()
                            .resideInAPackage(of(name, part))
                            .should()
                            .dependOnClassesThat(resideInAnyPackage(forbidden))
                            .allowEmptyShould(part.isEmpty())
                            .check(all)));
          }
        }
      }
    }
    return tests;
  }

  /** Every package is a slice of its own, root packages too. */
  private static final SliceAssignment PACKAGES =
      new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass javaClass) {
          return SliceIdentifier.of(javaClass.getPackageName());
        }

        @Override
        public String getDescription() {
          return "packages";
        }
      };

  /** The API is one whole: its packages sort it by what a reader looks for. */
  @Test
  void packagesOutsideTheApiHaveNoCycles() {
    slices()
        .assignedFrom(PACKAGES)
        .should()
        .beFreeOfCycles()
        .check(all.that(DescribedPredicate.not(room("api"))));
  }

  @Test
  void noPackageKnowsTheRootPackageAboveIt() {
    for (String name : MODULES.keySet()) {
      boolean hasParts = MODULES.get(name).packages(name).size() > 1;
      if (hasParts && !name.equals("testkit")) {
        noClasses()
            .that(
                DescribedPredicate.describe(
                    "are below dev.snn." + name,
                    c -> c.getPackageName().startsWith("dev.snn." + name + ".")))
            .should()
            .dependOnClassesThat(resideInAPackage("dev.snn." + name))
            .allowEmptyShould(true)
            .check(all);
      }
    }
  }

  @Test
  void theApiKnowsTheJdkOnly() {
    classes()
        .that(room("api"))
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage("dev.snn.api..", "java.."))
        .check(all);
  }

  /** Where a library may be used; elsewhere it is unknown. */
  private static final Map<String, String[]> LIBRARIES =
      Map.ofEntries(
          Map.entry("com.google.inject..", new String[] {"engine", "bench"}),
          Map.entry("jakarta.inject..", new String[] {"engine", "bench"}),
          Map.entry(
              "com.fasterxml.jackson..", new String[] {"engine", "bench", "report", "nir", "app"}),
          Map.entry("org.yaml..", new String[] {"engine"}),
          Map.entry("org.hipparchus..", new String[] {"bench", "report", "encoders"}),
          Map.entry("org.ejml..", new String[] {"bench", "report", "training"}),
          Map.entry("org.knowm..", new String[] {"report"}),
          Map.entry("java.sql..", new String[] {"report"}),
          Map.entry("org.sqlite..", new String[] {"report"}),
          Map.entry("io.jhdf..", new String[] {"data", "nir"}),
          Map.entry("us.hebi..", new String[] {"data"}),
          Map.entry("org.nd4j..", new String[] {"kernels"}),
          Map.entry("org.bytedeco..", new String[] {"kernels"}),
          Map.entry("org.apache.commons.cli..", new String[] {"app"}),
          Map.entry("me.tongfei..", new String[] {"app"}),
          // The contracts as JUnit tests.
          Map.entry("org.junit..", new String[] {"testkit"}),
          Map.entry("org.opentest4j..", new String[] {"testkit"}));

  @TestFactory
  List<DynamicTest> librariesStayInTheirRooms() {
    List<DynamicTest> tests = new ArrayList<>();
    LIBRARIES.forEach(
        (library, rooms) ->
            tests.add(
                DynamicTest.dynamicTest(
                    library,
                    () ->
                        noClasses()
                            .that()
                            .resideOutsideOfPackages(
                                Arrays.stream(rooms)
                                    .map(r -> "dev.snn." + r + "..")
                                    .toArray(String[]::new))
                            .should()
                            .dependOnClassesThat(resideInAPackage(library))
                            .check(all))));
    return tests;
  }

  /** What came along with another library must not be used without a room of its own. */
  @Test
  void everyLibraryIsNamed() {
    List<String> known = new ArrayList<>(LIBRARIES.keySet());
    known.addAll(List.of("", "dev.snn..", "java..", "javax..", "jdk.incubator.vector.."));
    classes()
        .should()
        .onlyDependOnClassesThat(resideInAnyPackage(known.toArray(String[]::new)))
        .check(all);
  }

  @Test
  void tablesReadRecordsAndDoNotTrain() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.snn.bench.table..", "dev.snn.bench.stats..")
        .should()
        .dependOnClassesThat(
            resideInAnyPackage("dev.snn.engine.run..", "dev.snn.engine.evaluate.."))
        .check(all);
  }

  /**
   * What a command leaves is written by {@code engine.file} alone, whose steps the test of kills
   * counts. The others write elsewhere: a crash and the peer of the benchmark into the system's
   * folder for such files, new plug-in projects into a folder that is made for them, and SQLite by
   * itself.
   */
  @Test
  void filesAreWrittenInOnePlace() {
    noClasses()
        .that(
            resideInAnyPackage("dev.snn.engine..", "dev.snn.bench..", "dev.snn.report..")
                .or(room("app"))
                .and(DescribedPredicate.not(resideInAPackage("dev.snn.engine.file")))
                .and(
                    DescribedPredicate.not(
                        DescribedPredicate.describe(
                            "write elsewhere",
                            c -> WRITING_ELSEWHERE.contains(c.getSimpleName())))))
        .should()
        .callMethodWhere(
            DescribedPredicate.describe(
                "changes a file",
                call ->
                    call.getTargetOwner().isEquivalentTo(Files.class)
                        && call.getName()
                            .matches(
                                "(write|move|copy|create|delete|new.*(Output|Writer|Byte)|set).*")))
        .orShould()
        .callConstructorWhere(
            DescribedPredicate.describe(
                "opens a file to write",
                call ->
                    List.of("FileOutputStream", "FileWriter", "RandomAccessFile", "PrintWriter")
                            .contains(call.getTargetOwner().getSimpleName())
                        && call.getTarget().getRawParameterTypes().stream()
                            .anyMatch(
                                type ->
                                    type.isEquivalentTo(java.io.File.class)
                                        || type.isEquivalentTo(String.class))))
        .check(all);
  }

  private static final Set<String> WRITING_ELSEWHERE =
      Set.of("Crash", "PeerFolder", "NewFolder", "Memory");

  @Test
  void nobodyDrawsFromUnseededRandomness() {
    noClasses()
        .should()
        .callMethod(Math.class, "random")
        .orShould()
        .dependOnClassesThat(
            resideInAnyPackage("java.util", "java.util.concurrent")
                .and(
                    DescribedPredicate.describe(
                        "are Random or ThreadLocalRandom",
                        c ->
                            c.getSimpleName().equals("Random")
                                || c.getSimpleName().equals("ThreadLocalRandom"))))
        .check(all);
  }
}
