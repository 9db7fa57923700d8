package dev.snn.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DataFileTest {
  private static final String SHA = "0123456789abcdef".repeat(4);

  @Test
  void copiesItsAddresses() {
    List<String> urls = new ArrayList<>(List.of("http://localhost/a"));
    DataFile file = new DataFile("toy/a.bin", urls, SHA, 3, "none");
    urls.clear();
    assertThat(file.urls()).containsExactly("http://localhost/a");
    assertThat(file.contentSha256()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "/etc/a", "../a", "a/../../b", "a\\b"})
  void pathsStayBelowTheDataFolder(String path) {
    assertThatThrownBy(() -> new DataFile(path, List.of(), SHA, 3, "none"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("path must lie below the data folder");
  }

  @Test
  void checksumsAndLengthsAreChecked() {
    assertThatThrownBy(() -> new DataFile("a", List.of(), SHA.toUpperCase(), 3, "none"))
        .hasMessageContaining("sha256 must be 64");
    assertThatThrownBy(() -> new DataFile("a", List.of(), SHA, "abc", 3, "none"))
        .hasMessageContaining("contentSha256 must be 64");
    assertThatThrownBy(() -> new DataFile("a", List.of(), SHA, 0, "none"))
        .hasMessageContaining("bytes must be at least 1");
    assertThat(new DataFile("a", List.of(), SHA, SHA, 1, "none").bytes()).isEqualTo(1);
  }

  @Test
  void md5StandsWhereNoSha256IsPublished() {
    String md5 = "0123456789abcdef0123456789abcdef";
    DataFile file = DataFile.withMd5("a/b.h5", "none", md5, md5);
    assertThat(file.md5()).containsExactly(md5, md5);
    assertThat(file.sha256()).isEmpty();
    assertThat(file.bytes()).isZero();
    assertThat(new DataFile("a", List.of(), SHA, 1, "none").md5()).isEmpty();
    assertThatThrownBy(() -> DataFile.withMd5("a", "none", "abc"))
        .hasMessage("md5 must be 32 lower-case hexadecimal digits, got 'abc'");
    assertThatThrownBy(() -> new DataFile("a", List.of(), SHA, "", 1, "none", List.of(md5)))
        .hasMessage("a file has md5, or sha256, bytes and addresses");
  }

  @Test
  void aPluginHasNoFilesUnlessItSaysSo() {
    DatasetPlugin<Empty> plugin =
        new DatasetPlugin<>() {
          @Override
          public String name() {
            return "toy";
          }

          @Override
          public Empty defaults() {
            return new Empty();
          }

          @Override
          public Dataset create(Empty config, dev.snn.api.plugin.BuildContext context) {
            throw new MissingDataException("none");
          }
        };
    assertThat(plugin.files()).isEmpty();
  }

  /** No options. */
  record Empty() {}
}
