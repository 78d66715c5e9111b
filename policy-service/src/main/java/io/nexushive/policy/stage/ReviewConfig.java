package io.nexushive.policy.stage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What can be set about reviews. */
@ConfigMapping(prefix = "nexushive.policy.review")
public interface ReviewConfig {

  /**
   * How long a request waits for a steward's decision, from its deadline on. A key that signs
   * review tickets must stay trusted for that long after its last use.
   */
  @WithDefault("24h")
  Duration lifetime();
}
