package io.nexushive.local.stack;

import io.nexushive.local.keys.KeyRing;
import io.nexushive.local.postgres.LocalPostgres;
import io.nexushive.local.postgres.Role;
import io.nexushive.model.envelope.ServiceName;
import java.util.HashMap;
import java.util.Map;

/** What each service is told by its environment. Passwords go this way and never by arguments. */
final class ServiceEnvironment {
  private final Settings settings;
  private final KeyRing keys;
  private final LocalPostgres postgres;

  ServiceEnvironment(Settings settings, KeyRing keys, LocalPostgres postgres) {
    this.settings = settings;
    this.keys = keys;
    this.postgres = postgres;
  }

  Map<String, String> of(ServiceName service) {
    Map<String, String> env = new HashMap<>();
    env.put("QUARKUS_HTTP_PORT", Integer.toString(settings.ports().of(service)));
    env.put("QUARKUS_HTTP_HOST", "127.0.0.1");
    env.put("KAFKA_BOOTSTRAP_SERVERS", settings.ports().bootstrapServers());
    env.put("NEXUSHIVE_INSTANCE", service.wire() + "-0");
    env.put("NEXUSHIVE_TRUST_FILE", keys.trustFile().toString());
    keys.privateKeyFile(service)
        .ifPresent(file -> env.put("NEXUSHIVE_SIGNING_KEY_FILE", file.toString()));
    switch (service) {
      case GATEWAY -> gateway(env);
      case AUDIT -> audit(env);
      case EXECUTOR -> {
        env.put("NEXUSHIVE_EXECUTOR_DATA_DIR", settings.home().warehouses().toString());
        env.put("NEXUSHIVE_EXECUTOR_CREDENTIAL_KEYS_FILE", keys.credentialKeysFile().toString());
        // After a restart all that waited comes at once; it should wait its turn.
        env.put("NEXUSHIVE_EXECUTOR_WAITING", "32");
        env.put("NEXUSHIVE_EXECUTOR_SLOT_WAIT", "10S");
      }
      case TRANSLATOR, POLICY, VISUALIZER -> {}
    }
    return env;
  }

  private void gateway(Map<String, String> env) {
    database(env, Role.NEXUS_GATEWAY);
    for (ServiceName service : ServiceName.values()) {
      String name = service == ServiceName.GATEWAY ? "SELF" : service.name();
      env.put("NEXUSHIVE_GATEWAY_" + name + "_URL", settings.ports().url(service));
    }
    env.put(
        "NEXUSHIVE_GATEWAY_CONNECTIONS_CREDENTIAL_KEYS_FILE",
        keys.credentialPublicKeysFile().toString());
    env.put("NEXUSHIVE_GATEWAY_DEMO_ACCOUNTS_FILE", settings.home().demoAccounts().toString());
    env.put("NEXUSHIVE_GATEWAY_TOKEN_KEY_FILE", settings.home().tokenKey().toString());
  }

  private void audit(Map<String, String> env) {
    database(env, Role.NEXUS_AUDIT);
    env.put("QUARKUS_FLYWAY_USERNAME", Role.NEXUS_AUDIT_OWNER.roleName());
    env.put("QUARKUS_FLYWAY_PASSWORD", postgres.password(Role.NEXUS_AUDIT_OWNER));
    env.put("NEXUSHIVE_AUDIT_ROOTS_DIR", settings.home().auditRoots().toString());
  }

  private void database(Map<String, String> env, Role role) {
    env.put("QUARKUS_DATASOURCE_JDBC_URL", postgres.jdbcUrl(role.schema()));
    env.put("QUARKUS_DATASOURCE_USERNAME", role.roleName());
    env.put("QUARKUS_DATASOURCE_PASSWORD", postgres.password(role));
  }
}
