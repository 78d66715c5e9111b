package io.nexushive.audit.intake;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.nexushive.audit.AuditConfig;
import io.nexushive.audit.chain.Chain;
import io.nexushive.audit.chain.RecordStore;
import io.nexushive.audit.chain.RecordStore.Pending;
import io.nexushive.audit.record.RecordReader;
import io.nexushive.audit.root.RootLog;
import io.nexushive.audit.root.RootSigner;
import io.nexushive.audit.verify.Verifier;
import io.nexushive.audit.verify.VerifyReport;
import io.nexushive.local.FreePorts;
import io.nexushive.local.keys.KeyRing;
import io.nexushive.local.postgres.LocalPostgres;
import io.nexushive.local.postgres.Role;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.event.CloudEvent;
import io.nexushive.model.event.EventType;
import io.nexushive.runtime.config.ServiceConfig;
import io.nexushive.runtime.fault.Faults;
import io.quarkus.runtime.configuration.DurationConverter;
import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.runtime.configuration.MemorySizeConverter;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.flywaydb.core.Flyway;
import org.postgresql.ds.PGSimpleDataSource;

/** The audit's parts around a real database, put together anew as often as a test wants. */
public final class Bench implements AutoCloseable {
  private final Path dir;
  private final int port = FreePorts.next();
  private LocalPostgres postgres;
  private final KeyRing keys;

  public Bench(Path dir) {
    this.dir = dir;
    startDatabase();
    keys = KeyRing.createOrLoad(dir.resolve("keys"));
    flyway().migrate();
  }

  /** One process of the service: what it knows dies with it. */
  public final class Process {
    private final AuditConfig config = config().getConfigMapping(AuditConfig.class);
    private final ServiceConfig service = config().getConfigMapping(ServiceConfig.class);
    private final Clock clock = Clock.systemUTC();
    private final RecordReader reader = new RecordReader(keys.trustStore(), clock);
    private final IntakeState state = new IntakeState();

    public final SimpleMeterRegistry metrics = new SimpleMeterRegistry();
    public final Heads heads = new Heads();
    public final RootLog log = new RootLog(config);
    private final RecordStore store = new RecordStore(database());
    public final Writer writer =
        new Writer(
            store,
            new HeadCheck(store, log, metrics),
            heads,
            metrics,
            clock,
            new Faults(Optional.empty(), 1));
    public final RootSigner signer =
        new RootSigner(heads, log, keys.signer(ServiceName.AUDIT), clock, config, service, metrics);
    public final Verifier verifier = new Verifier(database(), log, heads, keys.trustStore(), clock);

    public VerifyReport verify() {
      return verifier.verify();
    }

    public void store(Chain chain, List<ConsumerRecord<byte[], byte[]>> records)
        throws SQLException {
      writer.store(records.stream().map(r -> new Pending(chain, reader.read(r))).toList());
    }

    Intake intake(String bootstrap) {
      Spool spool = new Spool(config, metrics);
      return new Intake(
          new Clients(Map.of(), bootstrap, service, config),
          config,
          reader,
          writer,
          new Keeper(new Schema(flyway()), writer, spool, state, metrics, clock, config),
          spool,
          heads,
          state,
          metrics);
    }

    boolean isStoring() {
      return state.isStoring();
    }

    boolean isAlive() {
      return state.isAlive();
    }
  }

  public Process process() {
    return new Process();
  }

  public void startDatabase() {
    postgres = LocalPostgres.start(dir.resolve("postgres"), port);
  }

  public void stopDatabase() {
    postgres.close();
  }

  public Path spool() {
    return roots().resolve("spool").resolve("waiting.jsonl");
  }

  public KeyRing keys() {
    return keys;
  }

  public Path roots() {
    return dir.resolve("roots");
  }

  public DataSource database() {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(postgres.jdbcUrl("audit"));
    source.setUser(Role.NEXUS_AUDIT.roleName());
    source.setPassword(postgres.password(Role.NEXUS_AUDIT));
    return source;
  }

  public Flyway flyway() {
    return Flyway.configure()
        .dataSource(
            postgres.jdbcUrl("audit"),
            Role.NEXUS_AUDIT_OWNER.roleName(),
            postgres.password(Role.NEXUS_AUDIT_OWNER))
        .schemas("audit")
        .defaultSchema("audit")
        .placeholders(Map.of("runtime_role", Role.NEXUS_AUDIT.roleName()))
        .load();
  }

  public SmallRyeConfig config() {
    return new SmallRyeConfigBuilder()
        .addDefaultInterceptors()
        .withConverter(Duration.class, 200, new DurationConverter())
        .withConverter(MemorySize.class, 200, new MemorySizeConverter())
        .withMapping(AuditConfig.class)
        .withMapping(ServiceConfig.class)
        .withSources(
            new PropertiesConfigSource(
                Map.of(
                    "nexushive.audit.roots-dir", roots().toString(),
                    "nexushive.audit.intake.gather", "20ms",
                    "nexushive.audit.intake.retry", "100ms",
                    "nexushive.audit.intake.discovery", "500ms",
                    "nexushive.audit.spool.after", "500ms",
                    "nexushive.instance", "audit-bench",
                    "nexushive.trust-file", keys.trustFile().toString()),
                "bench",
                100))
        .build();
  }

  /** A connection of the tables' owner, which the service is not. */
  public Connection owner() throws SQLException {
    return postgres.connect(Role.NEXUS_AUDIT_OWNER);
  }

  /** Does something as the tables' owner. */
  public void tamper(String... statements) throws SQLException {
    try (Connection connection = owner();
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  public List<String> texts(String query) throws SQLException {
    List<String> found = new ArrayList<>();
    try (Connection connection = postgres.connect(Role.NEXUS_AUDIT);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      while (rows.next()) {
        found.add(rows.getString(1));
      }
    }
    return found;
  }

  public static Chain chain(EventType type, int partition) {
    return new Chain("cluster", new UUID(7, type.ordinal()), type.topic(), partition);
  }

  /** {@code count} records of a chain, from offset {@code from}, that say {@code what}. */
  public static List<ConsumerRecord<byte[], byte[]>> records(
      Chain chain, long from, int count, String what) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (long offset = from; offset < from + count; offset++) {
      String id = chain.name() + "-" + what + "-" + offset;
      String event = "{\"kind\":\"trace\",\"detail\":\"" + what + "\",\"stage\":\"s\"}";
      records.add(record(chain, offset, id, Instant.now(), bytes("{\"events\":[" + event + "]}")));
    }
    return records;
  }

  /** A record of a chain that says {@code value} under the event id {@code id}. */
  public static ConsumerRecord<byte[], byte[]> record(
      Chain chain, long offset, String id, Instant at, byte[] value) {
    RecordHeaders headers = new RecordHeaders();
    CloudEvent.of(id, EventType.TRACE_RECORDED, ServiceName.POLICY, "key", at)
        .headers()
        .forEach((name, text) -> headers.add(name, bytes(text)));
    return new ConsumerRecord<>(
        chain.topic(),
        chain.partition(),
        offset,
        at.toEpochMilli(),
        TimestampType.CREATE_TIME,
        3,
        3,
        bytes("key"),
        value,
        headers,
        Optional.empty());
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    postgres.close();
  }
}
