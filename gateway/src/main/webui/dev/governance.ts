/** What the double says about policy and audit. */

const ID = "0198c5a2-7c1e-7f4a-b29d-55aa01";

export function check(sql: string, role: string): unknown {
  const policy_version = "sha256:7c1e0f4ab29d";
  const sensitive = /margin_percentage|email|credit_card/i.exec(sql);
  if (/^\s*(delete|update|insert|drop)/i.test(sql)) {
    return {
      verdict: {
        decision: "deny",
        deny_reasons: [{ rule: "read-only", message: "Only a single SELECT is permitted.", position: 0 }],
        review_reasons: [],
        rules: ["read-only"],
        policy_version,
      },
      lineage: [],
      approval_required: false,
      approval_actions: [],
    };
  }
  if (sensitive && role !== "admin") {
    return {
      verdict: {
        decision: "deny",
        deny_reasons: [
          {
            rule: "sensitive-column",
            message: `The role ${role} may not read ${sensitive[0]}.`,
            subject: sensitive[0],
            position: sensitive.index,
          },
        ],
        review_reasons: [],
        rules: ["sensitive-column"],
        policy_version,
      },
      lineage: [{ table: "products", projected: [sensitive[0]], used: [] }],
      approval_required: false,
      approval_actions: [],
    };
  }
  const aggregated = /sum|avg|count|group by/i.test(sql);
  const reasons = [
    { rule: "row-level", message: "The query returns single rows rather than totals.", subject: "sales" },
  ];
  return {
    verdict: {
      decision: aggregated ? "allow" : "review",
      deny_reasons: [],
      review_reasons: aggregated ? [] : reasons,
      rules: aggregated ? ["row-limit"] : ["row-level", "row-limit"],
      policy_version,
    },
    rewritten_sql: `${sql.trim().replace(/;$/, "")} LIMIT 1000`,
    lineage: [{ table: "sales", projected: ["net_revenue"], used: ["region_id"] }],
    facts: {
      tables: ["sales", "regions"],
      projected: ["regions.region_name", "sales.net_revenue"],
      filtered: ["sales.sale_date"],
      joined: ["sales.region_id", "regions.region_id"],
      grouped: aggregated ? ["regions.region_name"] : [],
      ordered: ["sales.net_revenue"],
      functions: aggregated ? ["sum"] : [],
      level: aggregated ? "aggregated" : "rows",
      limit: null,
      unjoined: false,
    },
    query_tag_preview: `service=nexus-hive;adapter=sqlite;role=${role};purpose=check`,
    approval_required: !aggregated,
    approval_actions: aggregated ? [] : ["approve", "reject"],
  };
}

export const VERIFIED = {
  intact: true,
  chains: 34,
  records: 1204,
  roots: 12,
  anchors: 408,
  started_at: "2026-11-21T08:00:00Z",
  duration_ms: 310,
  breaks: [],
};

const REQUESTS = [
  {
    question: "Show total net revenue by region",
    decision: "allow",
    status: "answered",
    row_count: 4,
    asker: "analyst",
    roles: ["analyst"],
  },
  {
    question: "Average margin percentage by category",
    decision: "deny",
    status: "denied",
    asker: "analyst",
    roles: ["analyst"],
  },
  {
    question: "List all sales of yesterday",
    decision: "review",
    status: "pending_review",
    asker: "viewer",
    roles: ["viewer"],
  },
  { question: "How many employees do we have?", status: "unanswered", asker: "viewer", roles: ["viewer"] },
];

export function recent(decision: string | null): unknown {
  const requests = REQUESTS.map((item, i) => ({
    ...item,
    request_id: `${ID}${i}`,
    asked_at: new Date(Date.now() - i * 3_600_000).toISOString(),
    verified: true,
    conflicts: 0,
  }));
  return { requests: requests.filter((item) => !decision || item.decision === decision) };
}

