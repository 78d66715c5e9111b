package io.nexushive.model.contract;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DecimalNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.nexushive.model.catalog.CatalogManifest;
import io.nexushive.model.catalog.CatalogTable;
import io.nexushive.model.connection.ConnectionChanged;
import io.nexushive.model.envelope.AgentState;
import io.nexushive.model.envelope.Answer;
import io.nexushive.model.envelope.Asker;
import io.nexushive.model.envelope.Candidate;
import io.nexushive.model.envelope.Chart;
import io.nexushive.model.envelope.Clarification;
import io.nexushive.model.envelope.ColumnType;
import io.nexushive.model.envelope.Dialect;
import io.nexushive.model.envelope.EarlierTurn;
import io.nexushive.model.envelope.Failure;
import io.nexushive.model.envelope.Grant;
import io.nexushive.model.envelope.Lineage;
import io.nexushive.model.envelope.Obligations;
import io.nexushive.model.envelope.Plan;
import io.nexushive.model.envelope.PolicyBasis;
import io.nexushive.model.envelope.QueryChoice;
import io.nexushive.model.envelope.QueryResult;
import io.nexushive.model.envelope.Reason;
import io.nexushive.model.envelope.Remedy;
import io.nexushive.model.envelope.Reply;
import io.nexushive.model.envelope.Request;
import io.nexushive.model.envelope.ReviewTicket;
import io.nexushive.model.envelope.SchemaView;
import io.nexushive.model.envelope.ServiceName;
import io.nexushive.model.envelope.SpentBudget;
import io.nexushive.model.envelope.SqlSource;
import io.nexushive.model.envelope.Verdict;
import io.nexushive.model.envelope.VerifiedQuery;
import io.nexushive.model.error.ErrorCode;
import io.nexushive.model.event.FeedbackGiven;
import io.nexushive.model.event.KnowledgeChanged;
import io.nexushive.model.event.ReplyGiven;
import io.nexushive.model.event.RequestCancelled;
import io.nexushive.model.event.ReviewDecided;
import io.nexushive.model.id.ConnectionId;
import io.nexushive.model.id.ProjectId;
import io.nexushive.model.id.RequestId;
import io.nexushive.model.id.TenantId;
import io.nexushive.model.id.ThreadId;
import io.nexushive.model.json.Json;
import io.nexushive.model.policy.PolicyChanged;
import io.nexushive.model.semantic.SemanticModel;
import io.nexushive.model.semantic.SemanticModelChanged;
import io.nexushive.model.signature.Signer;
import io.nexushive.model.signature.TestKeys;
import io.nexushive.model.trace.TraceEvent;
import io.nexushive.model.trace.TraceKind;
import io.nexushive.model.trace.TracePayload;
import io.nexushive.model.trace.TraceRecord;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;

/** One full value of every payload and of every alternative within one; always the same. */
final class Samples {
  static final String KID = "sample-1";
  static final Instant NOW = Instant.parse("2026-03-01T09:30:00.125Z");

  private static final Signer SIGNER = TestKeys.signer(KID);
  private static final RequestId REQUEST_ID = RequestId.of("0195510a-1f4d-7c1e-8f00-0123456789ab");
  private static final ConnectionId CONNECTION = new ConnectionId("demo");
  private static final UUID TICKET = UUID.fromString("0195510a-1f4d-5c1e-8f00-0000000000ff");
  private static final String SQL = "SELECT region, SUM(net_revenue) FROM sales GROUP BY region";

  private static final String EMEA = "SELECT SUM(net_revenue) FROM sales WHERE region = 'EMEA'";

  private Samples() {}

  /**
   * A value with the name of its golden file.
   *
   * @param payload the type that it is read back as
   */
  record Sample(String name, Class<?> payload, Object value) {
    String file() {
      return name + ".v1.json";
    }
  }

