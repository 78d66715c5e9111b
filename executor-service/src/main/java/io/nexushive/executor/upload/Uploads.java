package io.nexushive.executor.upload;

import io.nexushive.executor.config.ExecutorConfig;
import io.nexushive.executor.connection.Connections.ConnectionDeleted;
import io.nexushive.executor.connection.Connections.ConnectionReady;
import io.nexushive.executor.upload.CsvDatabase.Sniffed;
import io.nexushive.executor.upload.CsvImport.Outcome;
import io.nexushive.executor.upload.Staging.Upload;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.error.NexusException;
import io.nexushive.model.id.ConnectionId;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

/**
 * Makes tables of uploaded files. Each finished upload has a folder of its own below that of its
 * connection; the connection's setting names the one that counts, so that a table is replaced in
 * one go or not at all.
 */
@Singleton
public class Uploads {
  private static final String FOLDER = "uploads";
  private static final int WORKING = 2;
  private static final int MOST_COLUMNS = 2_000;

  private final Path root;
  private final long memoryBytes;

  /** Each works with as much memory as a connection's database has. */
  private final Semaphore working = new Semaphore(WORKING, true);

  public Uploads(ExecutorConfig config) {
    this.root = config.dataDir().resolve(FOLDER);
    this.memoryBytes = config.duckdb().memory().asLongValue();
  }

  /** Work on one file. */
  private interface Work<T> {
    T on(CsvDatabase database) throws IOException, SQLException;
  }

  /**
   * Looks at what has come.
   *
   * @param format how to read it; {@code null}: find out
   * @throws NexusException when it is no CSV
   */
  CsvPreview preview(Upload upload, String fileName, CsvFormat format) {
    try {
      Charset charset = text(upload);
      return with(
          upload,
          database -> {
            Sniffed sniffed = database.sniff(format);
            List<String> names = CsvColumn.namesLike(sniffed.names());
            return new CsvPreview(
                charset.name(),
                Files.size(upload.raw()),
                CsvColumn.nameLike(withoutEnding(fileName), "upload"),
                sniffed.format(),
                columns(names, sniffed.types()),
                database.rows(sniffed.format(), names));
          });
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read an upload", e);
    }
  }

  /**
   * Makes the table, if every line fits.
   *
   * @throws NexusException when names or types do not do
   */
  Outcome finish(Upload upload, CsvImport wanted) {
    ConnectionId connection = new ConnectionId(wanted.connectionId());
    requireValid(wanted);
    try {
      text(upload);
      Files.createDirectories(upload.result());
      Path file = upload.result().resolve(wanted.table() + ".parquet");
      Outcome refused =
          with(
              upload,
              database -> {
                long rows = database.write(wanted, file);
                long bad = database.rejected();
                return new Outcome(null, rows, bad, database.rejects(wanted.columns()));
              });
      if (refused.badRows() > 0) {
        Trees.delete(upload.result());
        return refused;
      }
      Path home = root.resolve(connection.value());
      Files.createDirectories(home);
      Files.move(
          upload.result(), home.resolve(upload.id().toString()), StandardCopyOption.ATOMIC_MOVE);
      Trees.delete(upload.folder());
      return new Outcome(
          FOLDER + "/" + connection.value() + "/" + upload.id(), refused.rows(), 0, List.of());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot keep an upload", e);
    }
  }

  /** What a connection does not lead to any more goes: earlier uploads than its own. */
  void onReady(@Observes ConnectionReady event) {
    String file = event.connection().definition().settings().getOrDefault("file", "");
    Path home = root.resolve(event.connection().id().value());
    String prefix = FOLDER + "/" + event.connection().id().value() + "/";
    if (!file.startsWith(prefix) || !Files.isDirectory(home, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    String current = file.substring(prefix.length());
    try (Stream<Path> uploads = Files.list(home)) {
      // Ids grow with time. Later ones stay: the topic is read from its beginning at each start,
      // and says then what counted long ago.
      uploads
          .filter(f -> f.getFileName().toString().compareTo(current) < 0)
          .toList()
          .forEach(Trees::delete);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot look for earlier uploads", e);
    }
  }

  void onDeleted(@Observes ConnectionDeleted event) {
    Trees.delete(root.resolve(event.connection().value()));
  }

  private <T> T with(Upload upload, Work<T> work) throws IOException {
    if (!working.tryAcquire()) {
      throw new NexusException(
          ErrorCode.BUSY, "Other uploads are being worked on. Try again in a moment.");
    }
    try (CsvDatabase database = new CsvDatabase(upload.folder(), upload.text(), memoryBytes)) {
      return work.on(database);
    } catch (SQLException e) {
      throw new IllegalStateException("the database for an upload failed", e);
    } finally {
      working.release();
    }
  }

  /** Makes the text unless it is there from the last look. */
  private static Charset text(Upload upload) throws IOException {
    Path note = upload.folder().resolve("charset");
    if (Files.exists(upload.text()) && Files.exists(note)) {
      return Charset.forName(Files.readString(note));
    }
    Path made = upload.folder().resolve("text.tmp");
    Charset charset = Utf8Text.write(upload.raw(), made);
    Files.writeString(note, charset.name(), StandardCharsets.US_ASCII);
    Files.move(made, upload.text(), StandardCopyOption.ATOMIC_MOVE);
    return charset;
  }

  private static void requireValid(CsvImport wanted) {
    if (!CsvColumn.isName(wanted.table()) || !wanted.table().matches("[A-Za-z0-9_]+")) {
      throw wrong("table: a name has 1 to 63 letters, digits and underscores, no digit first.");
    }
    if (wanted.format() == null) {
      throw wrong("format: is needed; take that of the preview.");
    }
    List<CsvColumn> columns = wanted.columns();
    if (columns == null || columns.isEmpty() || columns.size() > MOST_COLUMNS) {
      throw wrong("columns: there are 1 to " + MOST_COLUMNS + ".");
    }
    Set<String> names = new HashSet<>();
    for (CsvColumn column : columns) {
      if (!CsvColumn.isName(column.name()) || column.type() == null) {
        throw wrong(
            "columns: “%s” has no type, or its name is not of letters, digits and underscores."
                .formatted(column.name()));
      }
      if (!names.add(column.name().toLowerCase(Locale.ROOT))) {
        throw wrong("columns: “%s” is there twice.".formatted(column.name()));
      }
    }
  }

  private static List<CsvColumn> columns(List<String> names, List<String> types) {
    List<CsvColumn> columns = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      columns.add(new CsvColumn(names.get(i), CsvType.inferred(types.get(i))));
    }
    return columns;
  }

  private static String withoutEnding(String fileName) {
    String name = fileName == null ? "" : fileName.substring(fileName.lastIndexOf('/') + 1);
    int dot = name.lastIndexOf('.');
    return (dot > 0 ? name.substring(0, dot) : name).replaceAll("[^A-Za-z0-9]+", "_");
  }

  private static NexusException wrong(String what) {
    return new NexusException(ErrorCode.INVALID_REQUEST, what);
  }
}
