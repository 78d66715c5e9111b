package io.nexushive.executor.upload;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.Uuids;
import io.nexushive.model.json.Json;
import io.nexushive.runtime.token.Caller;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * Where uploads grow until they are finished or forgotten. Its folder's name begins with a dot, so
 * that no connection can name it; it lies on the disk that replicas share, so that any of them can
 * take the next part.
 */
@Singleton
public class Staging {
  private static final String FOLDER = ".staging";
  private static final Duration FORGOTTEN_AFTER = Duration.ofHours(24);

  private final Path root;
  private final ExecutorConfig.Upload config;
  private final Clock clock;

  public Staging(ExecutorConfig config, Clock clock) {
    this.root = config.dataDir().resolve(FOLDER);
    this.config = config.upload();
    this.clock = clock;
  }

  /** Whose upload it is. */
  record Mark(String tenant, String subject) {
    static Mark of(Caller caller) {
      return new Mark(caller.tenant().value(), caller.subject());
    }
  }

  /** An upload that is under way. */
  record Upload(UUID id, Path folder) {
    /** The bytes as they came. */
    Path raw() {
      return folder.resolve("raw");
    }

    /** The same text in UTF-8. */
    Path text() {
      return folder.resolve("text.csv");
    }

    /** What is to become the connection's folder. */
    Path result() {
      return folder.resolve("result");
    }
  }

  /**
   * Begins an upload.
   *
   * @throws NexusException when its owner has too many open
   */
  Upload begin(Caller caller) {
    try {
      Files.createDirectories(root);
      Mark mark = Mark.of(caller);
      if (tidied().stream().filter(f -> mark.equals(mark(f))).count() >= config.open()) {
        throw new NexusException(
            ErrorCode.CONFLICT,
            "You have %d uploads open. Finish or withdraw one of them.".formatted(config.open()));
      }
      Upload upload = of(Uuids.v7());
      Files.createDirectory(upload.folder());
      Files.write(upload.folder().resolve("mark.json"), Json.bytes(mark));
      Files.createFile(upload.raw());
      return upload;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot begin an upload", e);
    }
  }

  /**
   * The upload of that id.
   *
   * @throws NexusException when there is none of this caller's
   */
  Upload find(String id, Caller caller) {
    UUID parsed;
    try {
      parsed = UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw unknown();
    }
    Upload upload = of(parsed);
    if (!Mark.of(caller).equals(mark(upload.folder()))) {
      throw unknown();
    }
    return upload;
  }

  /**
   * Takes a part. The same part sent twice counts once.
   *
   * @param number from 0 on; each part but the last has {@link ExecutorConfig.Upload#partSize}
   */
  void take(Upload upload, int number, byte[] part) {
    long size = config.partSize().asLongValue();
    long offset = number * size;
    if (part.length == 0 || part.length > size) {
      throw new NexusException(ErrorCode.INVALID_REQUEST, "A part has 1 to " + size + " bytes.");
    }
    if (offset + part.length > config.maxSize().asLongValue()) {
      throw new NexusException(
          ErrorCode.TOO_LARGE,
          "A file has at most " + config.maxSize().asLongValue() + " bytes here.");
    }
    try (FileChannel file = FileChannel.open(upload.raw(), StandardOpenOption.WRITE)) {
      if (offset > file.size()) {
        throw new NexusException(
            ErrorCode.CONFLICT,
            "Part " + (number - 1) + " has to come before part " + number + ".");
      }
      ByteBuffer bytes = ByteBuffer.wrap(part);
      while (bytes.hasRemaining()) {
        offset += file.write(bytes, offset);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot take a part", e);
    }
    Trees.delete(upload.text());
  }

  void remove(Upload upload) {
    Trees.delete(upload.folder());
  }

  /** The folders that there are, without those that nobody came back to. */
  private List<Path> tidied() throws IOException {
    List<Path> folders;
    try (Stream<Path> found = Files.list(root)) {
      folders = found.toList();
    }
    Instant old = clock.instant().minus(FORGOTTEN_AFTER);
    for (Path folder : folders) {
      if (Files.getLastModifiedTime(folder).toInstant().isBefore(old)) {
        Trees.delete(folder);
      }
    }
    return folders.stream().filter(Files::exists).toList();
  }

  private static Mark mark(Path folder) {
    Path file = folder.resolve("mark.json");
    try {
      return Files.isRegularFile(file) ? Json.read(Files.readAllBytes(file), Mark.class) : null;
    } catch (IOException e) {
      return null;
    }
  }

  private Upload of(UUID id) {
    return new Upload(id, root.resolve(id.toString()));
  }

  private static NexusException unknown() {
    return new NexusException(
        ErrorCode.NOT_FOUND, "There is no such upload, or it was given up. Begin a new one.");
  }
}
