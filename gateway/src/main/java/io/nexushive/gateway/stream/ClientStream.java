package io.nexushive.gateway.stream;

import io.nexushive.model.json.Json.MalformedJsonException;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * One client's view of a trail. It keeps a place in the trail instead of a queue of its own, so a
 * slow client costs nothing but its patience; one that stops taking is cut off and may come back.
 */
final class ClientStream implements Flow.Subscription {
  private static final Logger LOG = Logger.getLogger(ClientStream.class);

  private final Trail trail;
  private final Flow.Subscriber<? super OutboundSseEvent> out;
  private final View view;
  private final Executor loop;
  private final Runnable onEnd;
  private final Runnable wake = this::wake;
  private final AtomicLong requested = new AtomicLong();
  private final AtomicInteger work = new AtomicInteger();
  private volatile boolean over;
  private volatile boolean keepAliveDue = true;
  private volatile Throwable broken;
  private volatile long delivered;
  private long deliveredAtLastTick = -1;
  private int next;
  private List<OutboundSseEvent> epilogue = List.of();

  /** Set last of what makes the stream readable, so that who sees it sees the rest. */
  private volatile boolean readable;

  /**
   * How a client sees a trail.
   *
   * @param after position of the last event that it has; -1 for none
   * @param show turns an entry into an event; {@code null} where the client is not to see it
   * @param comment makes a keep-alive comment
   * @param standing how far the request is, as its row says
   * @param epilogue what to say where the trail has forgotten that; used for requests that are not
   *     worked on
   */
  record View(
      long after,
      java.util.function.Function<Entry, OutboundSseEvent> show,
      Supplier<OutboundSseEvent> comment,
      Standing standing,
      Supplier<List<OutboundSseEvent>> epilogue) {

    /** Whether {@code trail} says itself how far the request is. */
    boolean isToldBy(Trail trail) {
      return switch (standing) {
        case OPEN -> true;
        // Who has seen the wait wants what follows it.
        case WAITING -> after >= 0 || trail.hasPaused();
        case ENDED -> trail.hasEnded();
      };
    }
  }

  /** How far a request is. */
  enum Standing {
    OPEN,
    WAITING,
    ENDED
  }

  ClientStream(
      Trail trail,
      Flow.Subscriber<? super OutboundSseEvent> out,
      View view,
      Executor loop,
      Runnable onEnd) {
    this.trail = trail;
    this.out = out;
    this.view = view;
    this.loop = loop;
    this.onEnd = onEnd;
  }

  void start() {
    trail.attach(wake);
    out.onSubscribe(this);
  }

  /** The trail is whole from now on. */
  void opened() {
    if (!view.isToldBy(trail)) {
      epilogue = view.epilogue().get();
    }
    readable = true;
    wake();
  }

  /** The trail cannot be made whole. */
  void failed(Throwable failure) {
    broken = failure;
    wake();
  }

  /**
   * Keeps a quiet stream open.
   *
   * @return whether the client has taken nothing of what waits for it since the last call
   */
  boolean tick() {
    boolean waiting = readable && requested.get() == 0;
    boolean stuck = waiting && delivered == deliveredAtLastTick;
    deliveredAtLastTick = delivered;
    keepAliveDue = true;
    wake();
    return stuck;
  }

  @Override
  public void request(long n) {
    requested.accumulateAndGet(n, (a, b) -> a + b < 0 ? Long.MAX_VALUE : a + b);
    wake();
  }

  @Override
  public void cancel() {
    over = true;
    trail.detach(wake);
    onEnd.run();
  }

  private void wake() {
    // Rendering happens on the client's own event loop, never on the thread that reads the topic.
    if (work.getAndIncrement() == 0) {
      loop.execute(this::drain);
    }
  }

  private void drain() {
    int missed = work.get();
    do {
      try {
        deliver();
      } catch (RuntimeException e) {
        LOG.error("a stream broke", e);
        end(e);
      }
      missed = work.addAndGet(-missed);
    } while (missed != 0);
  }

  private void deliver() {
    while (!over && requested.get() > 0) {
      if (broken != null) {
        end(broken);
        return;
      }
      if (readable && !epilogue.isEmpty()) {
        tellOutcome();
        continue;
      }
      Entry entry = readable ? trail.at(next) : null;
      if (entry != null) {
        next++;
        deliver(entry);
      } else if (readable && trail.isClosed()) {
        end(null);
      } else if (keepAliveDue) {
        keepAliveDue = false;
        emit(view.comment().get());
      } else {
        return;
      }
    }
  }

  private void tellOutcome() {
    OutboundSseEvent event = epilogue.get(0);
    epilogue = epilogue.subList(1, epilogue.size());
    emit(event);
    if (epilogue.isEmpty()) {
      end(null);
    }
  }

  private void deliver(Entry entry) {
    boolean had = entry.position() <= view.after();
    if (entry.isPause() && (had || next < trail.size())) {
      // It waited for a person and went on.
      return;
    }
    // A client that has the end already asks for what follows it, which is nothing; it gets the
    // end again, because each stream has one.
    if (had && !entry.isEnd()) {
      return;
    }
    OutboundSseEvent event;
    try {
      event = view.show().apply(entry);
    } catch (MalformedJsonException e) {
      LOG.warnf("trace event cannot be read position=%d", entry.position());
      return;
    }
    if (event != null) {
      emit(event);
    }
    if (entry.outcome() != null) {
      end(null);
    }
  }

  private void emit(OutboundSseEvent event) {
    requested.decrementAndGet();
    delivered++;
    out.onNext(event);
  }

  private void end(Throwable failure) {
    if (over) {
      return;
    }
    over = true;
    trail.detach(wake);
    onEnd.run();
    if (failure == null) {
      out.onComplete();
    } else {
      out.onError(failure);
    }
  }
}