  static List<Sample> all() {
    List<Sample> all = new ArrayList<>();
    add(all, "AgentState", AgentState.class, answered());
    add(all, "AgentState.asked", AgentState.class, AgentState.asked(minimalRequest()));
    add(all, "AgentState.review", AgentState.class, waiting());
    add(all, "AgentState.clarification", AgentState.class, askedBack());
    add(
        all,
        "AgentState.denied",
        AgentState.class,
        translated().decided(denied()).failed(failure()));
    add(all, "AgentState.verified", AgentState.class, verified());
    add(
        all,
        "ReplyGiven",
        ReplyGiven.class,
        ReplyGiven.in(
            askedBack()
                .renewed(
                    request()
                        .replied(
                            new Reply("Best by what?", Reply.Action.ANSWER, "by profit"),
                            request().asker(),
                            NOW.plusSeconds(3_600),
                            SIGNER))));
    add(all, "RequestCancelled", RequestCancelled.class, new RequestCancelled(REQUEST_ID, "ana"));
    add(
        all,
        "ReviewDecided",
        ReviewDecided.class,
        ReviewDecided.by(
            new Asker("stella", new TreeSet<>(Set.of("steward"))),
            true,
            "for the audit",
            waiting()
                .renewed(request().withDeadline(NOW.plusSeconds(3_600), request().asker(), SIGNER)),
            NOW,
            SIGNER));
    add(
        all,
        "FeedbackGiven",
        FeedbackGiven.class,
        new FeedbackGiven(REQUEST_ID, "ana", false, "wrong year", SQL));
    payloads()
        .forEach(
            (kind, data) ->
                add(
                    all,
                    name(kind),
                    TraceRecord.class,
                    TraceRecord.of(REQUEST_ID, trace(kind, data))));
    add(
        all,
        "TraceRecord",
        TraceRecord.class,
        new TraceRecord(
            REQUEST_ID,
            List.of(
                trace(TraceKind.TRACE, null),
                trace(TraceKind.DONE, payloads().get(TraceKind.DONE)))));
    add(all, "ConnectionChanged", ConnectionChanged.class, connection());
    add(
        all,
        "SemanticModelChanged",
        SemanticModelChanged.class,
        new SemanticModelChanged(CONNECTION, model(), null).signedBy(SIGNER));
    add(
        all,
        "PolicyChanged",
        PolicyChanged.class,
        new PolicyChanged(new ProjectId("default"), "roles: {}\n", null).signedBy(SIGNER));
    add(all, "CatalogRecord.table", io.nexushive.model.catalog.CatalogRecord.class, table());
    add(
        all,
        "CatalogRecord.manifest",
        io.nexushive.model.catalog.CatalogRecord.class,
        CatalogManifest.of(CONNECTION, Dialect.SQLITE, List.of(table()), NOW, SIGNER).get(0));
    add(
        all,
        "KnowledgeChanged",
        KnowledgeChanged.class,
        new KnowledgeChanged(
                "vq-1",
                CONNECTION,
                2,
                "Net revenue of EMEA?",
                EMEA,
                List.of(new KnowledgeChanged.Literal(50, 56, "sales", "region", true)),
                "stella",
                false,
                null)
            .signedBy(SIGNER));
    return List.copyOf(all);
  }

  /** What a trace event of each kind carries. */
  static Map<TraceKind, Object> payloads() {
    Map<TraceKind, Object> payloads = new EnumMap<>(TraceKind.class);
    payloads.put(TraceKind.TOKEN, new TracePayload.Token("Net rev"));
    payloads.put(TraceKind.USAGE, new TracePayload.Usage("small", 1_200, 85, false));
    payloads.put(TraceKind.PLAN, plan());
    payloads.put(
        TraceKind.CLARIFICATION,
        new TracePayload.Clarification("Best by what?", List.of("profit", "net revenue")));
    payloads.put(TraceKind.SQL, candidate());
    payloads.put(TraceKind.VERDICT, allowed());
    payloads.put(
        TraceKind.REVIEW_REQUIRED,
        new TracePayload.ReviewPending(SQL, List.of(reason()), NOW, TICKET));
    payloads.put(TraceKind.RESULT, result());
    payloads.put(TraceKind.CHART, chart());
    payloads.put(TraceKind.ANSWER, answer());
    payloads.put(
        TraceKind.ERROR, new TracePayload.Error(ErrorCode.NOT_PERMITTED, "Not permitted."));
    payloads.put(TraceKind.DONE, new TracePayload.Done(TracePayload.Outcome.ANSWERED));
    return payloads;
  }

  private static void add(List<Sample> all, String name, Class<?> payload, Object value) {
    all.add(new Sample(name, payload, value));
  }

  private static String name(TraceKind kind) {
    return "TraceRecord." + kind.wire();
  }

