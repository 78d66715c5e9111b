package io.nexushive.policy.fuzz;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.Fixtures;
import io.nexushive.policy.text.Lexer;
import io.nexushive.policy.text.Limits;
import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.text.Token;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Reads bytes as a text: one of the seeds, and changes of its tokens. Most of what bytes alone say
 * is no SQL; what is made of the tokens of real queries gets past the parser, so that the fuzzer's
 * changes of the bytes reach what is behind it.
 */
final class Edits {
  private static final int MOST = 24;

  /** How the bytes begin that are a text themselves. */
  static final byte PLAIN = 0;

  /** A change that puts a token where it is: what seeds end with, for the fuzzer to work on. */
  private static final byte[] NOTHING = {3, 0, 0, 0, 0};

  private static final byte FORBID = 6;

  /** The dialects whose texts are run come up more often. */
  private static final List<Dialect> DIALECTS =
      Stream.concat(
              Arrays.stream(Dialect.values()),
              Collections.nCopies(4, List.of(Dialect.SQLITE, Dialect.DUCKDB)).stream()
                  .flatMap(List::stream))
          .toList();

  /** Columns that may not be used, by their tables. */
  private final Map<String, List<String>> forbidden;

  private final Set<String> columns =
      Fixtures.CORPUS_CATALOG.tables().stream()
          .flatMap(t -> t.columns().stream())
          .map(c -> c.name())
          .collect(Collectors.toSet());

  private final Map<Dialect, List<List<String>>> seeds = new EnumMap<>(Dialect.class);
  private final Map<Dialect, List<String>> words = new EnumMap<>(Dialect.class);

  Edits(Map<String, List<String>> forbidden) {
    this.forbidden = new TreeMap<>(forbidden);
  }

  /** Keeps a text to start from; one that cannot be cut into tokens is left out. */
  void seed(Dialect dialect, String sql) {
    try {
      List<String> tokens =
          Lexer.read(sql, dialect, Limits.STANDARD).stream().map(Token::raw).toList();
      seeds.computeIfAbsent(dialect, d -> new ArrayList<>()).add(tokens);
      List<String> known = words.computeIfAbsent(dialect, d -> new ArrayList<>());
      tokens.stream().filter(t -> !known.contains(t)).forEach(known::add);
    } catch (SqlRefused e) {
      // It has no tokens.
    }
  }

  int seeds(Dialect dialect) {
    return seeds.getOrDefault(dialect, List.of()).size();
  }

  /** The bytes of seed {@code index} without a change. */
  static byte[] unchanged(Dialect dialect, int index) {
    return ByteBuffer.allocate(4 + 2 * NOTHING.length)
        .put((byte) 1)
        .put((byte) dialect.ordinal())
        .putShort((short) index)
        .put(NOTHING)
        .put(NOTHING)
        .array();
  }

  /** The bytes of seed {@code index} with a forbidden column at its {@code place}-th column. */
  static byte[] forbidding(Dialect dialect, int index, int place) {
    byte[] bytes = unchanged(dialect, index);
    return ByteBuffer.wrap(bytes).put(4, FORBID).putShort(5, (short) place).array();
  }

  /** The dialect that bytes name. */
  static Dialect dialect(byte[] bytes) {
    return DIALECTS.get(bytes.length < 2 ? 0 : Math.floorMod(bytes[1], DIALECTS.size()));
  }

  /** The text that bytes stand for. */
  String text(byte[] bytes) {
    if (bytes.length < 4 || bytes[0] == PLAIN) {
      return bytes.length < 2 ? "" : new String(bytes, 2, bytes.length - 2, StandardCharsets.UTF_8);
    }
    ByteBuffer in = ByteBuffer.wrap(bytes, 2, bytes.length - 2);
    Dialect dialect = dialect(bytes);
    List<List<String>> known = seeds.get(dialect);
    List<String> tokens = new ArrayList<>(pick(known, in.getShort()));
    for (int i = 0; i < MOST && in.remaining() >= 5 && !tokens.isEmpty(); i++) {
      change(tokens, in, known, words.get(dialect));
    }
    return String.join(" ", tokens);
  }

  private void change(
      List<String> tokens, ByteBuffer in, List<List<String>> known, List<String> words) {
    int kind = Math.floorMod(in.get(), 8);
    int at = Math.floorMod(in.getShort(), tokens.size());
    short what = in.getShort();
    switch (kind) {
      case 0 -> tokens.set(at, pick(words, what));
      case 1 -> tokens.add(at, pick(words, what));
      case 2 -> tokens.remove(at);
      case 3 -> tokens.set(at, tokens.get(Math.floorMod(what, tokens.size())));
      case 4 -> {
        tokens.add(at, ")");
        tokens.addAll(at, pick(known, what));
        tokens.add(at, "(");
      }
      case 5 -> {
        tokens.add(0, "(");
        tokens.addAll(0, List.of("SELECT", "count", "(", pick(words, what), ")", "FROM"));
        tokens.addAll(List.of(")", "AS", pick(words, (short) (what >> 3))));
      }
      default -> forbid(tokens, at, what);
    }
  }

  /** Puts a column that may not be used where one stood that may. */
  private void forbid(List<String> tokens, int at, short what) {
    List<Integer> places =
        IntStream.range(0, tokens.size())
            .filter(i -> columns.contains(tokens.get(i)))
            .boxed()
            .toList();
    List<String> names =
        forbidden.entrySet().stream()
            .filter(e -> tokens.contains(e.getKey()))
            .flatMap(e -> e.getValue().stream())
            .toList();
    if (!places.isEmpty() && !names.isEmpty()) {
      tokens.set(pick(places, (short) at), pick(names, what));
    }
  }

  private static <T> T pick(List<T> from, short index) {
    return from.get(Math.floorMod(index, from.size()));
  }
}
