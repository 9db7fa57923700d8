package dev.snn.report.page;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The HTML file: a template with style, scripts and data in place. */
final class Page {
  private static final List<String> SCRIPTS =
      List.of(
          "dom.js",
          "theme.js",
          "tables.js",
          "charts.js",
          "figures.js",
          "curves.js",
          "pareto.js",
          "sweeps.js",
          "rasters.js",
          "filters.js",
          "details.js",
          "confusion.js",
          "main.js");
  private static final String CHART = "META-INF/maven/org.webjars.npm/chart.js/pom.properties";
  private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");

  private Page() {}

  static String html(String title, ObjectNode data) {
    StringBuilder scripts = new StringBuilder();
    SCRIPTS.forEach(name -> scripts.append(own(name)).append('\n'));
    Map<String, String> parts =
        Map.of(
            "title", escaped(title),
            "style", own("style.css"),
            "chart", chart(),
            "data", json(data),
            "scripts", scripts.toString());
    return PLACE
        .matcher(own("report.html"))
        .replaceAll(place -> Matcher.quoteReplacement(parts.get(place.group(1))));
  }

  /** Text of an element. */
  static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  /** JSON that no HTML parser takes for an end of its script. */
  static String json(ObjectNode data) {
    return data.toString().replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026");
  }

  private static String own(String name) {
    return text(Page.class.getResourceAsStream(name), name);
  }

  /** Chart.js without the line that names its source map, which is not there. */
  private static String chart() {
    ClassLoader loader = Page.class.getClassLoader();
    Properties properties = new Properties();
    try (InputStream in = loader.getResourceAsStream(CHART)) {
      properties.load(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String name =
        "META-INF/resources/webjars/chart.js/%s/dist/chart.umd.min.js"
            .formatted(properties.getProperty("version"));
    return text(loader.getResourceAsStream(name), name)
        .replaceFirst("(?m)^//# sourceMappingURL=.*$", "");
  }

  private static String text(InputStream resource, String name) {
    if (resource == null) {
      throw new IllegalStateException("there is no resource " + name);
    }
    try (resource) {
      return new String(resource.readAllBytes(), StandardCharsets.UTF_8).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
