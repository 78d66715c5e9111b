package io.nexushive.translator.model;

import dev.langchain4j.model.chat.StreamingChatModel;
import io.nexushive.runtime.resilience.CircuitBreaker;
import io.nexushive.translator.model.ModelsConfig.Entry;
import jakarta.inject.Singleton;
import java.net.URI;
import java.time.Clock;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The models that are configured, by name and alias. */
@Singleton
public class ModelRegistry {
  private final Map<String, Model> models = new TreeMap<>();
  private final Map<String, Price> prices = new TreeMap<>();
  private final Map<String, String> names = new LinkedHashMap<>();
  private final Map<Provider, CircuitBreaker> breakers = new EnumMap<>(Provider.class);
  private final ExecutorService calls =
      Executors.newCachedThreadPool(
          task -> {
            Thread thread = new Thread(task, "model-call");
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @throws IllegalArgumentException where an entry names no known provider, or a name stands for
   *     two models
   */
  public ModelRegistry(ModelsConfig config, Clock clock) {
    for (Provider provider : Provider.values()) {
      breakers.put(provider, new CircuitBreaker(config.failures(), config.pause(), clock));
    }
    new TreeMap<>(config.registry()).forEach((name, entry) -> add(name, entry, config));
  }

  private void add(String name, Entry entry, ModelsConfig config) {
    String provided = entry.provider().orElse(name);
    Provider provider =
        Provider.of(provided)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "model %s: no provider is called %s; set its provider"
                            .formatted(name, provided)));
    List<String> keys = entry.apiKeys().orElse(List.of());
    if (entry.modelId().isEmpty() || provider.needsKey() && keys.isEmpty()) {
      return;
    }
    URI place = entry.baseUrl().orElse(provider.usualPlace());
    List<StreamingChatModel> clients = new ArrayList<>();
    for (String key : keys.isEmpty() ? new String[] {null} : keys.toArray(String[]::new)) {
      clients.add(
          ChatClients.of(provider.protocol(), place, entry.modelId().get(), key, config.timeout()));
    }
    models.put(
        name,
        new Model(
            clients,
            breakers.get(provider),
            calls,
            config.slots(),
            config.timeout(),
            provider.protocol() != Provider.Protocol.ANTHROPIC));
    if (entry.priceSent().isPresent() && entry.priceWritten().isPresent()) {
      prices.put(name, new Price(entry.priceSent().get(), entry.priceWritten().get()));
    }
    call(name, name);
    entry.aliases().orElse(List.of()).forEach(alias -> call(alias, name));
  }

  private void call(String alias, String name) {
    String other = names.put(alias, name);
    if (other != null && !other.equals(name)) {
      throw new IllegalArgumentException(
          "the name %s stands for two models, %s and %s".formatted(alias, other, name));
    }
  }

  /** The names of all models that can be asked, without aliases. */
  public List<String> available() {
    return List.copyOf(models.keySet());
  }

  /** The name of the model that is called so; absent where there is none. */
  public Optional<String> name(String nameOrAlias) {
    return Optional.ofNullable(nameOrAlias).map(names::get);
  }

  /** What the model's tokens cost; absent where that is not configured. */
  Optional<Price> price(String nameOrAlias) {
    return name(nameOrAlias).map(prices::get);
  }

  Optional<Model> model(String nameOrAlias) {
    return name(nameOrAlias).map(models::get);
  }
}
