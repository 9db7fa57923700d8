package dev.snn.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;

/** What a reader of a report sees and can do. */
class BrowserTest {
  private static final int WIDE = 1440;
  private static final int NARROW = 375;
  private static final By ROWS = By.cssSelector("#table tbody th");
  private static final By ACCURACY = column("accuracy %");

  @TempDir static Path shared;
  private static Browser browser;
  private static Path report;

  @BeforeAll
  static void open() throws IOException {
    browser = Browser.open();
    Path out = Folders.table(shared);
    report = shared.resolve("report.html");
    Report.of(out).write(report);
    Path hostile =
        Folders.copy(out, shared.resolve("title"), "A table of all kinds", Folders.HOSTILE);
    Path both = Folders.copy(hostile, shared.resolve("both"), "odd-row", Folders.HOSTILE);
    Report.of(both).write(shared.resolve("hostile.html"));
  }

  @AfterAll
  static void close() {
    if (browser != null) {
      browser.close();
    }
  }

  @AfterEach
  void theConsoleIsSilent() {
    browser.assertSilent();
  }

  private static By column(String label) {
    return By.xpath("//section[@id='table']//th[button[.='" + label + "']]");
  }

  @Test
  void itShowsEverythingAndLoadsNothing() {
    browser.show(report, WIDE, "light");

    assertThat(browser.texts(By.tagName("h2")))
        .containsExactly(
            "Table",
            "Runs without results",
            "Comparisons",
            "Score against spikes",
            "Which class is taken for which",
            "Curves of each seed",
            "Sweeps",
            "Spikes",
            "Reconstructed images",
            "Configuration",
            "Provenance",
            "What to run to get this");
    assertThat(browser.texts(ROWS)).startsWith("majority", "rate", "odd-row", "wide");
    assertThat(browser.find(By.id("comparisons")).getText())
        .contains("p (equivalence)", "same within 5 points", "by p (equivalence)");
    assertThat(browser.find(By.id("runs")).getText())
        .contains("snn data fetch fashion-mnist", "loss is");
    assertThat(browser.run("return performance.getEntriesByType('resource').length")).isEqualTo(0L);
    assertThat(browser.run("return document.images[0].naturalWidth")).isEqualTo(906L);
    assertThat(
            (long)
                browser.run(
                    "return [...document.querySelectorAll('.chart canvas')].filter(c => {"
                        + " const p = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;"
                        + " return p.some(v => v !== 0) }).length"))
        .as("charts that are not empty")
        .isEqualTo(3 + 3 * 3);
  }

  @Test
  void filtersAreDrawn() throws IOException {
    Path out = Folders.withFilters(shared.resolve("out"), shared.resolve("filters"));
    Path page = shared.resolve("filters.html");
    Report.of(out).write(page);

    browser.show(page, WIDE, "light");

    assertThat(browser.texts(By.cssSelector("#filters h3")))
        .containsExactly(
            "layer 1: 2 maps, 1 x 1 pixels", "layer 3: 9 maps, 2 x 2 pixels, the first 1 shown");
    assertThat(
            browser.run(
                "return [...document.querySelectorAll('#filters canvas')].map(c =>"
                    + " [...c.getContext('2d').getImageData(0, 0, c.width, c.height).data]"
                    + ".filter((v, k) => k % 4 == 0).join(' ')).join('; ')"))
        .isEqualTo("255; 0; 255 128 128 64");
  }

  @Test
  void aHeaderSortsByItsNumbers() {
    browser.show(report, WIDE, "light");
    final List<String> before = browser.texts(ROWS);
    WebElement header = browser.find(ACCURACY);
    assertThat(header.getAttribute("aria-sort")).isEqualTo("none");

    header.findElement(By.tagName("button")).click();
    assertThat(header.getAttribute("aria-sort")).isEqualTo("ascending");
    List<Double> up = accuracies();
    header.findElement(By.tagName("button")).click();
    assertThat(header.getAttribute("aria-sort")).isEqualTo("descending");
    List<Double> down = accuracies();

    assertThat(up).hasSize(5).isSortedAccordingTo(Comparator.naturalOrder());
    assertThat(down).hasSize(5).isSortedAccordingTo(Comparator.reverseOrder());
    assertThat(browser.texts(ROWS))
        .containsExactlyInAnyOrderElementsOf(before)
        .isNotEqualTo(before)
        .endsWith("wide", "far", "wild", "picture");
    browser.find(column("parameters")).findElement(By.tagName("button")).click();
    assertThat(browser.find(ACCURACY).getAttribute("aria-sort")).isEqualTo("none");
    assertThat(browser.texts(By.xpath("//section[@id='table']//tbody/tr[1]/th")))
        .as("fewest parameters")
        .containsExactly("rate");
  }

