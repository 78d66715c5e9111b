package io.nexushive.local.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;

/** Asks a service whether it is ready to work. */
public final class Readiness {
  private static final int CONNECT_MS = 500;
  private static final int READ_MS = 2_000;

  private Readiness() {}

  /** Whether the service at {@code url} says that it is ready. */
  public static boolean of(String url) {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(url + "/q/health/ready").toURL().openConnection();
      connection.setConnectTimeout(CONNECT_MS);
      connection.setReadTimeout(READ_MS);
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    } catch (IOException e) {
      return false;
    }
  }
}
