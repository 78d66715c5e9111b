package io.nexushive.audit.intake;

import com.fasterxml.jackson.core.type.TypeReference;
import io.micrometer.core.instrument.MeterRegistry;
import io.nexushive.audit.AuditConfig;
import io.nexushive.audit.chain.Chain;
import io.nexushive.audit.chain.RecordStore.Pending;
import io.nexushive.audit.record.Column;
import io.nexushive.audit.record.Fields;
import io.nexushive.model.json.Json;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * A file in which rows wait, in their order, while the database is away. It is read from its
 * beginning after a crash; whoever takes from it must pass over what he has. One thread uses it.
 */
@Singleton
public class Spool {
  private static final int BUFFER = 1 << 20;
  private static final TypeReference<Line> LINE = new TypeReference<>() {};

  private final Path file;
  private final long max;
  private final Map<UUID, Long> lastOffsets = new HashMap<>();
  private FileChannel channel;
  private long taken;
  private volatile long size;

  public Spool(AuditConfig config, MeterRegistry registry) {
    this.file =
        config.spool().dir().orElse(config.rootsDir().resolve("spool")).resolve("waiting.jsonl");
    this.max = config.spool().max().asLongValue();
    registry.gauge(AuditMetrics.SPOOLED, this, spool -> spool.size);
  }

  /** A row as it waits. */
  @RegisterForReflection(targets = {Line.class, Chain.class, Column.class})
  record Line(Chain chain, Map<Column, String> fields) {}

  /** What was taken, and where what follows begins. */
  record Chunk(List<Pending> rows, long next) {}

  /** Finds what an earlier process left; a line that it did not finish is cut off. */
  void open() {
    try {
      Files.createDirectories(file.getParent());
      channel =
          FileChannel.open(
              file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
      size = channel.size();
      long end = 0;
      Chunk chunk = read(end, Integer.MAX_VALUE);
      while (chunk.next() > end) {
        end = chunk.next();
        chunk.rows().forEach(this::remember);
        chunk = read(end, Integer.MAX_VALUE);
      }
      channel.truncate(end);
      size = end;
      taken = 0;
    } catch (IOException e) {
      throw new UncheckedIOException("the spool cannot be opened: " + file, e);
    }
  }

  boolean isEmpty() {
    return taken == size;
  }

  boolean isFull() {
    return size >= max;
  }

  /** The last offset of a chain that waits or waited here since the spool was last empty. */
  Optional<Long> lastOffset(Chain chain) {
    return Optional.ofNullable(lastOffsets.get(chain.id()));
  }

  /** Adds rows; they are on the disk afterwards. */
  void add(List<Pending> rows) {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    for (Pending row : rows) {
      lines.writeBytes(Json.bytes(new Line(row.chain(), row.fields().asTexts())));
      lines.write('\n');
    }
    try {
      ByteBuffer bytes = ByteBuffer.wrap(lines.toByteArray());
      long position = size;
      while (bytes.hasRemaining()) {
        position += channel.write(bytes, position);
      }
      channel.force(false);
      size = position;
      rows.forEach(this::remember);
    } catch (IOException e) {
      throw new UncheckedIOException("the spool cannot be written: " + file, e);
    }
  }

  /** The oldest rows, at most {@code most}; they stay until {@link #drop}. */
  Chunk first(int most) {
    try {
      return read(taken, most);
    } catch (IOException e) {
      throw new UncheckedIOException("the spool cannot be read: " + file, e);
    }
  }

  /** Forgets rows that were stored. */
  void drop(Chunk stored) {
    taken = stored.next();
    if (taken == size) {
      try {
        channel.truncate(0);
        channel.force(true);
      } catch (IOException e) {
        throw new UncheckedIOException("the spool cannot be emptied: " + file, e);
      }
      taken = 0;
      size = 0;
      lastOffsets.clear();
    }
  }

  private void remember(Pending row) {
    lastOffsets.merge(row.chain().id(), row.fields().number(Column.KAFKA_OFFSET), Math::max);
  }

  private Chunk read(long from, int most) throws IOException {
    int length = BUFFER;
    while (true) {
      ByteBuffer bytes = ByteBuffer.allocate((int) Math.min(length, size - from));
      while (bytes.hasRemaining() && channel.read(bytes, from + bytes.position()) > 0) {
        // Until the piece is whole.
      }
      Chunk chunk = parse(bytes.array(), bytes.position(), from, most);
      if (chunk.next() > from || length >= size - from) {
        return chunk;
      }
      length *= 2;
    }
  }

  private static Chunk parse(byte[] bytes, int length, long from, int most) throws IOException {
    List<Pending> rows = new ArrayList<>();
    int start = 0;
    for (int i = 0; i < length && rows.size() < most; i++) {
      if (bytes[i] == '\n') {
        Line line = Json.mapper().readValue(bytes, start, i - start, LINE);
        rows.add(new Pending(line.chain(), Fields.fromTexts(line.fields())));
        start = i + 1;
      }
    }
    return new Chunk(rows, from + start);
  }
}
