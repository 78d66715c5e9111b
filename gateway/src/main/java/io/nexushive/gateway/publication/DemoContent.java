package io.nexushive.gateway.publication;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.nexushive.gateway.GatewayConfig;
import io.nexushive.gateway.session.CurrentCaller;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.ProjectId;
import io.nexushive.model.json.Json;
import io.nexushive.model.policy.PolicyChanged;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.model.semantic.SemanticModelChanged;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** The demo warehouse as it is configured: how to reach it, what it means, who may read what. */
@Singleton
public class DemoContent {
  static final ConnectionId CONNECTION = new ConnectionId("demo");
  static final ProjectId PROJECT = new ProjectId("default");

  private final GatewayConfig.Demo config;

  public DemoContent(GatewayConfig config) {
    this.config = config.demo();
  }

  ConnectionChanged connection() {
    Map<String, String> settings = new HashMap<>(config.settings());
    settings.put("file", config.file());
    settings.put("sensitive_columns", String.join(",", config.sensitiveColumns()));
    return new ConnectionChanged(
        CONNECTION,
        CurrentCaller.TENANT,
        "Demo warehouse",
        "sqlite",
        settings,
        null,
        null,
        false,
        null);
  }

  PolicyChanged policy() {
    return new PolicyChanged(PROJECT, text(config.policyFile(), "policy.yaml"), null);
  }

  SemanticModelChanged semanticModel() {
    String yaml = text(config.semanticModelFile(), "semantic-model.yaml");
    try {
      SemanticModel model =
          Json.mapper().treeToValue(new YAMLMapper().readTree(yaml), SemanticModel.class);
      return new SemanticModelChanged(CONNECTION, model, null);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException("the semantic model has not the form it should have", e);
    }
  }

  private static String text(Optional<Path> file, String resource) {
    try {
      if (file.isPresent()) {
        return Files.readString(file.get());
      }
      try (InputStream in =
          Thread.currentThread().getContextClassLoader().getResourceAsStream("demo/" + resource)) {
        if (in == null) {
          throw new IllegalStateException("the gateway comes without demo/" + resource);
        }
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + resource, e);
    }
  }
}
