package io.nexushive.audit.intake;

import io.nexushive.audit.chain.Chain;
import io.nexushive.audit.chain.ChainHead;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Where the chains end that this replica writes, as it wrote them. Roots are signed over this and
 * not over what the database says, so that nobody can have a change of the database signed.
 */
@Singleton
public class Heads {
  /** A chain with its end. */
  public record Entry(Chain chain, ChainHead head) {}

  private final Map<Chain, Entry> entries = new ConcurrentHashMap<>();

  void put(Chain chain, ChainHead head) {
    entries.put(chain, new Entry(chain, head));
  }

  void remove(Chain chain) {
    entries.remove(chain);
  }

  ChainHead get(Chain chain) {
    Entry entry = entries.get(chain);
    return entry == null ? null : entry.head();
  }

  /** A copy of all, by chain id in the order of their text. */
  public Map<String, Entry> snapshot() {
    Map<String, Entry> copy = new TreeMap<>();
    entries.forEach((chain, entry) -> copy.put(chain.id().toString(), entry));
    return copy;
  }
}
