package io.nexushive.audit.root;

import io.nexushive.audit.AuditConfig;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.SignedContent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.stream.Stream;

/**
 * The roots as JSON lines, one file a day, only ever appended to. Each line names the hash of the
 * one before, over the files' borders too. A line that a crash cut off is no JSON; it is passed
 * over, and the next line follows the one before it.
 */
@Singleton
public class RootLog {
  private static final int NEWEST = 2;
  private static final byte[] NEWLINE = {'\n'};

  private final Path dir;
  private final Map<UUID, Root.Head> lastHeads = new HashMap<>();
  private Tail tail;

  public RootLog(AuditConfig config) {
    this.dir = config.rootsDir();
  }

  /**
   * Where the log ends.
   *
   * @param number of the last root; 0 when there is none
   * @param sha256 of its line; absent when there is none
   */
  public record Tail(long number, String sha256) {}

  /**
   * Where the log ends, as this process knows it: read from the files once, then kept in mind, so
   * that a log that is cut meanwhile shows.
   */
  public synchronized Tail tail() {
    if (tail == null) {
      tail = new Tail(0, null);
      List<Path> files = files();
      // Each file begins with all chains, so that the newest tell all; the very newest may be torn.
      for (Path file : files.subList(Math.max(0, files.size() - NEWEST), files.size())) {
        read(file, this::remember);
      }
    }
    return tail;
  }

  /** What the newest roots say of the chains that they know, by id of chain. */
  public synchronized Map<UUID, Root.Head> lastHeads() {
    tail();
    return Map.copyOf(lastHeads);
  }

  private void remember(Root root, String sha256) {
    tail = new Tail(root.number(), sha256);
    root.heads().forEach(head -> lastHeads.put(head.chainId(), head));
  }

  /** Appends a signed root that follows {@link #tail()}; it is on the disk afterwards. */
  synchronized void append(Root root) {
    byte[] line = Json.bytes(root);
    LocalDate day = root.at().atOffset(ZoneOffset.UTC).toLocalDate();
    try {
      Files.createDirectories(dir);
      Path file = dir.resolve("roots-" + day + ".jsonl");
      List<Path> files = files();
      if (!files.isEmpty() && file.compareTo(files.get(files.size() - 1)) < 0) {
        // A clock that was set back must not put the line before older ones.
        file = files.get(files.size() - 1);
      }
      boolean torn = endsTorn(file);
      try (FileChannel channel =
          FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
        ByteBuffer bytes = ByteBuffer.allocate(line.length + 2);
        if (torn) {
          bytes.put(NEWLINE);
        }
        bytes.put(line).put(NEWLINE).flip();
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the signed root cannot be written to " + dir, e);
    }
    remember(root, SignedContent.sha256(line));
  }

  /**
   * Reads all roots, oldest first.
   *
   * @param reader takes each root and the SHA-256 of its line
   */
  public void read(BiConsumer<Root, String> reader) {
    files().forEach(file -> read(file, reader));
  }

  private static void read(Path file, BiConsumer<Root, String> reader) {
    try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
      lines.filter(line -> !line.isEmpty()).forEach(line -> read(line, reader));
    } catch (IOException e) {
      throw new UncheckedIOException("the signed roots cannot be read from " + file, e);
    }
  }

  private static void read(String line, BiConsumer<Root, String> reader) {
    // Bytes as they are, whatever somebody wrote into the file.
    byte[] bytes = line.getBytes(StandardCharsets.ISO_8859_1);
    Root root;
    try {
      root = Json.read(bytes, Root.class);
    } catch (Json.MalformedJsonException e) {
      return;
    }
    reader.accept(root, SignedContent.sha256(bytes));
  }

  private List<Path> files() {
    if (!Files.isDirectory(dir)) {
      return List.of();
    }
    try (Stream<Path> files = Files.list(dir)) {
      return files
          .filter(f -> f.getFileName().toString().matches("roots-.*\\.jsonl"))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException("the signed roots cannot be listed in " + dir, e);
    }
  }

  private static boolean endsTorn(Path file) throws IOException {
    if (!Files.exists(file) || Files.size(file) == 0) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      ByteBuffer last = ByteBuffer.allocate(1);
      channel.read(last, channel.size() - 1);
      return last.get(0) != NEWLINE[0];
    }
  }
}
