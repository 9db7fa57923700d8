package dev.snn.data.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;

/** Bytes whose checksum is taken as they are read, so that what is read is what is recorded. */
public final class HashedInput extends FilterInputStream {
  private final MessageDigest digest = Sha256.digest();

  /** The same bytes. */
  public HashedInput(InputStream in) {
    super(in);
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    if (b >= 0) {
      digest.update((byte) b);
    }
    return b;
  }

  @Override
  public int read(byte[] b, int from, int length) throws IOException {
    int n = in.read(b, from, length);
    if (n > 0) {
      digest.update(b, from, n);
    }
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    return readNBytes((int) Math.min(n, 1 << 16)).length;
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** SHA-256 of the whole; reads what is left. */
  public String sha256() throws IOException {
    byte[] rest = new byte[1 << 16];
    while (read(rest, 0, rest.length) >= 0) {
      // the digest follows
    }
    return Sha256.hex(digest.digest());
  }
}
