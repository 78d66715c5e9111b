package io.nexushive.local.cli;

import io.nexushive.local.LocalStackException;
import io.nexushive.local.stack.Home;
import io.nexushive.local.stack.HomeLock;
import io.nexushive.local.stack.RunState;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** Which installation a command is about. */
final class HomeOption {
  @Option(
      names = "--home",
      paramLabel = "FOLDER",
      description = "Data folder (NEXUS_HOME; default: .nexus in the project's folder).",
      defaultValue = "${env:NEXUS_HOME}")
  private Path home;

  /** The project's folder; the script passes it. */
  static Path root() {
    return Path.of(System.getProperty("nexushive.root", ".")).toAbsolutePath().normalize();
  }

  Home home() {
    return new Home(home == null ? root().resolve(".nexus") : home);
  }

  /**
   * What runs on the data folder.
   *
   * @throws LocalStackException when nothing does
   */
  RunState running() {
    if (!HomeLock.isHeld(home())) {
      throw new LocalStackException(
          "Nexus Hive does not run on " + home().dir() + "; start it with ./nexus up");
    }
    return RunState.read(home())
        .orElseThrow(() -> new LocalStackException("Nexus Hive is just starting or stopping"));
  }
}
