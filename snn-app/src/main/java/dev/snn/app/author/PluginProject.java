package dev.snn.app.author;

import dev.snn.api.plugin.Family;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.error.Hint;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A small Maven project with one plug-in that works as it is. */
public final class PluginProject {
  private final Family<?> family;
  private final PluginName name;
  private final String source;
  private final String className;

  /**
   * A project for a plug-in.
   *
   * @param family name of its family; one without a template is the user's error
   * @param name of the plug-in, with a prefix; one that cannot be is the user's error
   */
  public PluginProject(String family, String name) {
    this.family = find(family);
    this.name = new PluginName(name);
    this.source = Template.read(family + "/Plugin.java");
    String type = this.name.className(family);
    // A class that the source imports, such as PointNeuron, cannot be its own name.
    boolean imported = Pattern.compile("\\b" + type + "\\b").matcher(source).find();
    this.className = imported ? type + "Plugin" : type;
  }

  /** The names of the families; each has a template. */
  public static List<String> families() {
    return Family.all().stream().map(Family::name).toList();
  }

  private static Family<?> find(String name) {
    return Family.all().stream()
        .filter(f -> f.name().equals(name))
        .findFirst()
        .orElseThrow(
            () ->
                new UserError(
                    "there is no family '%s'.%s Families: %s."
                        .formatted(
                            name,
                            Hint.didYouMean(name, families()),
                            String.join(", ", families()))));
  }

  /** Where {@code mvn package} puts the jar, below the project. */
  public String jar() {
    return "target/" + name.artifact() + "-1.0.jar";
  }

  /**
   * The files: names below the project, with forward slashes, and their texts. The POM comes last.
   *
   * @param checkout where the project gets the program's modules from
   */
  public Map<String, String> files(CheckoutRepository checkout) {
    String folder = name.packageName().replace('.', '/') + "/";
    String plugin = "src/main/java/" + folder + className + ".java";
    String test = "src/test/java/" + folder + className + "Test.java";
    String service = "src/main/resources/META-INF/services/" + family.service().getName();
    String contract = family.service().getSimpleName().replace("Plugin", "Contract");
    Map<String, String> values =
        Map.ofEntries(
            Map.entry("name", name.text()),
            Map.entry("family", family.name()),
            Map.entry("group", name.group()),
            Map.entry("artifact", name.artifact()),
            Map.entry("version", checkout.version()),
            Map.entry("repository", checkout.url()),
            Map.entry("home", checkout.home().toString()),
            Map.entry("link", checkout.link()),
            Map.entry("verb", verb()),
            Map.entry("snn", checkout.command()),
            Map.entry("jar", jar()),
            Map.entry("source", plugin),
            Map.entry("service", service),
            Map.entry("test", test));
    Map<String, String> files = new LinkedHashMap<>();
    files.put(plugin, java(source));
    files.put(service, name.packageName() + "." + className + "\n");
    files.put(test, java(Template.read("PluginTest.java").replace("FamilyContract", contract)));
    files.put(
        "experiment.yaml",
        Template.read(family.name() + "/experiment.yaml").replace("yourlab.name", name.text()));
    files.put(".mvn/maven.config", Template.read("maven.config"));
    files.put("README.md", Template.fill(Template.read("README.md"), values));
    files.put("pom.xml", Template.fill(Template.read("pom.xml"), values));
    return files;
  }

  /** The command that shows the plug-in at work: a search is at work in a table. */
  public String verb() {
    return family.equals(Family.SEARCH) ? "table" : "run";
  }

  private String java(String template) {
    return template
        .replace("package yourlab;", "package " + name.packageName() + ";")
        .replace("\"yourlab.name\"", "\"" + name.text() + "\"")
        .replace("NewPlugin", className);
  }
}
