package dev.snn.app.author;

import dev.snn.api.plugin.UserError;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * The name of a plug-in, {@code yourlab.my-neuron}, and what follows from it: the last word names
 * the class, those before it the package.
 *
 * @param text as in experiment files
 */
record PluginName(String text) {
  private static final int MOST = 60;
  private static final Pattern FORM = Pattern.compile("[a-z0-9]+([.-][a-z0-9]+)*");

  /** Packages of Java and of the program; a plug-in's class cannot be loaded from them. */
  private static final List<String> TAKEN =
      List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "dev.snn.");

  /** Refuses what cannot be the name of somebody's plug-in. */
  PluginName {
    if (text.length() > MOST || !FORM.matcher(text).matches()) {
      throw new UserError(
          "the name '%s' must be lower-case letters and digits, with dots and dashes between, %d characters at most, as in yourlab.my-model."
              .formatted(text, MOST));
    }
    if (!text.contains(".")) {
      throw new UserError(
          "the name '%s' needs a prefix with a dot, as in yourlab.%s; names without a dot are built in."
              .formatted(text, text));
    }
    for (String prefix : TAKEN) {
      if (text.startsWith(prefix)) {
        throw new UserError(
            "the name '%s' begins with '%s', which is not yours; take a prefix of your own, as in yourlab.%s."
                .formatted(text, prefix, text.substring(prefix.length())));
      }
    }
  }

  private String last() {
    return text.substring(text.lastIndexOf('.') + 1);
  }

  private String prefix() {
    return text.substring(0, text.lastIndexOf('.'));
  }

  /** {@code yourlab}: a dash becomes an underscore, and words that Java does not take get one. */
  String packageName() {
    return Stream.of(prefix().split("\\."))
        .map(word -> word.replace('-', '_'))
        .map(word -> Character.isDigit(word.charAt(0)) ? "_" + word : word)
        .map(word -> SourceVersion.isKeyword(word) ? word + "_" : word)
        .collect(Collectors.joining("."));
  }

  /** {@code MyNeuron}; the family stands last, once, so that no class of Java has this name. */
  String className(String family) {
    String suffix = camel(family);
    String words = camel(last());
    if (Character.isDigit(words.charAt(0))) {
      words = "My" + words;
    }
    boolean said = words.endsWith(suffix) && words.length() > suffix.length();
    return said ? words : words + suffix;
  }

  /** {@code yourlab-my-neuron}, the name of the Maven artifact. */
  String artifact() {
    return text.replace('.', '-');
  }

  /** {@code yourlab}, the Maven group. */
  String group() {
    return prefix();
  }

  private static String camel(String words) {
    return Stream.of(words.split("-")).map(PluginName::capital).collect(Collectors.joining());
  }

  private static String capital(String word) {
    return Character.toUpperCase(word.charAt(0)) + word.substring(1);
  }
}
