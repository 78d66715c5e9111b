package io.nexushive.executor.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Folders with all that is in them. */
final class Trees {
  private static final Logger LOG = Logger.getLogger(Trees.class);

  private Trees() {}

  /** Deletes what there is; what cannot be deleted is only told to the log. Follows no links. */
  static void delete(Path root) {
    if (!Files.exists(root)) {
      return;
    }
    try (Stream<Path> paths = Files.walk(root)) {
      for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      LOG.warnf("left behind on the disk path=%s", root.getFileName());
      LOG.debug("why it was left behind", e);
    }
  }
}