export function history(requestId: string): unknown {
  const sql = "SELECT region_name, SUM(net_revenue) FROM sales JOIN regions USING (region_id) GROUP BY region_name";
  const event = (seq: number, type: string, source: string, more: object): unknown => ({
    at: new Date(Date.UTC(2026, 10, 21, 8, 0, 0, seq * 120)).toISOString(),
    type,
    source: `/nexushive/${source}`,
    event_id: `0198c5a2-0000-7000-8000-00000000000${seq}`,
    standing: "first",
    chain: `nexus.${type}.v1/0`,
    seq,
    offset: seq - 1,
    hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ...more,
  });
  return {
    request: {
      request_id: requestId,
      question: "Show total net revenue by region",
      asked_at: "2026-11-21T08:00:00Z",
      ended_at: "2026-11-21T08:00:01Z",
      asker: "analyst",
      roles: ["analyst"],
      verified: true,
      status: "answered",
      decision: "allow",
      reasons: [],
      sql_asked: sql,
      sql_run: `${sql} LIMIT 1000`,
      source: "semantic_parser",
      row_count: 4,
      elapsed_ms: 12,
      duration_ms: 840,
      conflicts: 0,
    },
    events: [
      event(1, "question.asked", "gateway", {}),
      event(2, "trace.recorded", "translator", {
        kind: "trace",
        stage: "schema-exploration",
        status: "completed",
        duration_ms: 12,
      }),
      event(3, "query.translated", "translator", { attempt: 1 }),
      event(4, "query.approved", "policy", { decision: "allow", attempt: 1 }),
      event(5, "query.executed", "executor", { attempt: 1 }),
      event(6, "answer.ready", "visualizer", { outcome: "answered" }),
    ],
  };
}

export interface Decided {
  approved: boolean;
  by: string;
  reason: string;
}

export interface Curated {
  state: string;
  by: string;
  reason: string;
}

/** The one proposed query of the mock, as `username` sees it. */
export function proposal(username: string, curated?: Curated) {
  return {
    knowledge_id: "33333333-3333-7333-8333-333333333333",
    connection_id: "demo",
    question: "What is the net revenue in EMEA?",
    sql: "SELECT SUM(net_revenue) FROM sales JOIN regions USING (region_id) WHERE region_name = 'EMEA'",
    state: curated?.state ?? "candidate",
    request_id: "22222222-2222-7222-8222-222222222222",
    proposed_by: "analyst",
    proposed_at: "2026-01-01T09:00:00Z",
    may_decide: !curated && username.startsWith("steward"),
    ...(curated
      ? { decided_by: curated.by, decided_at: "2026-01-01T10:00:00Z", reason: curated.reason || undefined }
      : {}),
  };
}

/** The one review of the mock, as `username` sees it. */
export function review(username: string, decided?: Decided) {
  const role = username.replace(/\d+$/, "");
  return {
    review: {
      review_id: "11111111-1111-5111-8111-111111111111",
      request_id: "22222222-2222-7222-8222-222222222222",
      status: decided ? (decided.approved ? "approved" : "rejected") : "open",
      question: "List all sales of yesterday",
      asker: "analyst",
      asker_roles: ["analyst"],
      connection_id: "demo",
      rules: ["row-level"],
      requested_at: "2026-01-01T09:00:00Z",
      expires_at: "2026-01-02T09:00:00Z",
      may_decide: !decided && username !== "analyst" && ["steward", "admin"].includes(role),
      ...(decided
        ? { decided_by: decided.by, decided_at: "2026-01-01T10:00:00Z", reason: decided.reason || undefined }
        : {}),
    },
    candidate: {
      sql: "SELECT transaction_id, net_revenue FROM sales WHERE date = '2026-01-01'",
      dialect: "sqlite",
      explanation: "Lists the sales of one day.",
      source: "semantic_parser",
      attempt: 1,
    },
    verdict: {
      decision: "review",
      sql: "SELECT transaction_id, net_revenue FROM sales WHERE date = '2026-01-01' LIMIT 1000",
      reasons: [{ rule: "row-level", message: "The result holds rows as they are stored.", subject: "sales" }],
      lineage: [{ table: "sales", projected: ["transaction_id", "net_revenue"], used: ["date"] }],
      obligations: { row_limit: 1000, timeout_ms: 30000, row_filters: [], masked_columns: [] },
      basis: { policy_version: "policy-1", catalog_version: "catalog-1" },
    },
  };
}
