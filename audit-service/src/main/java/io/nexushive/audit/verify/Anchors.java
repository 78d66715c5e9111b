package io.nexushive.audit.verify;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;

/**
 * What the roots say of the chains: which hash stood at which number. There may be millions, so
 * they are kept as bytes.
 */
final class Anchors {
  private static final int HASH = 32;
  private static final int ENTRY = Long.BYTES + HASH;
  private static final int FIRST_ENTRIES = 16;

  private final Map<UUID, List> lists = new HashMap<>();
  private long count;

  /** The anchors of one chain. */
  static final class List {
    private final String name;
    private ByteBuffer entries = ByteBuffer.allocate(FIRST_ENTRIES * ENTRY);
    private int next;

    private List(String name) {
      this.name = name;
    }

    String name() {
      return name;
    }

    private void add(long seq, byte[] hash) {
      if (entries.remaining() < ENTRY) {
        entries = ByteBuffer.allocate(entries.capacity() * 2).put(entries.flip());
      }
      entries.putLong(seq).put(hash);
    }

    /** The smallest number not taken yet; {@link Long#MAX_VALUE} after the last. */
    long nextSeq() {
      return next * ENTRY >= entries.position() ? Long.MAX_VALUE : entries.getLong(next * ENTRY);
    }

    /** Takes the next anchor and says whether {@code hash} is its hash. */
    boolean take(byte[] hash) {
      byte[] expected = new byte[HASH];
      entries.get(next * ENTRY + Long.BYTES, expected);
      next++;
      return Arrays.equals(expected, hash);
    }
  }

  void add(UUID chain, String name, long seq, String hash) {
    List list = lists.computeIfAbsent(chain, id -> new List(name));
    byte[] bytes = HexFormat.of().parseHex(hash);
    if (bytes.length != HASH) {
      throw new IllegalArgumentException("a head's hash has 32 bytes");
    }
    list.add(seq, bytes);
    count++;
  }

  /** The anchors of {@code chain}, which are not here any more afterwards; {@code null} if none. */
  List remove(UUID chain) {
    return lists.remove(chain);
  }

  Map<UUID, List> rest() {
    return lists;
  }

  long count() {
    return count;
  }
}
