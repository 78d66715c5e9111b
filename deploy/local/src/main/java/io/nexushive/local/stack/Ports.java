package io.nexushive.local.stack;

import io.nexushive.model.envelope.ServiceName;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where everything listens, always on 127.0.0.1.
 *
 * @param services one port per service
 * @param controller where the Kafka node speaks to itself
 */
public record Ports(Map<ServiceName, Integer> services, int kafka, int controller, int postgres) {
  public static final int GATEWAY = 8080;
  public static final int INTERNAL = 8081;
  public static final int KAFKA = 29092;
  public static final int POSTGRES = 25432;

  public Ports {
    services = Map.copyOf(services);
    if (services.size() != ServiceName.values().length) {
      throw new IllegalArgumentException("every service has a port");
    }
  }

  /**
   * The usual arrangement: the gateway on its own, the other services on the five ports from {@code
   * internal} on, Kafka on {@code kafka} and the next one.
   */
  public static Ports of(int gateway, int internal, int kafka, int postgres) {
    Map<ServiceName, Integer> services = new EnumMap<>(ServiceName.class);
    int next = internal;
    for (ServiceName service : ServiceName.values()) {
      services.put(service, service == ServiceName.GATEWAY ? gateway : next++);
    }
    return new Ports(services, kafka, kafka + 1, postgres);
  }

  public int of(ServiceName service) {
    return services.get(service);
  }

  public int gateway() {
    return of(ServiceName.GATEWAY);
  }

  /** Where a service answers, on this machine only. */
  public String url(ServiceName service) {
    return "http://127.0.0.1:" + of(service);
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + kafka;
  }

  /** Each port with what it is for and the option of {@code up} that moves it. */
  public Map<Integer, Use> uses() {
    Map<Integer, Use> uses = new LinkedHashMap<>();
    for (ServiceName service : ServiceName.values()) {
      String option = service == ServiceName.GATEWAY ? "--port" : "--service-port";
      uses.put(of(service), new Use("the " + service.wire(), option));
    }
    uses.put(kafka, new Use("Kafka", "--kafka-port"));
    uses.put(controller, new Use("Kafka's controller", "--kafka-port"));
    uses.put(postgres, new Use("PostgreSQL", "--postgres-port"));
    return uses;
  }

  /** What a port is for. */
  public record Use(String what, String option) {}
}
