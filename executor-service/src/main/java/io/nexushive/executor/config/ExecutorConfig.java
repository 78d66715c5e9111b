package io.nexushive.executor.config;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Where warehouses' files lie, and how much at a time is asked of each. */
@ConfigMapping(prefix = "nexushive.executor")
public interface ExecutorConfig {

  /** Folder below which all files lie that connections may name. */
  @WithDefault(".nexus/warehouses")
  Path dataDir();

  /**
   * Hosts that connections may lead to, {@code *.example.com} meaning all below it; none without a
   * list.
   */
  Optional<List<String>> allowedHosts();

  /**
   * File with the private keys that open the credentials of connections, in Tink's JSON form.
   * Without it connections that have a credential cannot be used. It is read each time, so that new
   * keys take effect at once.
   */
  Optional<Path> credentialKeysFile();

  /** How many statements may run on one connection at a time. */
  @WithDefault("6")
  @Min(1)
  @Max(64)
  int slots();

  /** How many more may wait for one of them; who comes after that is told that it is busy. */
  @WithDefault("6")
  @Min(0)
  int waiting();

  /** The longest that one waits. */
  @WithDefault("2s")
  Duration slotWait();

  /** How much time before a request's deadline its statement is stopped, to say so in time. */
  @WithDefault("500ms")
  Duration deadlineMargin();

  /** After how many failures to reach a warehouse in a row it is left alone. */
  @WithDefault("5")
  @Min(1)
  int breakerFailures();

  /** For how long it is left alone before it is tried once. */
  @WithDefault("30s")
  Duration breakerPause();

  /** The demonstration warehouse. */
  Demo demo();

  /** The catalogue. */
  Catalog catalog();

  /** DuckDB, which works inside this process. */
  DuckDb duckdb();

  /** What is fetched over HTTP, from REST APIs and MCP servers. */
  Fetch fetch();

  interface Fetch {
    /**
     * Those of the allowed hosts that may lead to addresses that are not public, and may be spoken
     * to without TLS; none without a list.
     */
    Optional<List<String>> privateHosts();

    /** The most requests that one statement may send. */
    @WithDefault("1000")
    @Min(1)
    int maxPages();

    /** The most rows that one statement may fetch. */
    @WithDefault("500000")
    @Min(1)
    int maxRows();

    /** The most bytes that one statement may fetch. */
    @WithDefault("64M")
    MemorySize maxBytes();

    /** The longest that reading the schema, or a test, may take. */
    @WithDefault("30s")
    Duration timeout();
  }

  /** CSV files that people upload. */
  Upload upload();

  interface Upload {
    /** The largest file that is taken. */
    @WithDefault("1G")
    MemorySize maxSize();

    /** How much of it is taken at a time. */
    @WithDefault("512K")
    MemorySize partSize();

    /** How many uploads one person may have open. */
    @WithDefault("5")
    @Min(1)
    int open();
  }

  interface DuckDb {
    /** The most memory that one connection's database may take. */
    @WithDefault("256M")
    MemorySize memory();
  }

  interface Demo {
    /** Whether the demonstration warehouse is made in the data folder when it is missing. */
    @WithDefault("true")
    boolean enabled();
  }

  interface Catalog {
    /** How long after one reading of a connection's schema the next one follows. */
    @WithDefault("10m")
    Duration syncInterval();

    /** How long after a failed reading the next one follows. */
    @WithDefault("30s")
    Duration retryInterval();

    /** The most distinct values of a text column that are kept. */
    @WithDefault("50")
    @Min(0)
    @Max(1_000)
    int maxValues();

    /** The longest text that is kept, in characters. */
    @WithDefault("40")
    @Min(1)
    @Max(200)
    int maxLength();

    /** The longest that one statement about a table's values may run. */
    @WithDefault("10s")
    Duration statementTimeout();

    /** The longest that the values of all of a connection's tables may be looked at. */
    @WithDefault("45s")
    Duration profileBudget();
  }
}
