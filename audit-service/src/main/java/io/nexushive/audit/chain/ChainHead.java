package io.nexushive.audit.chain;

import java.util.Arrays;

/**
 * Where a chain ends.
 *
 * @param seq number of the last record; 0 for an empty chain
 * @param offset its offset in the topic partition; -1 for an empty chain
 * @param hash its hash; of an empty chain the hash of the chain's identity
 */
public record ChainHead(long seq, long offset, byte[] hash) {
  public ChainHead {
    hash = hash.clone();
  }

  /** The head of a chain without records. */
  public static ChainHead empty(Chain chain) {
    return new ChainHead(0, -1, ChainHash.genesis(chain));
  }

  @Override
  public byte[] hash() {
    return hash.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChainHead head
        && seq == head.seq
        && offset == head.offset
        && Arrays.equals(hash, head.hash);
  }

  @Override
  public int hashCode() {
    return Long.hashCode(seq) * 31 + Arrays.hashCode(hash);
  }

  @Override
  public String toString() {
    return seq + "@" + offset;
  }
}
