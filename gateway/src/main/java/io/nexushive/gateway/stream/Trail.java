package io.nexushive.gateway.stream;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * What was said about one request, in the order in which it was said, each thing once. Readers keep
 * their own place in it; it is served only while it is whole, from the request's first event on.
 */
final class Trail {
  private final List<Entry> entries = new ArrayList<>();
  private final Set<String> ids = new HashSet<>();
  private final Set<Runnable> readers = new CopyOnWriteArraySet<>();
  private boolean whole;
  private boolean closed;
  private boolean ended;
  private boolean paused;
  private long weight;

  Trail(boolean whole) {
    this.whole = whole;
  }

  /** Adds what the topic brought; returns by how much the trail has grown. */
  long append(List<Entry> fresh) {
    long grown;
    synchronized (this) {
      if (closed) {
        return 0;
      }
      long before = weight;
      fresh.forEach(this::add);
      grown = weight - before;
    }
    signal();
    return grown;
  }

  /**
   * Puts what was read back before what has come since, which makes the trail whole.
   *
   * @return by how much the trail has grown
   */
  long complete(List<Entry> earlier) {
    long before;
    synchronized (this) {
      before = weight;
      List<Entry> later = List.copyOf(entries);
      entries.clear();
      ids.clear();
      weight = 0;
      earlier.forEach(this::add);
      later.forEach(this::add);
      whole = true;
    }
    signal();
    return weight() - before;
  }

  /** The trail will not go on here; readers take what there is and leave. */
  void close() {
    synchronized (this) {
      closed = true;
    }
    signal();
  }

  synchronized boolean isWhole() {
    return whole;
  }

  synchronized boolean isClosed() {
    return closed;
  }

  synchronized boolean hasEnded() {
    return ended;
  }

  /** Whether nothing follows until a person has said something, if at all. */
  synchronized boolean rests() {
    return ended || (!entries.isEmpty() && entries.get(entries.size() - 1).isPause());
  }

  /** Whether it came to wait for a person, now or before. */
  synchronized boolean hasPaused() {
    return paused;
  }

  synchronized long weight() {
    return weight;
  }

  boolean isRead() {
    return !readers.isEmpty();
  }

  /** The entry at {@code index}; {@code null} while there is none, or while the trail has gaps. */
  synchronized Entry at(int index) {
    return whole && index < entries.size() ? entries.get(index) : null;
  }

  synchronized int size() {
    return entries.size();
  }

  /** Has {@code reader} called when there is something new; it must return at once. */
  void attach(Runnable reader) {
    readers.add(reader);
  }

  void detach(Runnable reader) {
    readers.remove(reader);
  }

  private void add(Entry entry) {
    if (ids.add(entry.eventId())) {
      entries.add(entry);
      weight += entry.weight();
      ended |= entry.isEnd();
      paused |= entry.isPause();
    }
  }

  private void signal() {
    readers.forEach(Runnable::run);
  }
}
