package io.nexushive.gateway.stream;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.ws.rs.core.GenericType;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class ClientStreamTest {
  private final Trail trail = new Trail(true);
  private final Client client = new Client();
  private boolean left;

  @Test
  void deliversNoMoreThanTheClientAsksFor() {
    ClientStream stream = open(-1);
    client.subscription.request(1);
    trail.append(List.of(step(1)));
    trail.append(List.of(step(2)));
    client.subscription.request(1);
    trail.append(List.of(step(3)));

    // The first is the comment that opens the stream.
    assertThat(client.ids).containsExactly("", "1");
    client.subscription.request(1);
    assertThat(client.ids).containsExactly("", "1", "2");
    assertThat(stream.tick()).isFalse();
  }

  @Test
  void noticesAClientThatTakesNothing() {
    ClientStream stream = open(-1);
    client.subscription.request(1);
    trail.append(List.of(step(1)));

    assertThat(stream.tick()).isFalse();
    assertThat(stream.tick()).isTrue();
    stream.cancel();
    assertThat(left).isTrue();
    assertThat(trail.isRead()).isFalse();
  }

  @Test
  void aQuietStreamIsNoStuckOne() {
    ClientStream stream = open(-1);
    client.subscription.request(Long.MAX_VALUE);

    assertThat(stream.tick()).isFalse();
    assertThat(stream.tick()).isFalse();
    assertThat(client.ids).containsExactly("", "", "");
  }

  @Test
  void endsWithTheFirstEnd() {
    open(-1);
    client.subscription.request(Long.MAX_VALUE);
    trail.append(List.of(step(1)));
    trail.append(List.of(done(2, "answered")));
    trail.append(List.of(done(3, "failed")));

    assertThat(client.ids).containsExactly("", "1", "2");
    assertThat(client.completed).isTrue();
  }

  @Test
  void waitsUntilTheTrailIsWhole() {
    Trail gaps = new Trail(false);
    ClientStream stream =
        new ClientStream(gaps, client, view(-1, null), Runnable::run, this::leave);
    stream.start();
    client.subscription.request(Long.MAX_VALUE);
    gaps.append(List.of(step(7)));
    assertThat(client.ids).containsExactly("");

    gaps.complete(List.of(step(5), step(6), step(7)));
    stream.opened();
    assertThat(client.ids).containsExactly("", "5", "6", "7");
  }

  @Test
  void takesWhatThereIsAndLeavesWhenTheTrailIsDropped() {
    open(-1);
    client.subscription.request(2);
    trail.append(List.of(step(1)));
    trail.append(List.of(step(2)));
    trail.close();
    assertThat(client.completed).isFalse();

    client.subscription.request(5);
    assertThat(client.ids).containsExactly("", "1", "2");
    assertThat(client.completed).isTrue();
  }

  @Test
  void saysWhatItCannotReadBack() {
    Trail gaps = new Trail(false);
    ClientStream stream =
        new ClientStream(gaps, client, view(-1, null), Runnable::run, this::leave);
    stream.start();
    client.subscription.request(Long.MAX_VALUE);
    stream.failed(new IllegalStateException("no broker"));

    assertThat(client.failure).hasMessage("no broker");
    assertThat(left).isTrue();
  }

  @Test
  void tellsTheOutcomeWhereTheTrailLacksTheEnd() {
    trail.append(List.of(step(1)));
    ClientStream stream =
        new ClientStream(
            trail,
            client,
            view(-1, List.of(new Event("answer"), new Event("done"))),
            Runnable::run,
            this::leave);
    stream.start();
    stream.opened();
    client.subscription.request(Long.MAX_VALUE);

    assertThat(client.ids).containsExactly("answer", "done");
    assertThat(client.completed).isTrue();
  }

  private ClientStream open(long after) {
    ClientStream stream =
        new ClientStream(trail, client, view(after, null), Runnable::run, this::leave);
    stream.start();
    stream.opened();
    return stream;
  }

  private void leave() {
    left = true;
  }

  private static ClientStream.View view(long after, List<OutboundSseEvent> epilogue) {
    return new ClientStream.View(
        after,
        entry -> new Event(Long.toString(entry.position())),
        () -> new Event(""),
        epilogue == null ? ClientStream.Standing.OPEN : ClientStream.Standing.ENDED,
        () -> epilogue);
  }

  private static Entry step(long offset) {
    return new Entry(offset, "event-" + offset, "trace", "{}".getBytes(StandardCharsets.UTF_8));
  }

  private static Entry done(long offset, String outcome) {
    String json =
        "{\"id\":\"018f0000-0000-7000-8000-000000000001\",\"kind\":\"done\","
            + "\"agent\":\"visualizer\",\"at\":\"2026-01-01T00:00:00Z\",\"data\":{\"outcome\":\""
            + outcome
            + "\"}}";
    return new Entry(offset, "event-" + offset, "done", json.getBytes(StandardCharsets.UTF_8));
  }

  /** A client that asks when the test says so. */
  private static final class Client implements Flow.Subscriber<OutboundSseEvent> {
    private final List<String> ids = new ArrayList<>();
    private Flow.Subscription subscription;
    private boolean completed;
    private Throwable failure;

    @Override
    public void onSubscribe(Flow.Subscription given) {
      subscription = given;
    }

    @Override
    public void onNext(OutboundSseEvent event) {
      ids.add(event.getId());
    }

    @Override
    public void onError(Throwable thrown) {
      failure = thrown;
    }

    @Override
    public void onComplete() {
      completed = true;
    }
  }

  private record Event(String id) implements OutboundSseEvent {
    @Override
    public String getId() {
      return id;
    }

    @Override
    public String getName() {
      return null;
    }

    @Override
    public String getComment() {
      return null;
    }

    @Override
    public long getReconnectDelay() {
      return 0;
    }

    @Override
    public boolean isReconnectDelaySet() {
      return false;
    }

    @Override
    public Class<?> getType() {
      return String.class;
    }

    @Override
    public Type getGenericType() {
      return new GenericType<String>() {}.getType();
    }

    @Override
    public MediaType getMediaType() {
      return MediaType.TEXT_PLAIN_TYPE;
    }

    @Override
    public Object getData() {
      return null;
    }
  }
}
