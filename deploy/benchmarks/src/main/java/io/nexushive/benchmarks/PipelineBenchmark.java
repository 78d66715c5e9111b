package io.nexushive.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.nexushive.model.json.Json;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * From {@code POST /api/ask} to the {@code answer} event, five users, semantic parser, against the
 * bare relay on the same broker. The two take turns within one run, so that both see the same
 * machine.
 */
public final class PipelineBenchmark {
  private static final int USERS = 5;
  private static final int TURNS = 3;
  private static final int PARTITIONS = 3;
  private static final int PAYLOAD_BYTES = 4_096;
  private static final double MEDIAN_BAR = 4;
  private static final double P99_BAR = 5;
  private static final List<String> QUESTIONS =
      List.of(
          "Show total net revenue by region",
          "Top 5 regions by profit",
          "Monthly net revenue trend",
          "Units sold per product category last quarter",
          "Which customer segment buys most in EMEA?");

  private PipelineBenchmark() {}

  /**
   * @param args address of the gateway, broker, folder of the local stack, rounds per user to warm
   *     up, rounds per user and turn to measure
   */
  public static void main(String[] args) throws Exception {
    URI gateway = URI.create(args.length > 0 ? args[0] : "http://127.0.0.1:8080");
    String bootstrap = args.length > 1 ? args[1] : "127.0.0.1:29092";
    Path home = Path.of(args.length > 2 ? args[2] : ".nexus");
    int warmUp = args.length > 3 ? Integer.parseInt(args[3]) : 2_000;
    int rounds = args.length > 4 ? Integer.parseInt(args[4]) : 300;

    String token = ProductUser.signIn(gateway, "analyst", password(home, "analyst"));
    List<Round> product = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      product.add(new ProductUser(gateway, token, QUESTIONS));
    }
    byte[] payload = new byte[PAYLOAD_BYTES];
    Latencies ours = new Latencies();
    Latencies bare = new Latencies();
    try (Relay relay = new Relay(bootstrap, PARTITIONS)) {
      List<Round> baseline = new ArrayList<>();
      for (int user = 0; user < USERS; user++) {
        baseline.add(() -> relay.send(payload));
      }
      System.out.printf("warming up: %d rounds per user each%n", warmUp);
      System.out.println("  relay   " + Users.run(baseline, warmUp));
      System.out.println("  product " + Users.run(product, warmUp));
      ProcessorTime bareTime = new ProcessorTime(home.resolve("run"));
      ProcessorTime oursTime = new ProcessorTime(home.resolve("run"));
      for (int turn = 1; turn <= TURNS; turn++) {
        bareTime.begin();
        Latencies bareTurn = Users.run(baseline, rounds);
        bareTime.end(bareTurn.count());
        oursTime.begin();
        Latencies oursTurn = Users.run(product, rounds);
        oursTime.end(oursTurn.count());
        System.out.printf("turn %d relay   %s%n", turn, bareTurn);
        System.out.printf("turn %d product %s%n", turn, oursTurn);
        bare.addAll(bareTurn);
        ours.addAll(oursTurn);
      }
      System.out.println("processor time in ms, relay:   " + bareTime);
      System.out.println("processor time in ms, product: " + oursTime);
    }
    report(ours, bare);
  }

  private static void report(Latencies ours, Latencies bare) {
    double median = ours.percentile(0.5) / bare.percentile(0.5);
    double p99 = ours.percentile(0.99) / bare.percentile(0.99);
    System.out.println("relay   " + bare);
    System.out.println("product " + ours);
    System.out.printf(
        Locale.ROOT,
        "median %.2f times the relay's (bar %.0f), p99 %.2f times (bar %.0f)%n",
        median,
        MEDIAN_BAR,
        p99,
        P99_BAR);
    if (median > MEDIAN_BAR || p99 > P99_BAR) {
      System.out.println("the bar is not met");
      System.exit(1);
    }
  }

  private static String password(Path home, String username) throws Exception {
    JsonNode accounts =
        Json.read(Files.readAllBytes(home.resolve("secrets/demo-accounts.json")), JsonNode.class);
    for (JsonNode account : accounts.path("accounts")) {
      if (username.equals(account.path("username").asText())) {
        return account.path("password").asText();
      }
    }
    throw new IllegalStateException("there is no demo account " + username);
  }
}
