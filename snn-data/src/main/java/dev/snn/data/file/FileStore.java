package dev.snn.data.file;

import dev.snn.api.data.BadDataException;
import dev.snn.api.data.DataFile;
import dev.snn.api.data.DataStore;
import dev.snn.api.data.MissingDataException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The store of the built-in data sets; serves those of other plug-ins as well. A bundled file is
 * copied, not downloaded.
 */
public final class FileStore implements DataStore {
  private final Downloader downloader;

  /** For the service loader. */
  public FileStore() {
    this(Downloader.patient());
  }

  FileStore(Downloader downloader) {
    this.downloader = downloader;
  }

  @Override
  public Path fetch(DataFile file, Path cache, Progress progress) {
    Path target = cache.resolve(file.path());
    if (Files.exists(target)) {
      Finding finding = verify(file, List.of(cache));
      if (finding.state() != State.RIGHT) {
        throw new BadDataException(finding.message() + " Remove it and fetch it again.");
      }
      Downloader.sweep(target);
      return target;
    }
    Source bundled = Source.bundled(file.path());
    if (file.urls().isEmpty() && bundled == null) {
      throw new MissingDataException(
          file.path()
              + " has no address to fetch it from ("
              + file.licence()
              + "); get it by hand and put it at "
              + target
              + ".");
    }
    try {
      Files.createDirectories(target.getParent());
      if (bundled != null) {
        Downloader.put(bundled.bytes(), target);
        Downloader.sweep(target);
        progress.update(file, file.bytes(), file.bytes());
        return target;
      }
    } catch (IOException e) {
      throw new MissingDataException(
          target + " cannot be written (" + HttpGet.reason(e) + "); check the cache folder.");
    }
    downloader.fetch(file, target, progress);
    return target;
  }

  @Override
  public Finding verify(DataFile file, List<Path> folders) {
    Source source = Finder.canonical(folders, file).orElse(null);
    if (source == null) {
      return new Finding(
          file,
          State.MISSING,
          "",
          file.path() + " is missing; looked in the data home" + Finder.after(folders) + ".");
    }
    String where = source.path() == null ? "bundled" : source.path().toString();
    try {
      if (!file.md5().isEmpty()) {
        return byMd5(file, source, where);
      }
      Content content = Content.read(source);
      return content.is(file)
          ? new Finding(file, State.RIGHT, where, source.name() + " is right.")
          : new Finding(
              file,
              State.WRONG,
              where,
              source.name()
                  + " is not the canonical file: its SHA-256 is "
                  + content.sha256()
                  + ".");
    } catch (BadDataException e) {
      return new Finding(file, State.WRONG, where, e.getMessage());
    }
  }

  private static Finding byMd5(DataFile file, Source source, String where) {
    List<String> sums = Md5.of(source.path());
    return sums.stream().anyMatch(file.md5()::contains)
        ? new Finding(file, State.RIGHT, where, source.name() + " is right.")
        : new Finding(
            file,
            State.WRONG,
            where,
            source.name() + " is not the canonical file: its MD5 is " + sums.get(0) + ".");
  }
}
