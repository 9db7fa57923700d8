package dev.snn.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import dev.snn.api.data.BadDataException;
import dev.snn.api.data.DataFile;
import dev.snn.api.data.DataStore;
import dev.snn.api.data.MissingDataException;
import dev.snn.data.DataFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Against a server on this machine that behaves badly. */
class DownloaderTest {
  private static final byte[] CONTENT = new byte[200_000];

  static {
    for (int k = 0; k < CONTENT.length; k++) {
      CONTENT[k] = (byte) (k * 31 + k / 256);
    }
  }

  @TempDir Path cache;
  private HttpServer server;
  private ExecutorService threads;
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());

  /**
   * Waits longer than a busy machine takes for an answer: only a test of waiting may be in haste.
   */
  private final DataStore store = store(Duration.ofSeconds(60), 3);

  private static DataStore store(Duration stall, int attempts) {
    return new FileStore(
        new Downloader(Duration.ofSeconds(60), stall, Duration.ofMillis(1), attempts));
  }

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    threads = Executors.newCachedThreadPool();
    server.setExecutor(threads);
    server.start();
  }

  @AfterEach
  void stop() throws InterruptedException {
    end.countDown();
    server.stop(0);
    threads.shutdownNow();
    threads.awaitTermination(5, TimeUnit.SECONDS);
  }

  private String serve(String path, HttpHandler handler) {
    server.createContext(
        path,
        exchange -> {
          requests.add(path + " " + exchange.getRequestHeaders().getFirst("Range"));
          try (exchange) {
            handler.handle(exchange);
          }
        });
    return "http://127.0.0.1:" + server.getAddress().getPort() + path;
  }

  private static DataFile file(String... urls) {
    return new DataFile(
        "toy/data.bin", List.of(urls), Sha256.of(CONTENT), CONTENT.length, "made by the test");
  }

  private static int from(HttpExchange exchange) {
    String range = exchange.getRequestHeaders().getFirst("Range");
    return range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
  }

  /** Sends the bytes from the asked position on, at most {@code limit} of them. */
  private static void send(HttpExchange exchange, byte[] content, int limit) throws IOException {
    int from = from(exchange);
    if (from > 0) {
      exchange
          .getResponseHeaders()
          .set(
              "Content-Range", "bytes " + from + "-" + (content.length - 1) + "/" + content.length);
    }
    exchange.sendResponseHeaders(from > 0 ? 206 : 200, content.length - from);
    int length = Math.min(limit, content.length - from);
    exchange.getResponseBody().write(content, from, length);
    exchange.getResponseBody().flush();
  }

  private static void whole(HttpExchange exchange) throws IOException {
    send(exchange, CONTENT, CONTENT.length);
  }

  private Path part() {
    return cache.resolve("toy/data.bin.part");
  }

  private Path target() {
    return cache.resolve("toy/data.bin");
  }

  @Test
  void fetchesOnceWithProgress() throws IOException {
    List<Long> done = new ArrayList<>();
    DataFile file = file(serve("/good", DownloaderTest::whole));
    Path path = store.fetch(file, cache, (f, bytes, total) -> done.add(bytes));
    assertThat(path).isEqualTo(target()).hasBinaryContent(CONTENT);
    assertThat(done).isSorted().startsWith(0L).endsWith((long) CONTENT.length);
    assertThat(part()).doesNotExist();
    store.fetch(file, cache, DataStore.Progress.NONE);
    assertThat(requests).hasSize(1);
  }

  @Test
  void goesOnWhereAConnectionBroke() {
    store.fetch(file(serve("/cut", e -> send(e, CONTENT, 70_000))), cache, DataStore.Progress.NONE);
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(requests).containsExactly("/cut null", "/cut bytes=70000-", "/cut bytes=140000-");
  }

  @Test
  void goesOnWhereAnEarlierRunStopped() throws IOException {
    Files.createDirectories(part().getParent());
    Files.write(part(), Arrays.copyOf(CONTENT, 150_000));
    store.fetch(file(serve("/good", DownloaderTest::whole)), cache, DataStore.Progress.NONE);
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(requests).containsExactly("/good bytes=150000-");
  }

  @Test
  void keepsWhatItHasWhenAttemptsRunOut() {
    DataFile file = file(serve("/cut", e -> send(e, CONTENT, 1_000)));
    assertThatThrownBy(() -> store.fetch(file, cache, DataStore.Progress.NONE))
        .isInstanceOf(MissingDataException.class)
        .hasMessageContaining("toy/data.bin could not be fetched")
        .hasMessageContaining("run the command again");
    assertThat(target()).doesNotExist();
    assertThat(part()).hasBinaryContent(Arrays.copyOf(CONTENT, 3_000));
  }

  @Test
  void startsAnewWhereTheServerIgnoresRange() throws IOException {
    Files.createDirectories(part().getParent());
    Files.write(part(), new byte[50_000]);
    String url =
        serve(
            "/all",
            e -> {
              e.sendResponseHeaders(200, CONTENT.length);
              e.getResponseBody().write(CONTENT);
            });
    store.fetch(file(url), cache, DataStore.Progress.NONE);
    assertThat(target()).hasBinaryContent(CONTENT);
  }

  @Test
  void startsAnewWhereTheServerRefusesTheRange() throws IOException {
    Files.createDirectories(part().getParent());
    Files.write(part(), new byte[50_000]);
    String url =
        serve(
            "/416",
            e -> {
              if (from(e) > 0) {
                e.sendResponseHeaders(416, -1);
              } else {
                whole(e);
              }
            });
    store.fetch(file(url), cache, DataStore.Progress.NONE);
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(requests).containsExactly("/416 bytes=50000-", "/416 null");
  }

  @Test
  void aDamagedPartIsThrownAway() throws IOException {
    Files.createDirectories(part().getParent());
    Files.write(part(), new byte[50_000]);
    store.fetch(file(serve("/good", DownloaderTest::whole)), cache, DataStore.Progress.NONE);
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(requests).containsExactly("/good bytes=50000-", "/good null");
  }

  @Test
  void otherContentIsNeverAccepted() {
    byte[] other = CONTENT.clone();
    other[123_456] ^= 1;
    DataFile file = file(serve("/bad", e -> send(e, other, other.length)));
    assertThatThrownBy(() -> store.fetch(file, cache, DataStore.Progress.NONE))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("SHA-256 is " + Sha256.of(other))
        .hasMessageContaining(Sha256.of(CONTENT));
    assertThat(target()).doesNotExist();
  }

  @Test
  void anEndlessBodyIsCutOff() {
    DataFile file =
        file(
            serve(
                "/long",
                e -> {
                  e.sendResponseHeaders(200, 0);
                  e.getResponseBody().write(CONTENT);
                  e.getResponseBody().write(CONTENT);
                }));
    assertThatThrownBy(() -> store.fetch(file, cache, DataStore.Progress.NONE))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("more than 200000 bytes");
  }

  @Test
  void aStalledServerIsLeftForTheNextAddress() {
    String stall =
        serve(
            "/stall",
            e -> {
              send(e, CONTENT, 10_000);
              await();
            });
    String good = serve("/good", DownloaderTest::whole);
    store(Duration.ofSeconds(2), 2).fetch(file(stall, good), cache, DataStore.Progress.NONE);
    assertThat(target()).hasBinaryContent(CONTENT);
    assertThat(requests)
        .containsExactly("/stall null", "/stall bytes=10000-", "/good bytes=20000-");
  }

  private void await() {
    try {
      end.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aMissingPageIsAskedForOnce() {
    String gone = serve("/gone", e -> e.sendResponseHeaders(404, -1));
    assertThatThrownBy(() -> store.fetch(file(gone), cache, DataStore.Progress.NONE))
        .isInstanceOf(MissingDataException.class)
        .hasMessageContaining(gone + ": HTTP status 404");
    assertThat(requests).hasSize(1);
    store.fetch(file(gone, serve("/good", DownloaderTest::whole)), cache, DataStore.Progress.NONE);
    assertThat(target()).hasBinaryContent(CONTENT);
  }

  @Test
  void aBusyServerIsAskedAgainAndRedirectsAreFollowed() {
    serve("/good", DownloaderTest::whole);
    String url =
        serve(
            "/busy",
            e -> {
              if (requests.size() < 3) {
                e.sendResponseHeaders(503, -1);
              } else {
                e.getResponseHeaders().set("Location", "/good");
                e.sendResponseHeaders(302, -1);
              }
            });
    store.fetch(file(url), cache, DataStore.Progress.NONE);
    assertThat(requests).containsExactly("/busy null", "/busy null", "/busy null", "/good null");
    assertThat(target()).hasBinaryContent(CONTENT);
  }

  @Test
  void twoRunsDoNotWriteOnePart() throws IOException {
    Files.createDirectories(part().getParent());
    DataFile file = file(serve("/good", DownloaderTest::whole));
    try (FileChannel other =
        FileChannel.open(part(), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock lock = other.lock();
      assertThat(lock.isValid()).isTrue();
      assertThatThrownBy(() -> store.fetch(file, cache, DataStore.Progress.NONE))
          .isInstanceOf(MissingDataException.class)
          .hasMessageContaining("is being fetched by another run");
    }
  }

  @Test
  void aWrongFileIsNotOverwritten() throws IOException {
    Files.createDirectories(target().getParent());
    Files.write(target(), new byte[] {1, 2, 3});
    DataFile file = file(serve("/good", DownloaderTest::whole));
    assertThatThrownBy(() -> store.fetch(file, cache, DataStore.Progress.NONE))
        .isInstanceOf(BadDataException.class)
        .hasMessageContaining("Remove it and fetch it again");
    assertThat(target()).hasBinaryContent(new byte[] {1, 2, 3});
    assertThat(requests).isEmpty();
  }

  @Test
  void withoutAnAddressItSaysWhereToPutTheFile() {
    assertThatThrownBy(() -> store.fetch(file(), cache, DataStore.Progress.NONE))
        .isInstanceOf(MissingDataException.class)
        .hasMessageContaining("get it by hand and put it at " + target());
  }

  @Test
  void verifySeesRightWrongAndMissing() throws IOException {
    DataFile file = file();
    assertThat(store.verify(file, List.of(cache)).state()).isEqualTo(DataStore.State.MISSING);
    Files.createDirectories(target().getParent());
    Files.write(target(), CONTENT);
    DataStore.Finding right = store.verify(file, List.of(cache));
    assertThat(right.state()).isEqualTo(DataStore.State.RIGHT);
    assertThat(right.where()).isEqualTo(target().toString());
    Files.write(target(), new byte[10]);
    DataStore.Finding wrong = store.verify(file, List.of(cache));
    assertThat(wrong.state()).isEqualTo(DataStore.State.WRONG);
    assertThat(wrong.message()).contains(target().toString(), Sha256.of(new byte[10]));
  }

  @Test
  void anotherPackingOfTheSameContentIsRight() {
    byte[] packed = DataFiles.gzip(CONTENT);
    DataFile file =
        new DataFile(
            "toy/data.gz", List.of(), "0".repeat(64), Sha256.of(CONTENT), 10, "made by the test");
    DataFiles.write(cache.resolve("toy/data.gz"), packed);
    assertThat(store.verify(file, List.of(cache)).state()).isEqualTo(DataStore.State.RIGHT);
    DataFiles.write(cache.resolve("toy/data.gz"), Arrays.copyOf(packed, packed.length - 10));
    DataStore.Finding cut = store.verify(file, List.of(cache));
    assertThat(cut.state()).isEqualTo(DataStore.State.WRONG);
    assertThat(cut.message()).contains("is cut off");
  }

  @Test
  void bundledFilesAreSeenAndCanBeCopied() {
    DataFile digits =
        new DataFile(
            "digits/digits.csv.gz",
            List.of(),
            "46abec6b12486ad9e51943373abcf22bbea1b5a51a1619b361570d8893f1464a",
            57512,
            "UCI");
    assertThat(store.verify(digits, List.of(cache)).where()).isEqualTo("bundled");
    Path copy = store.fetch(digits, cache, DataStore.Progress.NONE);
    assertThat(copy).hasSize(57_512);
    assertThat(store.verify(digits, List.of(cache)).where()).isEqualTo(copy.toString());
  }

  @Test
  void theStoreIsAService() {
    assertThat(ServiceLoader.load(DataStore.class).findFirst().orElseThrow())
        .isInstanceOf(FileStore.class);
  }

  @Test
  void whatAKilledFetchLeavesIsNeverDataAndIsSweptAway() throws IOException {
    DataFile file = file(serve("/data", DownloaderTest::whole));
    FileStore store = new FileStore();
    Path target = cache.resolve(file.path());
    Files.createDirectories(target.getParent());
    Path part = target.resolveSibling("data.bin.part");
    Path copy = target.resolveSibling("data.bin.copy");
    // Whole, but the program ended before it was looked at.
    Files.write(part, CONTENT);
    Files.write(copy, CONTENT);
    assertThat(store.verify(file, List.of(cache)).state()).isEqualTo(DataStore.State.MISSING);

    Files.write(part, new byte[] {1, 2, 3});
    Files.write(target, CONTENT);
    assertThat(store.fetch(file, cache, (f, done, all) -> {})).isEqualTo(target);

    assertThat(target.getParent()).isDirectoryNotContaining("glob:**.{part,copy}");
    assertThat(target).hasBinaryContent(CONTENT);
    assertThat(requests).isEmpty();
  }

  @Test
  void aPutGoesOverWhatAKilledOneLeft() throws IOException {
    Path target = cache.resolve("a.bin");
    Files.write(cache.resolve("a.bin.part"), new byte[10 + CONTENT.length]);

    Downloader.put(CONTENT, target);

    assertThat(target).hasBinaryContent(CONTENT);
    assertThat(cache.resolve("a.bin.part")).doesNotExist();
  }

  @Test
  void whatAnotherRunFetchesStays() throws IOException {
    Path target = Files.write(cache.resolve("a.bin"), CONTENT);
    Path part = Files.write(cache.resolve("a.bin.part"), new byte[] {1});
    try (FileChannel out = FileChannel.open(part, StandardOpenOption.WRITE)) {
      assertThat(out.tryLock()).isNotNull();
      Downloader.sweep(target);
      assertThat(part).exists();
    }
    Downloader.sweep(target);
    assertThat(part).doesNotExist();
  }
}