  private static Request request() {
    return new Request(
            REQUEST_ID,
            new TenantId("default"),
            ThreadId.of("0195510a-1f4d-7c1e-8f00-00000000000a"),
            new ProjectId("default"),
            "Show total net revenue by region — für alle",
            new Asker(
                "ana",
                new TreeSet<>(Set.of("viewer", "analyst")),
                new TreeMap<>(Map.of("region", List.of("1", "2")))),
            CONNECTION,
            "auto",
            true,
            3,
            NOW,
            NOW.plusSeconds(60),
            null)
        .following(
            List.of(
                new EarlierTurn("Show total net revenue by category", "SELECT category FROM x")))
        .within(Optional.of(new SpentBudget(50_000, Instant.parse("2026-03-02T00:00:00Z"))))
        .seeing(
            Optional.of(
                new SchemaView(
                    "policy-1",
                    List.of(
                        new SchemaView.RoleView(
                            new TreeSet<>(Set.of("*")),
                            new TreeSet<>(Set.of("customers.email")),
                            new TreeSet<>(Set.of("*.phone")))))))
        .signedBy(SIGNER);
  }

  private static Request minimalRequest() {
    return new Request(
            REQUEST_ID,
            new TenantId("default"),
            null,
            null,
            "How many orders?",
            new Asker("ana", new TreeSet<>()),
            CONNECTION,
            null,
            false,
            0,
            NOW,
            NOW.plusSeconds(60),
            null)
        .signedBy(SIGNER);
  }

  private static Plan plan() {
    return new Plan(
        Plan.Intent.DATA,
        List.of("sales", "regions"),
        List.of("sales.region_id = regions.region_id"),
        List.of("sum net revenue", "group by region"),
        List.of("the measure is net revenue"),
        List.of(new Plan.MetricUse("net_revenue", true)),
        0.875,
        "Show total net revenue by region");
  }

  private static Candidate candidate() {
    return new Candidate(
        SQL,
        Dialect.SQLITE,
        "Sums net revenue per region.",
        SqlSource.LANGUAGE_MODEL,
        "small",
        1,
        null,
        "translate.v3@1f2e3d4c");
  }

  private static AgentState translated() {
    return AgentState.asked(request()).translated(plan(), candidate());
  }

  private static AgentState verified() {
    QueryChoice choice = new QueryChoice("vq-1", new TreeMap<>(Map.of("region", "APAC")));
    VerifiedQuery query =
        new VerifiedQuery(
            "vq-1",
            "Net revenue of EMEA?",
            "stella",
            List.of(
                new VerifiedQuery.Parameter(
                    "region", VerifiedQuery.Kind.TEXT, "sales.region", "APAC", "EMEA")));
    Candidate candidate =
        new Candidate(
            EMEA.replace("EMEA", "APAC"),
            Dialect.SQLITE,
            "Approved for: Net revenue of EMEA?",
            SqlSource.VERIFIED_QUERY,
            null,
            1,
            query,
            null);
    return AgentState.asked(request().choosing(choice).signedBy(SIGNER))
        .translated(plan(), candidate);
  }

  private static AgentState askedBack() {
    return AgentState.asked(request())
        .askedBack(plan(), new Clarification("Best by what?", List.of("profit", "net revenue")));
  }

  private static AgentState waiting() {
    return translated()
        .waiting(
            review(),
            ReviewTicket.issue(
                TICKET, request(), candidate(), review(), NOW.plusSeconds(86_400), SIGNER));
  }

  private static Reason reason() {
    return new Reason(
        "row-level",
        "A steward must agree.",
        "sales",
        7,
        1,
        8,
        List.of(Remedy.of(Remedy.Action.AGGREGATE), Remedy.of(Remedy.Action.ASK_STEWARD)));
  }

  private static Lineage lineage() {
    return new Lineage("sales", List.of("net_revenue"), List.of("region_id"));
  }

  private static Obligations obligations() {
    return new Obligations(
        1_000, 30_000, List.of("region is EMEA"), List.of("customers.email"), "nexus;role=analyst");
  }

  private static PolicyBasis basis() {
    return new PolicyBasis("policy-7", "catalog-7");
  }

  private static Verdict allowed() {
    return new Verdict.Allowed(
        SQL + " LIMIT 1000", obligations(), basis(), List.of(reason()), List.of(lineage()), SQL);
  }

  private static Verdict.ReviewRequired review() {
    return new Verdict.ReviewRequired(
        SQL + " LIMIT 1000", obligations(), basis(), List.of(reason()), List.of(lineage()), SQL);
  }

