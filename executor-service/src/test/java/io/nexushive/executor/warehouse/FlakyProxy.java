package io.nexushive.executor.warehouse;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A network between a client and a server on this machine that can be made to fail. */
public final class FlakyProxy implements AutoCloseable {
  private static final int PORTION = 16 * 1024;

  private final ServerSocket server;
  private final int target;
  private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
  private volatile boolean stalled;

  public FlakyProxy(int target) throws IOException {
    this.target = target;
    server = new ServerSocket(0, 50, InetAddress.getByName("127.0.0.1"));
    start(this::accept);
  }

  public int port() {
    return server.getLocalPort();
  }

  /** From now on nothing gets through, and nobody is told; new connections are taken. */
  public void stall() {
    stalled = true;
  }

  /** Ends all connections in good order; new ones get through. */
  public void cut() {
    end(false);
  }

  /** Ends all connections with a reset; new ones get through. */
  public void reset() {
    end(true);
  }

  /** Lets everything through again; what was held back is lost with its connection. */
  public void heal() {
    end(true);
    stalled = false;
  }

  private void end(boolean reset) {
    for (Socket socket : sockets) {
      try (socket) {
        if (reset) {
          socket.setSoLinger(true, 0);
        }
      } catch (IOException e) {
        // It is closed already.
      }
    }
    sockets.clear();
  }

  private void accept() {
    while (!server.isClosed()) {
      try {
        connect(server.accept());
      } catch (IOException e) {
        // The proxy is closed.
      }
    }
  }

  private void connect(Socket client) throws IOException {
    try {
      Socket behind = new Socket(InetAddress.getByName("127.0.0.1"), target);
      sockets.add(client);
      sockets.add(behind);
      start(() -> pass(client, behind));
      start(() -> pass(behind, client));
    } catch (IOException e) {
      // The server is not there; the next connection may find it.
      client.close();
    }
  }

  private void pass(Socket from, Socket to) {
    byte[] portion = new byte[PORTION];
    try (from;
        to) {
      InputStream in = from.getInputStream();
      OutputStream out = to.getOutputStream();
      for (int count = in.read(portion); count >= 0; count = in.read(portion)) {
        while (stalled) {
          Thread.sleep(20);
        }
        out.write(portion, 0, count);
        out.flush();
      }
    } catch (IOException e) {
      // One side is gone; the other one goes too.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void start(Runnable work) {
    Thread thread = new Thread(work, "flaky-proxy");
    thread.setDaemon(true);
    thread.start();
  }

  @Override
  public void close() throws IOException {
    server.close();
    end(true);
    stalled = false;
  }
}
