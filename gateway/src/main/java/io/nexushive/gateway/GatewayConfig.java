package io.nexushive.gateway;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Positive;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What can be set about the gateway. */
@ConfigMapping(prefix = "nexushive.gateway")
public interface GatewayConfig {

  /** Under which address the gateway reaches itself, for the keys of its own tokens. */
  URI selfUrl();

  /** Base address of the translator. */
  @WithDefault("http://127.0.0.1:8081")
  URI translatorUrl();

  /** Base address of the policy service. */
  @WithDefault("http://127.0.0.1:8082")
  URI policyUrl();

  /** Base address of the executor. */
  @WithDefault("http://127.0.0.1:8083")
  URI executorUrl();

  /** Base address of the visualizer; only its health is asked for. */
  @WithDefault("http://127.0.0.1:8084")
  URI visualizerUrl();

  /** Base address of the audit service. */
  @WithDefault("http://127.0.0.1:8085")
  URI auditUrl();

  /** The longest to wait for another service's answer. */
  @WithDefault("10s")
  Duration upstreamTimeout();

  /** The longest to wait while all of the audit's chains are walked. */
  @WithDefault("15m")
  Duration auditVerifyTimeout();

  /** PKCS#8 PEM file with the P-256 private key that signs people's access tokens. */
  Path tokenKeyFile();

  /** JSON file with accounts to create at the start, each unless it was ever there. */
  Optional<Path> demoAccountsFile();

  /**
   * Which claims of an identity provider's tokens become attributes of the asker: the attribute's
   * name in policies, and the claim's. No other claim travels. Choose such as people cannot change
   * by themselves.
   */
  Map<String, String> attributeClaims();

  /** How questions are taken. */
  Ask ask();

  /** How much of language models people may use. */
  Budget budget();

  /** How the stream of a request is kept and served. */
  Stream stream();

  /** How open requests are looked after. */
  Upkeep upkeep();

  /** Local accounts, their tokens and sessions. */
  Accounts accounts();

  /** Connections that people make. */
  Connections connections();

  /** The demonstration connection and what belongs to it. */
  Demo demo();

  interface Ask {
    /** How long a question may take when nobody has to be waited for. */
    @WithDefault("60s")
    Duration deadline();

    /** How long a request waits for its asker's reply, from its deadline on. */
    @WithDefault("24h")
    Duration replyLifetime();

    /** How many corrected candidates may follow the first one. */
    @WithDefault("3")
    @Min(0)
    @Max(3)
    int retryBudget();

    /** The connection that is asked when the question names none. */
    @WithDefault("demo")
    String defaultConnection();
  }

  interface Budget {
    /** How many tokens a person may use in a day (UTC); 0: as many as he likes. */
    @WithDefault("0")
    @Min(0)
    long tokensPerDay();

    /** The same for single roles, instead. Of several roles the most generous counts. */
    Map<String, @Min(0) Long> roles();
  }

  interface Stream {
    /** How far back events are read into memory at the start. */
    @WithDefault("10m")
    Duration window();

    /** How much of the recent events is kept in memory. */
    @WithDefault("24M")
    MemorySize memory();

    /** How often a comment keeps a quiet stream open. */
    @WithDefault("15s")
    Duration keepAlive();

    /** How many older requests are read back from the broker at a time. */
    @WithDefault("4")
    @Positive
    int replays();

    /** The longest that reading one request back may take. */
    @WithDefault("20s")
    Duration replayTimeout();
  }

  interface Upkeep {
    /**
     * How often definitions are looked through for signatures by keys that end, and waiting reviews
     * for ones by keys that have ended.
     */
    @WithDefault("1m")
    Duration renewal();

    /** How often it is looked whether policy would still allow the verified queries. */
    @WithDefault("15s")
    Duration knowledge();

    /** How often open requests are looked at. */
    @WithDefault("1s")
    Duration interval();

    /** How long after its deadline an answer that is on its way may still arrive. */
    @WithDefault("2s")
    Duration grace();

    /** How long a question may stay unpublished before somebody else publishes it. */
    @WithDefault("5s")
    Duration unpublished();
  }

  interface Accounts {
    /** Whether anybody may register; whoever does is a viewer. */
    @WithDefault("true")
    boolean registration();

    /** How long an access token is valid. */
    @WithDefault("1h")
    Duration tokenLifetime();

    /** How long a browser session lasts. */
    @WithDefault("12h")
    Duration sessionLifetime();

    /** Whether the session cookie is sent over HTTPS only; false fits a single machine. */
    @WithDefault("false")
    boolean secureCookie();

    /** Cost of a password's hash: two to the power of it rounds of bcrypt. */
    @WithDefault("11")
    @Min(4)
    @Max(16)
    int passwordCost();

    /** How many wrong passwords are free before each further one has to wait, longer each time. */
    @WithDefault("5")
    @Positive
    int freeAttempts();

    /** Likewise for all names that one address tries. */
    @WithDefault("50")
    @Positive
    int freeAttemptsOfAddress();
  }

  interface Connections {
    /**
     * File with the public keys to which secrets are sealed, in Tink's JSON form. Without it no
     * connection that has a secret can be made. It is read each time, so that new keys take effect
     * at once.
     */
    Optional<Path> credentialKeysFile();

    /** How many connections one person may have; likewise those that all share. */
    @WithDefault("50")
    @Positive
    int perOwner();

    /** The longest that a test or a reading of the tables may take. */
    @WithDefault("90s")
    Duration jobTimeout();
  }

  interface Demo {
    /** Whether the demonstration is published at all. */
    @WithDefault("true")
    boolean enabled();

    /** What the executor's adapter needs to open the demo warehouse. */
    @WithDefault("demo.sqlite")
    String file();

    /** Columns whose values are never sampled, shown to a model or logged. */
    @WithDefault(
        "customers.email,customers.phone,customers.credit_card,regions.manager,products.margin_percentage")
    List<String> sensitiveColumns();

    /** More settings of the demo connection. */
    Map<String, String> settings();

    /** YAML file with the policy, instead of the one that comes with the gateway. */
    Optional<Path> policyFile();

    /** YAML file with the semantic model, instead of the one that comes with the gateway. */
    Optional<Path> semanticModelFile();

    /** Questions that the page offers to begin with. */
    Optional<List<String>> suggestions();
  }
}
