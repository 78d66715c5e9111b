/** What the double says about policy and audit. */

const ID = "0198c5a2-7c1e-7f4a-b29d-55aa01";

export function check(sql: string, role: string): unknown {
  const policy_version = "sha256:7c1e0f4ab29d";
  const sensitive = /margin_percentage|email|credit_card/i.exec(sql);
  if (/^\s*(delete|update|insert|drop)/i.test(sql)) {
    return {
      verdict: { decision: "deny", deny_reasons: [{ rule: "read-only", message: "Only a single SELECT is permitted.", position: 0 }], review_reasons: [], rules: ["read-only"], policy_version },
      lineage: [],
      approval_required: false,
      approval_actions: [],
    };
  }
  if (sensitive && role !== "admin") {
    return {
      verdict: {
        decision: "deny",
        deny_reasons: [{ rule: "sensitive-column", message: `The role ${role} may not read ${sensitive[0]}.`, subject: sensitive[0], position: sensitive.index }],
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
  const reasons = [{ rule: "row-level", message: "The query returns single rows rather than totals.", subject: "sales" }];
  return {
    verdict: { decision: aggregated ? "allow" : "review", deny_reasons: [], review_reasons: aggregated ? [] : reasons, rules: aggregated ? ["row-limit"] : ["row-level", "row-limit"], policy_version },
    rewritten_sql: `${sql.trim().replace(/;$/, "")} LIMIT 1000`,
    lineage: [{ table: "sales", projected: ["net_revenue"], used: ["region_id"] }],
    query_tag_preview: `service=nexus-hive;adapter=sqlite;role=${role};purpose=check`,
    approval_required: !aggregated,
    approval_actions: aggregated ? [] : ["approve", "reject"],
  };
}

export const VERIFIED = { holds: true, chains: 34, records: 1204, checked_at: "2026-11-21T08:00:00Z" };

const REQUESTS = [
  { question: "Show total net revenue by region", decision: "allow", outcome: "answered", row_count: 4, asker: "analyst", roles: ["analyst"] },
  { question: "Average margin percentage by category", decision: "deny", outcome: "denied", asker: "analyst", roles: ["analyst"] },
  { question: "List all sales of yesterday", decision: "review", outcome: "pending_review", asker: "viewer", roles: ["viewer"] },
  { question: "How many employees do we have?", outcome: "unanswered", asker: "viewer", roles: ["viewer"] },
];

export function recent(decision: string | null): unknown {
  const items = REQUESTS.map((item, i) => ({ ...item, request_id: `${ID}${i}`, asked_at: new Date(Date.now() - i * 3_600_000).toISOString() }));
  return { items: items.filter((item) => !decision || item.decision === decision) };
}

export function history(requestId: string): unknown {
  const at = (second: number): string => new Date(Date.UTC(2026, 10, 21, 8, 0, second)).toISOString();
  const sql = "SELECT region_name, SUM(net_revenue) FROM sales JOIN regions USING (region_id) GROUP BY region_name";
  return {
    request_id: requestId,
    question: "Show total net revenue by region",
    asker: "analyst",
    roles: ["analyst"],
    outcome: "answered",
    records: [
      { event_type: "question.asked", source: "gateway", event_time: at(1), connection_id: "demo", hash: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b" },
      { event_type: "query.translated", source: "translator", event_time: at(1), sql_asked: sql, sql_source: "semantic_parser", attempt: 1, hash: "60303ae22b998861bce3b28f33eec1be758a213c" },
      { event_type: "query.approved", source: "policy", event_time: at(2), decision: "allow", sql_run: `${sql} LIMIT 1000`, policy_version: "sha256:7c1e0f4ab29d", hash: "fd61a03af4f77d870fc21e05e7e80678095c92d8" },
      { event_type: "query.executed", source: "executor", event_time: at(2), row_count: 4, elapsed_ms: 12, hash: "a4e624d686e03ed2767c0abd85c14426b0b1157d" },
      { event_type: "answer.ready", source: "visualizer", event_time: at(2), hash: "3e23e8160039594a33894f6564e1b1348bbd7a00" },
    ],
  };
}
