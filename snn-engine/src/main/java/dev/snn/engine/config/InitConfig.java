package dev.snn.engine.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.snn.api.plugin.DataHome;
import dev.snn.api.plugin.UserError;
import dev.snn.engine.file.OutputFiles;
import dev.snn.engine.tree.Records;
import dev.snn.engine.tree.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/**
 * Where a training takes its first parameters from, instead of drawing them.
 *
 * @param file a checkpoint, a NumPy archive as {@code run --save} writes, or a network of another
 *     tool
 * @param sha256 of the file; part of the configuration, so that another file is another one
 * @param skip beginnings of the names of parameters that are drawn all the same
 * @param found where the file is
 */
public record InitConfig(String file, String sha256, List<String> skip, Path found) {
  /** The key of an experiment file. */
  static final String KEY = "init";

  /** The keys of the mapping. */
  public static final List<String> KEYS = List.of("file", "sha256", "skip");

  /**
   * From a path, or from a mapping with {@code file}, {@code skip} and, in records, {@code sha256}.
   *
   * @param data where files are that are not in the working directory; may be null
   */
  static InitConfig of(JsonNode node, DataHome data) {
    if (node.isTextual()) {
      return read(node.asText(), null, List.of(), data);
    }
    if (!(node instanceof ObjectNode options) || !options.path("file").isTextual()) {
      throw Records.wrong(KEY, "a file, or a mapping as {file: kept/best.safetensors}", node);
    }
    Records.checkKeys(options, KEYS, KEY);
    List<String> skip = new ArrayList<>();
    JsonNode list = options.path("skip");
    if (list.isTextual()) {
      skip.add(list.asText());
    } else if (!list.isMissingNode() && !list.isNull() && !list.isArray()) {
      throw Records.wrong(KEY + ".skip", "a list of names, as [decoder]", list);
    }
    list.forEach(name -> skip.add(name.asText()));
    return read(
        options.path("file").asText(),
        options.path("sha256").asText(null),
        List.copyOf(skip),
        data);
  }

  private static InitConfig read(String file, String expected, List<String> skip, DataHome data) {
    Path path =
        NetworkFiles.find(data, file)
            .orElseThrow(
                () ->
                    new UserError(
                        "%s: there is no file %s. Name a checkpoint of 'snn run --checkpoint', or a file of 'snn run --save'."
                            .formatted(KEY, file)));
    String found = hash(path);
    if (expected != null && !expected.equals(found)) {
      throw new UserError(
          "%s: %s has changed since the run (its SHA-256 is %.12s..., it was %.12s...). Put the former file back."
              .formatted(KEY, file, found, expected));
    }
    return new InitConfig(file, found, skip, path);
  }

  private static String hash(Path path) {
    try (InputStream in = Files.newInputStream(path)) {
      MessageDigest sha = MessageDigest.getInstance("SHA-256");
      new DigestInputStream(in, sha).transferTo(OutputStream.nullOutputStream());
      return HexFormat.of().formatHex(sha.digest());
    } catch (IOException e) {
      throw new UserError(
          "%s: cannot read %s (%s).".formatted(KEY, path, OutputFiles.reason(e)), e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  /** True of a parameter that is drawn all the same. */
  public boolean isSkipped(String parameter) {
    return skip.stream().anyMatch(parameter::startsWith);
  }

  ObjectNode tree() {
    ObjectNode tree = Trees.NODES.objectNode().put("file", file).put("sha256", sha256);
    if (!skip.isEmpty()) {
      tree.set("skip", Trees.of(skip));
    }
    return tree;
  }
}
