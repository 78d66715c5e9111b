package io.nexushive.system;

import io.nexushive.local.FreePorts;
import io.nexushive.local.client.GatewayClient;
import io.nexushive.local.client.SseEvent;
import io.nexushive.local.keys.KeyRing;
import io.nexushive.local.stack.DemoAccounts;
import io.nexushive.local.stack.Home;
import io.nexushive.local.stack.Ports;
import io.nexushive.local.stack.Progress;
import io.nexushive.local.stack.Settings;
import io.nexushive.local.stack.Stack;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.CloudEvent;
import io.nexushive.model.event.EventType;
import io.nexushive.model.json.Json;
import io.nexushive.model.signature.Signer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The running product on free ports and in a folder of its own. */
final class Hive implements ExtensionContext.Store.CloseableResource, AutoCloseable {
  /** A program of somebody else, registered before the services started. */
  static final String CLIENT = "report-bot";

  private static final Duration START_LIMIT = Duration.ofSeconds(180);

  private final Stack stack;
  private final Signer clientKey;
  private final Map<String, GatewayClient> signedIn = new ConcurrentHashMap<>();

  private Hive(Stack stack, Signer clientKey) {
    this.stack = stack;
    this.clientKey = clientKey;
  }

  static Hive start() {
    try {
      Home home = new Home(Files.createTempDirectory("nexus-hive").resolve("home"));
      Settings settings = new Settings(root(), home, freePorts(), Optional.empty());
      Stack stack = new Stack(settings, new Progress(System.out));
      Signer key = KeyRing.createOrLoad(home.keys()).addClient(CLIENT, Set.of("analyst"), Map.of());
      try {
        stack.start(START_LIMIT);
      } catch (RuntimeException e) {
        stack.close();
        throw e;
      }
      return new Hive(stack, key);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static Path root() {
    return Path.of(System.getProperty("nexushive.root"));
  }

  static Ports freePorts() {
    Map<ServiceName, Integer> services = new EnumMap<>(ServiceName.class);
    for (ServiceName service : ServiceName.values()) {
      services.put(service, FreePorts.next());
    }
    return new Ports(services, FreePorts.next(), FreePorts.next(), FreePorts.next());
  }

  Stack stack() {
    return stack;
  }

  Home home() {
    return stack.settings().home();
  }

  Signer clientKey() {
    return clientKey;
  }

  String bootstrapServers() {
    return stack.settings().ports().bootstrapServers();
  }

  URI gateway() {
    return URI.create(stack.settings().ports().url(ServiceName.GATEWAY));
  }

  DemoAccounts.Account account(String name) {
    return DemoAccounts.load(home().demoAccounts()).named(name);
  }

  /** A client signed in with the demo account of that name. */
  GatewayClient as(String user) {
    return signedIn.computeIfAbsent(
        user, name -> GatewayClient.signIn(gateway(), name, account(name).password()));
  }

  /** Asks and waits for the end. */
  Asked ask(String user, String question) {
    GatewayClient gateway = as(user);
    String id = gateway.ask(question, Map.of());
    List<SseEvent> events = new ArrayList<>();
    gateway.follow(
        id,
        event -> {
          events.add(event);
          return true;
        });
    return new Asked(id, question, events);
  }

  /** Says something on a topic, as whoever has the keys could. */
  void say(EventType type, CloudEvent event, Object payload) throws Exception {
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(type.topic(), event.subject(), Json.bytes(payload));
    event.headers().forEach((n, v) -> record.headers().add(n, v.getBytes(StandardCharsets.UTF_8)));
    try (KafkaProducer<String, byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", bootstrapServers()),
            new StringSerializer(),
            new ByteArraySerializer())) {
      producer.send(record).get(30, TimeUnit.SECONDS);
    }
  }

  /** The demo warehouse's own file, to count in without any of the services. */
  Path demoWarehouse() {
    return home().warehouses().resolve("demo.sqlite");
  }

  @Override
  public void close() throws IOException {
    stack.close();
    if (Boolean.getBoolean("nexushive.keep")) {
      return;
    }
    try (Stream<Path> files = Files.walk(home().dir().getParent())) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(f -> f.delete());
    }
  }
}