  private static Verdict denied() {
    return new Verdict.Denied(
        false,
        basis(),
        List.of(
            new Reason(
                "sensitive-column",
                "Not for analysts.",
                "products.margin",
                null,
                null,
                null,
                List.of(Remedy.of(Remedy.Action.DROP_COLUMNS, "products.margin")))),
        List.of(lineage()),
        SQL);
  }

  private static Failure failure() {
    return new Failure(
        ServiceName.POLICY, ErrorCode.NOT_PERMITTED, "Not for analysts.", SQL, 1, false);
  }

  private static QueryResult result() {
    return new QueryResult(
        List.of(
            new QueryResult.Column("region", ColumnType.STRING),
            new QueryResult.Column("net_revenue", ColumnType.DECIMAL),
            new QueryResult.Column("open", ColumnType.BOOLEAN)),
        List.of(
            List.of(
                TextNode.valueOf("EMEA"),
                DecimalNode.valueOf(new BigDecimal("1234567890.10")),
                BooleanNode.TRUE),
            List.of(
                TextNode.valueOf("APAC"),
                DecimalNode.valueOf(new BigDecimal("0.5")),
                NullNode.instance)),
        2,
        true,
        17,
        "statement-1",
        List.of("cut at the cap"));
  }

  private static Chart chart() {
    return new Chart(
        Chart.Kind.BAR,
        "Net revenue by region",
        Json.mapper().createObjectNode().put("mark", "bar"),
        Json.mapper().createObjectNode().put("type", "bar"));
  }

  private static Answer answer() {
    return new Answer(
        "EMEA leads with 1234567890.10.",
        0.875,
        SqlSource.LANGUAGE_MODEL,
        List.of("the measure is net revenue"),
        chart());
  }

  private static AgentState answered() {
    Grant grant =
        Grant.issue(
            java.util.UUID.fromString("01890a5d-ac96-774b-bcce-b302099a8057"),
            request(),
            SQL + " LIMIT 1000",
            obligations(),
            NOW.plusSeconds(60),
            SIGNER);
    return translated()
        .failed(failure())
        .granted(allowed(), grant)
        .executed(result())
        .answered(answer());
  }

  private static TraceEvent trace(TraceKind kind, Object data) {
    return new TraceEvent(
        UUID.fromString("0192e4a1-7c00-5000-8000-0000000000aa"),
        kind,
        ServiceName.TRANSLATOR,
        "schema-linking",
        "completed",
        "2 tables",
        NOW,
        12L,
        data == null ? null : Json.read(Json.bytes(data), JsonNode.class));
  }

  private static ConnectionChanged connection() {
    return new ConnectionChanged(
            CONNECTION,
            new TenantId("default"),
            "Demo",
            "sqlite",
            Map.of("file", "demo.sqlite"),
            "ana",
            "c2VhbGVk",
            false,
            null)
        .signedBy(SIGNER);
  }

  private static SemanticModel model() {
    return new SemanticModel(
        List.of(
            new SemanticModel.Entity(
                "sales",
                List.of("order"),
                "transaction_id",
                "date",
                List.of(
                    new SemanticModel.Attribute(
                        "region_id",
                        List.of("area"),
                        "EUR",
                        Map.of("EMEA", List.of("Europe", "Africa")))))),
        List.of(
            new SemanticModel.Metric(
                "net_revenue",
                "Net revenue",
                "sales",
                "SUM(net_revenue)",
                "EUR",
                true,
                "finance",
                List.of("turnover"))),
        List.of(
            new SemanticModel.Join(
                "sales_region",
                "sales",
                "regions",
                List.of(new SemanticModel.Pair("region_id", "region_id")),
                SemanticModel.Cardinality.MANY_TO_ONE,
                SemanticModel.Use.PREFERRED,
                List.of("sales region"))));
  }

  private static CatalogTable table() {
    return new CatalogTable(
            CONNECTION,
            "main",
            "sales",
            false,
            "One row per order line",
            List.of(
                new CatalogTable.Column(
                    "region_id",
                    ColumnType.INTEGER,
                    "INTEGER",
                    true,
                    "where",
                    false,
                    "1",
                    "4",
                    List.of("1", "2")),
                new CatalogTable.Column(
                    "email", ColumnType.STRING, "TEXT", true, null, true, null, null, null)),
            List.of("region_id"),
            List.of(
                new CatalogTable.ForeignKey(
                    List.of("region_id"), "regions", List.of("region_id"), false)),
            10_000L,
            null)
        .signedBy(SIGNER);
  }
}
