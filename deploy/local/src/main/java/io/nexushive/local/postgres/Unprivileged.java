package io.nexushive.local.postgres;

import com.sun.security.auth.module.UnixSystem;
import io.nexushive.local.LocalStackException;
import io.zonky.test.db.postgres.util.LinuxUtils;
import java.util.List;

/** PostgreSQL refuses to run as root; a user namespace of its own makes it nobody. */
final class Unprivileged {
  private Unprivileged() {}

  /** What to put before a command so that it does not see itself as root. */
  static List<String> prefix() {
    if (new UnixSystem().getUid() != 0) {
      return List.of();
    }
    if (!LinuxUtils.isUnshareAvailable()) {
      throw new LocalStackException(
          "PostgreSQL does not run as root, and user namespaces are not available here; "
              + "start as an ordinary user");
    }
    return List.of("unshare", "-U");
  }
}
