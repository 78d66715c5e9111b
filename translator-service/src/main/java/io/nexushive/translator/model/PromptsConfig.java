package io.nexushive.translator.model;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithName;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Which prompts models are given. */
@ConfigMapping(prefix = "nexushive.translator.prompts")
public interface PromptsConfig {
  /** Folder of prompt files, each named {@code NAME.vN.txt}. */
  Optional<Path> folder();

  /** The file for connections that have none; what comes with the product where absent. */
  @WithName("default")
  Optional<String> usual();

  /** The file of each connection that has one of its own, by the connection's id. */
  Map<String, String> connections();
}