  /** Of the rows that have one, from top to bottom. */
  private static List<Double> accuracies() {
    List<Double> values = new ArrayList<>();
    for (String text : browser.texts(By.xpath("//section[@id='table']//tbody/tr/td[4]"))) {
      if (!text.isEmpty()) {
        values.add(Double.parseDouble(text.split("[ \n]")[0]));
      }
    }
    return values;
  }

  private static String background() {
    return (String) browser.run("return getComputedStyle(document.body).backgroundColor");
  }

  private static boolean isDark(String colour) {
    String[] parts = colour.replaceAll("[^0-9,]", "").split(",");
    return Integer.parseInt(parts[0]) + Integer.parseInt(parts[1]) < 255;
  }

  @Test
  void coloursFollowTheSystemAndTheButton() {
    browser.show(report, WIDE, "dark");
    assertThat(isDark(background())).isTrue();
    browser.prefer("light");
    assertThat(browser.becomes(() -> !isDark(background()))).isTrue();
    final String chart = pixels();

    browser.find(By.id("theme")).click();

    assertThat(isDark(background())).isTrue();
    assertThat(browser.find(By.id("theme")).getText()).isEqualTo("Light colours");
    assertThat(pixels()).as("the charts change too").isNotEqualTo(chart);
    browser.find(By.id("theme")).click();
    assertThat(isDark(background())).isFalse();
  }

  private static String pixels() {
    return (String) browser.run("return document.querySelector('#curves canvas').toDataURL()");
  }

  @Test
  void theKeyboardReachesAndWorksEverything() {
    browser.show(report, WIDE, "light");
    List<String> reached = new ArrayList<>();
    for (int k = 0; k < 17; k++) {
      browser.press(Keys.TAB);
      reached.add(browser.focused().getText());
      assertThat(browser.run("return getComputedStyle(document.activeElement).outlineStyle"))
          .as("the focus on '%s' shows", browser.focused().getText())
          .isNotEqualTo("none");
    }
    assertThat(reached)
        .startsWith("Skip to the table", "Dark colours", "Table", "Runs without results")
        .containsSubsequence("What to run to get this", "row", "data set");
    assertThat(reached.get(14)).as("the table itself can be scrolled").contains("majority");

    assertThat(browser.focused().getText()).isEqualTo("data set");
    browser.press(Keys.ENTER);
    browser.press(Keys.SPACE);

    assertThat(browser.find(column("data set")).getAttribute("aria-sort")).isEqualTo("descending");
    assertThat(browser.texts(ROWS)).startsWith("picture");
  }

  @Test
  void figuresThatTheExperimentAsksForAreDrawn() throws IOException {
    Path copy = Folders.withFigures(shared.resolve("out"), shared.resolve("figures"));
    Path drawn = shared.resolve("figures.html");
    Report.of(copy).write(drawn);
    browser.show(drawn, WIDE, "light");

    assertThat(browser.texts(By.tagName("h2"))).containsSubsequence("Comparisons", "Figures");
    assertThat(browser.texts(By.cssSelector("#figures h3")))
        .containsExactly("accuracy against encoder.steps", "regrown against parameters");
    assertThat(browser.texts(By.cssSelector("#figures .legend li"))).containsExactly("swept");
    assertThat(browser.find(By.id("figures")).getText()).contains("No row has both");
    assertThat(
            (boolean)
                browser.run(
                    "const c = document.querySelector('#figures canvas');"
                        + " return c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some(v => v !== 0)"))
        .isTrue();
  }

  @Test
  void rowsOfTheCurvesCanBeHidden() {
    browser.show(report, WIDE, "light");
    final String before = pixels();
    WebElement button = browser.find(By.cssSelector("#curves .rows button"));

    button.click();

    assertThat(button.getAttribute("aria-pressed")).isEqualTo("false");
    assertThat(pixels()).isNotEqualTo(before);
    button.click();
    assertThat(pixels()).isEqualTo(before);
  }

  @Test
  void aNarrowWindowNeedsNoScrollingSideways() {
    for (int width : new int[] {NARROW, WIDE}) {
      browser.show(report, width, "light");
      assertThat(browser.run("return window.innerWidth")).isEqualTo((long) width);
      assertThat((long) browser.run("return document.documentElement.scrollWidth"))
          .isLessThanOrEqualTo(width);
    }
    browser.show(shared.resolve("hostile.html"), NARROW, "light");
    assertThat((long) browser.run("return document.documentElement.scrollWidth"))
        .isLessThanOrEqualTo(NARROW);
  }

  @Test
  void hostileTextsAreShownAndNotRun() {
    browser.show(shared.resolve("hostile.html"), WIDE, "light");

    assertThat(browser.run("return window.hacked === undefined")).isEqualTo(true);
    assertThat(browser.find(By.tagName("h1")).getText()).isEqualTo(Folders.HOSTILE);
    assertThat(browser.run("return document.title")).isEqualTo(Folders.HOSTILE);
    assertThat(browser.texts(ROWS)).contains(Folders.HOSTILE);
    assertThat(browser.run("return document.querySelectorAll('img').length")).isEqualTo(1L);
  }
}
