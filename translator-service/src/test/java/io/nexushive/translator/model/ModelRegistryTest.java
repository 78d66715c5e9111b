package io.nexushive.translator.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nexushive.model.json.Json;
import io.nexushive.translator.language.Thesaurus;
import io.nexushive.translator.linking.ConnectionSchema;
import io.nexushive.translator.parser.Outcome;
import io.nexushive.translator.testing.Schemes;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ModelRegistryTest {
  private static final String PREFIX = "nexushive.translator.models.registry.";
  private final Map<String, String> settings = new HashMap<>();
  private final List<HttpServer> servers = new ArrayList<>();
  private int asked;

  @AfterEach
  void stop() {
    servers.forEach(s -> s.stop(0));
  }

  @Test
  void aModelIsOffUntilItHasItsIdAndItsKey() {
    set("ollama.base-url", "http://127.0.0.1:1");
    set("groq.model-id", "some-model");
    assertThat(registry().available()).isEmpty();
    set("ollama.model-id", "some-model");
    assertThat(registry().available()).containsExactly("ollama");
  }

  @Test
  void findsModelsByAlias() {
    set("fast.provider", "ollama");
    set("fast.model-id", "some-model");
    set("fast.aliases", "quick,small");
    ModelRegistry registry = registry();
    assertThat(registry.name("small")).contains("fast");
    assertThat(registry.name("large")).isEmpty();
    assertThat(registry.available()).containsExactly("fast");
  }

  @Test
  void refusesANameForTwoModels() {
    set("one.provider", "ollama");
    set("one.model-id", "x");
    set("two.provider", "ollama");
    set("two.model-id", "y");
    set("two.aliases", "one");
    assertThatThrownBy(this::registry)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stands for two models");
  }

  @Test
  void saysThatAProviderIsNotKnown() {
    set("mine.model-id", "x");
    assertThatThrownBy(this::registry).hasMessageContaining("set its provider");
  }

  @Test
  void callsAtMostFourTimesForOneQuestionWhoeverIsAsked() {
    for (String name : List.of("a", "b", "c")) {
      set(name + ".provider", "ollama");
      set(name + ".model-id", "x");
      set(name + ".base-url", server("no JSON at all"));
    }
    ModelTranslator models = models();
    CallBudget budget = new CallBudget(Clock.systemUTC(), Instant.now().plusSeconds(60));
    for (String name : List.of("a", "b", "c")) {
      assertThat(ask(models, name, budget)).isEmpty();
    }
    assertThat(asked).isEqualTo(CallBudget.CALLS);
  }

  @Test
  void takesAnotherModelsAnswerWhereTheFirstFails() {
    set("a.provider", "ollama");
    set("a.model-id", "x");
    set("a.base-url", "http://127.0.0.1:1");
    set("b.provider", "ollama");
    set("b.model-id", "x");
    set("b.base-url", server(ModelDoubles.GOOD));
    ModelTranslator models = models();
    CallBudget budget = new CallBudget(Clock.systemUTC(), Instant.now().plusSeconds(60));
    assertThat(ask(models, "a", budget)).isEmpty();
    assertThat(ask(models, "b", budget)).isPresent();
  }

  private Optional<Outcome> ask(ModelTranslator models, String name, CallBudget budget) {
    ConnectionSchema demo =
        new ConnectionSchema(
            Schemes.demo(LocalDate.of(2026, 5, 17)), Schemes.demoModel(), Thesaurus.load());
    return models.translate(
        name, "Which regions are there?", demo, List.of(), budget, (a, b, c, d) -> {});
  }

  private String server(String text) {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      byte[] answer =
          Json.bytes(
              Map.of(
                  "model",
                  "x",
                  "created_at",
                  "2026-01-01T00:00:00Z",
                  "message",
                  Map.of("role", "assistant", "content", text),
                  "done",
                  true));
      server.createContext(
          "/",
          exchange -> {
            asked++;
            exchange.getRequestBody().readAllBytes();
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
          });
      server.start();
      servers.add(server);
      return "http://127.0.0.1:" + server.getAddress().getPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void set(String name, String value) {
    settings.put(PREFIX + name, value);
  }

  private ModelsConfig config() {
    return new SmallRyeConfigBuilder()
        .withDefaultValues(settings)
        .addDiscoveredConverters()
        .withMapping(ModelsConfig.class)
        .build()
        .getConfigMapping(ModelsConfig.class);
  }

  private ModelRegistry registry() {
    return new ModelRegistry(config(), Clock.systemUTC());
  }

  private ModelTranslator models() {
    return new ModelTranslator(
        registry(), config(), Prompts.only(PromptFile.standard()), new SimpleMeterRegistry());
  }
}
