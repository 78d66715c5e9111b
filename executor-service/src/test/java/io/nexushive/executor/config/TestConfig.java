package io.nexushive.executor.config;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;

/** Configuration for tests that run without the service. */
public final class TestConfig {
  private TestConfig() {}

  /**
   * The defaults but for {@code settings}.
   *
   * @param settings by name, without the common prefix
   */
  public static ExecutorConfig of(Map<String, String> settings) {
    SmallRyeConfigBuilder builder =
        new SmallRyeConfigBuilder().addDiscoveredConverters().withMapping(ExecutorConfig.class);
    settings.forEach((k, v) -> builder.withDefaultValue("nexushive.executor." + k, v));
    return builder.build().getConfigMapping(ExecutorConfig.class);
  }
}
