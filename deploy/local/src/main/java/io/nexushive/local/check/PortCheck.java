package io.nexushive.local.check;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.stack.Ports;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/** Sees that the ports are free. */
public final class PortCheck {
  private PortCheck() {}

  /**
   * @throws LocalStackException naming every taken port, by whom if that can be seen, and the
   *     option that changes it
   */
  public static void run(Ports ports) {
    List<String> taken = new ArrayList<>();
    ports
        .uses()
        .forEach(
            (port, use) -> {
              if (!isFree(port)) {
                taken.add(
                    "port %d, meant for %s, is taken%s: choose another with %s"
                        .formatted(
                            port,
                            use.what(),
                            PortOwner.of(port).map(o -> " by " + o).orElse(""),
                            use.option()));
              }
            });
    if (!taken.isEmpty()) {
      throw new LocalStackException(String.join("\n", taken));
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), port));
      return true;
    } catch (IOException e) {
      return false;
    }
  }
}
