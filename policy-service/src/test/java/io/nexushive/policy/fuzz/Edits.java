package io.nexushive.policy.fuzz;

import io.nexushive.model.envelope.Dialect;
import io.nexushive.policy.text.Lexer;
import io.nexushive.policy.text.Limits;
import io.nexushive.policy.text.SqlRefused;
import io.nexushive.policy.text.Token;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Reads bytes as a text: one of the seeds, and changes of its tokens. Most of what bytes alone say
 * is no SQL; what is made of the tokens of real queries gets past the parser, so that the fuzzer's
 * changes of the bytes reach what is behind it.
 */
final class Edits {
  private static final int MOST = 24;

  /** How the bytes begin that are a text themselves. */
  static final byte PLAIN = 0;

  private final Map<Dialect, List<List<String>>> seeds = new EnumMap<>(Dialect.class);
  private final Map<Dialect, List<String>> words = new EnumMap<>(Dialect.class);

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
    return ByteBuffer.allocate(4)
        .put((byte) 1)
        .put((byte) dialect.ordinal())
        .putShort((short) index)
        .array();
  }

  /** The dialect that bytes name. */
  static Dialect dialect(byte[] bytes) {
    Dialect[] all = Dialect.values();
    return bytes.length < 2 ? all[0] : all[Math.floorMod(bytes[1], all.length)];
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

  private static void change(
      List<String> tokens, ByteBuffer in, List<List<String>> known, List<String> words) {
    int kind = Math.floorMod(in.get(), 6);
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
      default -> {
        tokens.add(0, "(");
        tokens.addAll(0, List.of("SELECT", "count", "(", pick(words, what), ")", "FROM"));
        tokens.addAll(List.of(")", "AS", pick(words, (short) (what >> 3))));
      }
    }
  }

  private static <T> T pick(List<T> from, short index) {
    return from.get(Math.floorMod(index, from.size()));
  }
}
