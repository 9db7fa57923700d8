package dev.snn.data.file;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One GET request from a position on. Follows redirects, also from http to https.
 *
 * @param start position of the body's first byte: the one asked for, or 0 where the server sends
 *     everything
 */
record HttpGet(HttpURLConnection connection, InputStream body, long start) implements Closeable {
  private static final Pattern RANGE = Pattern.compile("bytes (\\d+)-.*");
  private static final int REDIRECTS = 5;

  /** The server says no; asking again is of no use. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    Refused(String message) {
      super(message);
    }
  }

  static HttpGet open(String url, long from, Duration connect, Duration stall) throws IOException {
    URI address = URI.create(url);
    for (int hop = 0; hop <= REDIRECTS; hop++) {
      HttpURLConnection http = (HttpURLConnection) address.toURL().openConnection();
      http.setConnectTimeout((int) connect.toMillis());
      http.setReadTimeout((int) stall.toMillis());
      http.setInstanceFollowRedirects(false);
      http.setRequestProperty("Accept-Encoding", "identity");
      if (from > 0) {
        http.setRequestProperty("Range", "bytes=" + from + "-");
      }
      int status = http.getResponseCode();
      String location = http.getHeaderField("Location");
      if (status >= 300 && status < 400 && location != null) {
        http.disconnect();
        address = address.resolve(location);
        continue;
      }
      return answer(http, status, url, from, connect, stall);
    }
    throw new Refused("more than " + REDIRECTS + " redirects");
  }

  private static HttpGet answer(
      HttpURLConnection http, int status, String url, long from, Duration connect, Duration stall)
      throws IOException {
    if (status == HttpURLConnection.HTTP_OK) {
      return new HttpGet(http, http.getInputStream(), 0);
    }
    if (status == HttpURLConnection.HTTP_PARTIAL && from > 0) {
      String range = http.getHeaderField("Content-Range");
      Matcher matcher = RANGE.matcher(range == null ? "" : range);
      if (matcher.matches() && Long.parseLong(matcher.group(1)) == from) {
        return new HttpGet(http, http.getInputStream(), from);
      }
    }
    http.disconnect();
    if (from > 0) {
      return open(url, 0, connect, stall);
    }
    if (status >= 500 || status == 408 || status == 429) {
      throw new IOException("HTTP status " + status);
    }
    throw new Refused("HTTP status " + status);
  }

  static String reason(IOException e) {
    if (e instanceof SocketTimeoutException) {
      return "no answer in time";
    }
    if (e instanceof UnknownHostException) {
      return "no such host (is there a network?)";
    }
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  @Override
  public void close() {
    connection.disconnect();
  }
}
