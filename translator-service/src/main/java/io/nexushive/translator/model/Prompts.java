package io.nexushive.translator.model;

import io.nexushive.model.id.ConnectionId;
import io.nexushive.translator.model.PromptFile.UnusablePromptException;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** The prompts that are in use. They are read once: what was tested is what goes on. */
@Singleton
public class Prompts {
  private static final Logger LOG = Logger.getLogger(Prompts.class);

  private final PromptFile usual;
  private final Map<String, PromptFile> byConnection = new TreeMap<>();

  /**
   * @throws UnusablePromptException where a file that is configured cannot be used
   */
  @Inject
  public Prompts(PromptsConfig config) {
    this(config.usual().map(name -> read(config.folder(), name)).orElseGet(PromptFile::standard));
    config.connections().forEach((id, name) -> byConnection.put(id, read(config.folder(), name)));
  }

  private Prompts(PromptFile usual) {
    this.usual = usual;
  }

  /** The same one for every connection. */
  public static Prompts only(PromptFile prompt) {
    return new Prompts(prompt);
  }

  /** The service does not start with a file that cannot be used. */
  void start(@Observes StartupEvent event) {
    LOG.infof("prompts default=%s", usual.version());
    byConnection.forEach(
        (id, prompt) -> LOG.infof("prompts connection=%s prompt=%s", id, prompt.version()));
  }

  /** The prompt for questions to {@code connection}. */
  public PromptFile of(ConnectionId connection) {
    return byConnection.getOrDefault(connection.value(), usual);
  }

  private static PromptFile read(Optional<Path> folder, String name) {
    Path file = Path.of(name);
    if (file.getNameCount() != 1 || file.isAbsolute()) {
      throw new UnusablePromptException(name, "is not named as a file of the folder");
    }
    return PromptFile.read(
        folder
            .orElseThrow(
                () ->
                    new UnusablePromptException(
                        name, "has no folder; set nexushive.translator.prompts.folder"))
            .resolve(file));
  }
}
