package io.nexushive.executor.demo;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Optional;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * The demonstration's file. It appears in one go or not at all. The anchor date is kept in a file
 * beside it, so that the data come back the same when the file is lost.
 */
public final class DemoWarehouse {
  /** Name of the file in the data folder. */
  public static final String FILE = "demo.sqlite";

  private static final String ANCHOR_FILE = "demo.anchor";

  private final Path folder;

  public DemoWarehouse(Path folder) {
    this.folder = folder;
  }

  /**
   * Makes the file where it is missing.
   *
   * @param anchor the last day with sales, unless one was chosen before
   * @return whether it was made now
   */
  public boolean ensure(LocalDate anchor) throws IOException, SQLException {
    Path file = folder.resolve(FILE);
    if (Files.exists(file)) {
      return false;
    }
    Files.createDirectories(folder);
    LocalDate chosen = chosenAnchor(anchor);
    Path made = Files.createTempFile(folder, FILE, ".tmp");
    try {
      write(made, chosen);
      Files.move(made, file, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private LocalDate chosenAnchor(LocalDate proposed) throws IOException {
    try {
      Files.writeString(
          folder.resolve(ANCHOR_FILE), proposed + "\n", StandardOpenOption.CREATE_NEW);
      return proposed;
    } catch (FileAlreadyExistsException e) {
      return anchor().orElseThrow();
    }
  }

  /** The last day with sales that was chosen; empty where there is no demonstration yet. */
  public Optional<LocalDate> anchor() throws IOException {
    Path file = folder.resolve(ANCHOR_FILE);
    return Files.exists(file)
        ? Optional.of(LocalDate.parse(Files.readString(file).strip()))
        : Optional.empty();
  }

  private static void write(Path file, LocalDate anchor) throws IOException, SQLException {
    SQLiteConfig config = new SQLiteConfig();
    // Nobody sees the file before it is whole, so it needs no journal; it is forced to disk below.
    config.setJournalMode(JournalMode.OFF);
    config.setSynchronous(SynchronousMode.OFF);
    try (Connection connection = config.createConnection("jdbc:sqlite:" + file)) {
      new DemoLoader(connection, DemoEngine.SQLITE, line -> {}).load(anchor);
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
  }
}
