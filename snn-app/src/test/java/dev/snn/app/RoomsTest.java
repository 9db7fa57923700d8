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
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Which module may know which. */
class RoomsTest {
  /** A room, the rooms it may know, and how many classes it has at least. */
  private record Room(List<String> mayKnow, int atLeast) {}

  private static final Map<String, Room> ALWAYS =
      Map.of(
          "api", new Room(List.of(), 60),
          "kernels", new Room(List.of("api"), 5),
          "neurons", new Room(List.of("api", "kernels"), 20),
          "losses", new Room(List.of("api", "kernels"), 12),
          "training", new Room(List.of("api", "kernels"), 40),
          "data", new Room(List.of("api", "kernels"), 20),
          "testkit", new Room(List.of("api"), 10),
          "engine", new Room(List.of("api"), 60),
          "bench", new Room(List.of("api", "engine"), 60),
          // check-plugin runs the contracts of the testkit.
          "app", new Room(List.of("api", "engine", "bench", "testkit"), 5));

  /** What a newer JDK builds. */
  private static final String VECTOR = "dev/snn/vector/VectorBackend.class";

  private static final Map<String, Room> ROOMS = new TreeMap<>(ALWAYS);

  static {
    if (RoomsTest.class.getClassLoader().getResource(VECTOR) != null) {
      ROOMS.put("vector", new Room(List.of("api", "kernels"), 8));
    }
  }

  private static JavaClasses all;

  @BeforeAll
  static void scan() {
    all =
        new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("dev.snn");
  }

  private static DescribedPredicate<JavaClass> room(String name) {
    return resideInAPackage("dev.snn." + name + "..");
  }

  @TestFactory
  List<DynamicTest> everyRoomWasScanned() {
    List<DynamicTest> tests = new ArrayList<>();
    ROOMS.forEach(
        (name, room) ->
            tests.add(
                DynamicTest.dynamicTest(
                    name,
                    () ->
                        assertThat(all.that(room(name)))
                            .hasSizeGreaterThanOrEqualTo(room.atLeast()))));
    return tests;
  }

  @TestFactory
  List<DynamicTest> aRoomKnowsOnlyWhatItMay() {
    List<DynamicTest> tests = new ArrayList<>();
    ROOMS.forEach(
        (name, room) -> {
          String[] others =
              ROOMS.keySet().stream()
                  .filter(other -> !other.equals(name) && !room.mayKnow().contains(other))
                  .map(other -> "dev.snn." + other + "..")
                  .toArray(String[]::new);
          tests.add(
              DynamicTest.dynamicTest(
                  name,
                  () ->
                      noClasses()
                          .that(room(name))
                          .should()
                          .dependOnClassesThat(resideInAnyPackage(others))
                          .check(all)));
        });
    return tests;
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
  @TestFactory
  List<DynamicTest> librariesStayInTheirRooms() {
    Map<String, String[]> allowed =
        Map.ofEntries(
            Map.entry("com.google.inject..", new String[] {"engine", "bench"}),
            Map.entry("com.fasterxml.jackson..", new String[] {"engine", "bench", "app"}),
            Map.entry("org.hipparchus..", new String[] {"bench", "data"}),
            Map.entry("org.ejml..", new String[] {"bench", "training"}),
            Map.entry("org.knowm..", new String[] {"bench"}),
            Map.entry("java.sql..", new String[] {"bench"}),
            Map.entry("org.sqlite..", new String[] {"bench"}),
            Map.entry("io.jhdf..", new String[] {"data"}),
            Map.entry("us.hebi..", new String[] {"data"}),
            Map.entry("org.nd4j..", new String[] {"kernels"}),
            Map.entry("org.bytedeco..", new String[] {"kernels"}),
            Map.entry("org.apache.commons.cli..", new String[] {"app"}),
            Map.entry("me.tongfei..", new String[] {"app"}));
    List<DynamicTest> tests = new ArrayList<>();
    allowed.forEach(
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

  @Test
  void tablesReadRecordsAndDoNotTrain() {
    noClasses()
        .that()
        .resideInAnyPackage("dev.snn.bench.table..", "dev.snn.bench.stats..")
        .should()
        .dependOnClassesThat(resideInAnyPackage("dev.snn.engine.run..", "dev.snn.engine.evaluate.."))
        .check(all);
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

  @Test
  void thePackagesOfBenchHaveNoCycles() {
    slices()
        .assignedFrom(PACKAGES)
        .should()
        .beFreeOfCycles()
        .check(all.that(resideInAnyPackage("dev.snn.engine..", "dev.snn.bench..")));
  }

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
