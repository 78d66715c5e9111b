package io.nexushive.translator.stage;

import io.nexushive.translator.candidate.Translation;
import io.nexushive.translator.model.ModelList;
import io.nexushive.translator.model.ModelRegistry;
import io.nexushive.translator.model.ModelsConfig;
import io.quarkus.security.Authenticated;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Tells the gateway what can be chosen. Says nothing of keys and addresses. */
@Path("/internal/models")
@Authenticated
@Produces(MediaType.APPLICATION_JSON)
public class ModelsResource {
  private static final String INCOMPLETE =
      "Its configuration is not complete: a model id or an API key is missing.";

  private final ModelsConfig config;
  private final ModelRegistry registry;

  public ModelsResource(ModelsConfig config, ModelRegistry registry) {
    this.config = config;
    this.registry = registry;
  }

  @GET
  public ModelList list() {
    List<ModelList.Entry> models = new ArrayList<>();
    models.add(always(Translation.AUTO));
    models.add(always(Translation.SEMANTIC_PARSER));
    new TreeMap<>(config.registry()).forEach((name, entry) -> models.add(entry(name, entry)));
    return new ModelList(List.copyOf(models), !registry.available().isEmpty());
  }

  private static ModelList.Entry always(String name) {
    return new ModelList.Entry(name, null, List.of(), true, null);
  }

  private ModelList.Entry entry(String name, ModelsConfig.Entry entry) {
    boolean available = registry.name(name).isPresent();
    return new ModelList.Entry(
        name,
        entry.provider().orElse(name),
        entry.aliases().orElse(List.of()),
        available,
        available ? null : INCOMPLETE);
  }
}
