package dev.snn.spark.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.broadcast.Broadcast;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mockito.Mockito;

/** Files are fetched by those who have not got them. */
class FileCacheTest {
  private static final byte[] BYTES = "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8);

  @TempDir Path folder;

  @SuppressWarnings("unchecked")
  private static Broadcast<byte[]> piece(byte[] bytes) {
    Broadcast<byte[]> piece = Mockito.mock(Broadcast.class);
    Mockito.when(piece.value()).thenReturn(bytes);
    return piece;
  }

  @Test
  void whatIsThereIsNotFetched() throws IOException, Refusal {
    FileCache cache = new FileCache(folder);
    Broadcast<byte[]> piece = piece(BYTES);
    Parcel parcel = Parcel.of("points.csv", Sha256.of(BYTES), List.of(piece));
    assertThat(cache.get(parcel)).hasBinaryContent(BYTES);
    assertThat(cache.get(parcel)).hasBinaryContent(BYTES);
    Mockito.verify(piece, Mockito.times(1)).value();
    assertThat(folder).isDirectoryNotContaining("glob:**.new");
  }

  @Test
  void whatHasGoneBadIsFetchedAgain() throws IOException, Refusal {
    FileCache cache = new FileCache(folder);
    Parcel parcel = Parcel.of("points.csv", Sha256.of(BYTES), List.of(piece(BYTES)));
    Files.writeString(cache.get(parcel), "other");
    assertThat(cache.get(parcel)).hasBinaryContent(BYTES);
  }

  @Test
  void piecesAreWrittenInOrder() throws IOException, Refusal {
    FileCache cache = new FileCache(folder);
    byte[] first = Arrays.copyOfRange(BYTES, 0, 3);
    byte[] second = Arrays.copyOfRange(BYTES, 3, BYTES.length);
    Parcel parcel = Parcel.of("points.csv", Sha256.of(BYTES), List.of(piece(first), piece(second)));
    assertThat(cache.get(parcel)).hasBinaryContent(BYTES);
  }

  @Test
  void anotherChecksumIsASentence() {
    FileCache cache = new FileCache(folder);
    Parcel parcel = Parcel.of("points.csv", "0".repeat(64), List.of(piece(BYTES)));
    assertThatThrownBy(() -> cache.get(parcel))
        .isInstanceOf(Refusal.class)
        .hasMessageStartingWith("points.csv came to an executor with the checksum ")
        .hasMessageEndingWith("Run the same command again.");
    assertThat(folder).isEmptyDirectory();
  }
}
