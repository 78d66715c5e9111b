/** The stories that the double tells, event by event. */

export interface Beat {
  /** Milliseconds since the beat before. */
  wait: number;
  event: string;
  /** The data as it is sent, made when it is sent. */
  data: () => string;
}

export type Scene = Beat[];

export const SUGGESTIONS = [
  "Show total net revenue by region",
  "Top 5 regions by profit",
  "Monthly net revenue trend",
  "Average discount by category",
  "Units sold per product category last quarter",
  "List all sales of yesterday",
];

function say(wait: number, event: string, data: unknown): Beat {
  return { wait, event, data: () => JSON.stringify(data) };
}

function raw(wait: number, event: string, text: string): Beat {
  return { wait, event, data: () => text };
}

function step(wait: number, agent: string, stage: string, status: string, detail: string, duration?: number): Beat {
  return {
    wait,
    event: "trace",
    data: () => JSON.stringify({ agent, stage, status, detail, at: new Date().toISOString(), duration_ms: duration }),
  };
}

const BASIS = { policy_version: "sha256:7c1e0f4ab29d", catalog_version: "42" };

const LINEAGE = [
  { table: "sales", projected: ["net_revenue"], used: ["region_id"] },
  { table: "regions", projected: ["region_name"], used: ["region_id"] },
];

const SQL =
  "SELECT r.region_name, SUM(s.net_revenue) AS net_revenue FROM sales s JOIN regions r ON s.region_id = r.region_id GROUP BY r.region_name ORDER BY net_revenue DESC";

function translate(
  sql: string,
  explanation: string,
  attempt = 1,
  source = "semantic_parser",
  verified?: object,
): Scene {
  return [
    step(
      60,
      "translator",
      "schema-exploration",
      "completed",
      "net revenue is the certified metric net_revenue; region is regions.region_name",
      12,
    ),
    step(120, "translator", "join-path", "completed", "sales.region_id = regions.region_id", 2),
    say(20, "plan", {
      intent: "data",
      tables: ["sales", "regions"],
      joins: ["sales.region_id = regions.region_id"],
      steps: ["Join each sale to its region", "Add up net revenue for each region", "Put the largest first"],
      assumptions: [],
      metrics: [{ name: "net_revenue", certified: true }],
      confidence: 0.96,
    }),
    say(10, "sql", {
      sql,
      dialect: "sqlite",
      explanation,
      source,
      attempt,
      ...(source === "language_model" ? { model: "qwen2.5-coder" } : {}),
      ...(verified ? { verified } : {}),
    }),
    step(5, "translator", "translate", "completed", "SQL proposed", 190),
  ];
}

function allow(sql: string, lineage: unknown = LINEAGE): Scene {
  return [
    step(30, "policy", "resolve", "completed", "2 tables, 5 columns resolved against catalogue 42", 4),
    say(40, "verdict", {
      decision: "allow",
      sql: `${sql} LIMIT 1000`,
      obligations: {
        row_limit: 1000,
        timeout_ms: 10000,
        row_filters: [],
        masked_columns: [],
        query_tag: "service=nexus-hive;adapter=sqlite;role=analyst;purpose=ask",
      },
      basis: BASIS,
      reasons: [],
      lineage,
    }),
    step(5, "policy", "decide", "completed", "allowed, row limit 1,000", 9),
  ];
}

const END = (outcome: string): Beat => say(20, "done", { outcome });

function revenue(): Scene {
  return [
    ...translate(SQL, "Total net revenue for each region, largest first."),
    ...allow(SQL),
    step(40, "executor", "run", "started", "demo, time limit 10 s"),
    raw(
      300,
      "result",
      '{"columns":[{"name":"region_name","type":"string"},{"name":"net_revenue","type":"decimal"}],"rows":[["North America",18402115.70],["EMEA",15220981.25],["APAC",9981200.10],["Latin America",4100322.00]],"row_count":4,"truncated":false,"elapsed_ms":12,"checks":[]}',
    ),
    step(5, "executor", "run", "completed", "4 rows", 12),
    say(60, "chart", {
      kind: "bar",
      title: "Net revenue by region",
      chart_js: {
        type: "bar",
        data: { labels: { column: "region_name" }, datasets: [{ label: "net_revenue", column: "net_revenue" }] },
      },
    }),
    raw(
      80,
      "answer",
      '{"text":"North America leads with net revenue of 18402115.70, followed by EMEA with 15220981.25. The smallest is Latin America with 4100322.00.","confidence":0.96,"source":"semantic_parser","notes":["Covers all sales from 2024-11-22 to 2026-11-20."]}',
    ),
    step(5, "visualizer", "compose", "completed", "bar chart and answer", 6),
    END("answered"),
  ];
}

function trend(): Scene {
  const sql =
    "SELECT strftime('%Y-%m', date) AS month, SUM(net_revenue) AS net_revenue FROM sales GROUP BY strftime('%Y-%m', date) ORDER BY month";
  const rows = Array.from({ length: 25 }, (_, i) => {
    const month = new Date(Date.UTC(2024, 10 + i, 1)).toISOString().slice(0, 7);
    return `["${month}",${(1_500_000 + 400_000 * Math.sin(i / 2) + (i % 12 < 2 ? 700_000 : 0)).toFixed(2)}]`;
  });
  return [
    ...translate(sql, "Net revenue for each month that has sales."),
    ...allow(sql, [{ table: "sales", projected: ["date", "net_revenue"], used: [] }]),
    raw(
      200,
      "result",
      `{"columns":[{"name":"month","type":"string"},{"name":"net_revenue","type":"decimal"}],"rows":[${rows.join(",")}],"row_count":25,"truncated":false,"elapsed_ms":31,"checks":[]}`,
    ),
    step(5, "executor", "run", "completed", "25 rows", 31),
    say(20, "chart", {
      kind: "line",
      title: "Net revenue by month",
      chart_js: {
        type: "line",
        data: { labels: { column: "month" }, datasets: [{ label: "net_revenue", column: "net_revenue" }] },
      },
    }),
    say(30, "answer", {
      text: "Net revenue by month, from 2024-11 to 2026-11: 25 months.",
      confidence: 0.93,
      source: "semantic_parser",
      notes: ["The first and the last month are not complete."],
    }),
    step(5, "visualizer", "compose", "completed", "line chart and answer", 5),
    END("answered"),
  ];
}

function discount(): Scene {
  const sql =
    "SELECT p.category, AVG(s.discount_applied) AS average_discount FROM sales s JOIN products p ON s.product_id = p.product_id GROUP BY p.category";
  const bad = sql.replace("p.category, AVG", "p.categry, AVG");
  return [
    ...translate(bad, "Average discount for each category.", 1, "language_model"),
    step(30, "policy", "resolve", "failed", "products.categry is no column", 4),
    say(30, "verdict", {
      decision: "deny",
      repairable: true,
      basis: BASIS,
      reasons: [
        {
          rule: "unknown-column",
          message: "There is no such column. Did it mean category?",
          subject: "products.categry",
          position: 9,
        },
      ],
      lineage: [],
    }),
    ...translate(sql, "Average discount for each category.", 2, "language_model"),
    say(1, "plan", {
      intent: "data",
      tables: ["sales", "products"],
      joins: ["sales.product_id = products.product_id"],
      steps: ["Average the discount in each category"],
      assumptions: ["Discount is discount_applied, as a share of the price."],
      metrics: [{ name: "average_discount", certified: false }],
      confidence: 0.71,
    }),
    ...allow(sql, [
      { table: "sales", projected: ["discount_applied"], used: ["product_id"] },
      { table: "products", projected: ["category"], used: ["product_id"] },
    ]),
    raw(
      200,
      "result",
      '{"columns":[{"name":"category","type":"string"},{"name":"average_discount","type":"decimal"}],"rows":[["Audio",0.0712345678901234567890],["Cameras",0.05],["Home",0.0830],["Phones",0.061],["Tablets",null]],"row_count":5,"truncated":false,"elapsed_ms":9,"checks":["average_discount is empty in 1 of 5 rows."]}',
    ),
    step(5, "executor", "run", "completed", "5 rows", 9),
    say(20, "chart", {
      kind: "bar",
      title: "Average discount by category",
      chart_js: {
        type: "bar",
        data: { labels: { column: "category" }, datasets: [{ label: "average_discount", column: "average_discount" }] },
      },
    }),
    say(30, "answer", {
      text: "Home has the highest average discount, 0.0830; Cameras the lowest, 0.05.",
      confidence: 0.71,
      source: "language_model",
      notes: ["average_discount is not a certified metric."],
    }),
    step(5, "visualizer", "compose", "completed", "bar chart and answer", 5),
    END("answered"),
  ];
}

function denied(): Scene {
  const sql = "SELECT p.category, AVG(p.margin_percentage) AS margin FROM products p GROUP BY p.category";
  return [
    ...translate(sql, "Average margin percentage for each category."),
    step(30, "policy", "decide", "completed", "denied: sensitive-column", 7),
    say(20, "verdict", {
      decision: "deny",
      repairable: false,
      basis: BASIS,
      reasons: [
        {
          rule: "sensitive-column",
          message:
            "The role analyst may not read margin percentages, not even averaged. The roles steward and admin may; ask for one of them, or leave the column out.",
          subject: "products.margin_percentage",
          position: sql.indexOf("p.margin_percentage"),
        },
      ],
      lineage: [{ table: "products", projected: ["category", "margin_percentage"], used: [] }],
    }),
    say(10, "error", { code: "not_permitted", message: "Your role may not read products.margin_percentage." }),
    END("denied"),
  ];
}

function review(): Scene {
  const sql = "SELECT s.transaction_id, s.date, s.net_revenue FROM sales s WHERE s.date = '2026-11-20'";
  const reasons = [
    {
      rule: "row-level",
      message:
        "The query returns single rows rather than totals, so a steward looks at it first. Ask for totals to get an answer at once.",
      subject: "sales",
    },
  ];
  return [
    ...translate(sql, "Every sale of 2026-11-20."),
    say(60, "verdict", {
      decision: "review",
      sql: `${sql} LIMIT 1000`,
      obligations: {
        row_limit: 1000,
        timeout_ms: 10000,
        row_filters: ["sales.region_id in the asker's regions"],
        masked_columns: ["sales.customer_id"],
        query_tag: "service=nexus-hive;role=analyst",
      },
      basis: BASIS,
      reasons,
      lineage: [{ table: "sales", projected: ["transaction_id", "date", "net_revenue"], used: ["date"] }],
    }),
    step(5, "policy", "decide", "completed", "review required: row-level", 8),
    say(10, "review_required", {
      sql: `${sql} LIMIT 1000`,
      reasons,
      expires_at: new Date(Date.now() + 86_400_000).toISOString(),
    }),
    END("pending_review"),
  ];
}

function many(): Scene {
  const sql =
    "SELECT s.transaction_id, s.date, c.customer_name, s.net_revenue FROM sales s JOIN customers c ON s.customer_id = c.customer_id";
  const rows = Array.from(
    { length: 1000 },
    (_, i) =>
      `[${100000 + i},"2026-${String((i % 12) + 1).padStart(2, "0")}-1${i % 10}","Customer ${i % 70}",${(i * 37.77).toFixed(2)}]`,
  );
  return [
    ...translate(sql, "Sales with their customers.", 1, "verified_query"),
    ...allow(sql),
    raw(
      200,
      "result",
      `{"columns":[{"name":"transaction_id","type":"integer"},{"name":"date","type":"date"},{"name":"customer_name","type":"string"},{"name":"net_revenue","type":"decimal"}],"rows":[${rows.join(",")}],"row_count":1000,"truncated":true,"elapsed_ms":88,"checks":[]}`,
    ),
    step(5, "executor", "run", "completed", "1,000 rows, cut", 88),
    say(30, "answer", {
      text: "These are the first 1,000 sales.",
      confidence: 0.9,
      source: "verified_query",
      notes: ["The result is cut at 1,000 rows."],
    }),
    END("answered"),
  ];
}

function verified(): Scene {
  const sql = "SELECT SUM(s.net_revenue) AS net_revenue FROM sales s JOIN regions r USING (region_id) WHERE r.region_name = 'APAC'";
  return [
    ...translate(sql, "The verified query answers this.", 1, "verified_query", {
      id: "33333333-3333-7333-8333-333333333333",
      question: "What is the net revenue in EMEA?",
      approved_by: "steward",
      parameters: [
        { name: "region_name", kind: "text", column: "regions.region_name", value: "APAC", approved: "EMEA" },
      ],
    }),
    ...allow(sql),
    say(30, "answer", { text: "Net revenue is 4702.05.", confidence: 1, source: "verified_query", notes: [] }),
    END("answered"),
  ];
}

function figure(): Scene {
  const sql = "SELECT SUM(s.net_revenue) AS net_revenue FROM sales s";
  return [
    ...translate(sql, "All net revenue."),
    ...allow(sql, [{ table: "sales", projected: ["net_revenue"], used: [] }]),
    raw(
      200,
      "result",
      '{"columns":[{"name":"net_revenue","type":"decimal"}],"rows":[[47704619.05]],"row_count":1,"truncated":false,"elapsed_ms":6,"checks":[]}',
    ),
    say(30, "chart", { kind: "figure", title: "Net revenue", chart_js: {} }),
    say(30, "answer", { text: "Net revenue is 47704619.05.", confidence: 0.97, source: "semantic_parser", notes: [] }),
    step(5, "visualizer", "compose", "completed", "one figure", 4),
    END("answered"),
  ];
}

function failing(code: string, message: string, outcome: string): Scene {
  return [
    ...translate(SQL, "Total net revenue for each region."),
    ...allow(SQL),
    step(300, "executor", "run", "failed", message, 290),
    say(10, "error", { code, message }),
    END(outcome),
  ];
}

function early(code: string, message: string, outcome: string): Scene {
  return [step(80, "translator", "intent", "completed", message, 6), say(10, "error", { code, message }), END(outcome)];
}

const SLOW: Scene = [
  step(100, "translator", "model", "started", "asking qwen2.5-coder"),
  ...['{"sql":', ' "SELECT r.region_name,', " SUM(s.net_revenue)", " FROM sales s", " JOIN regions r"].map((text) =>
    say(500, "token", { text }),
  ),
  step(20_000, "translator", "model", "completed", "late", 20000),
  END("failed"),
];

export function sceneFor(question: string): Scene {
  const text = question.toLowerCase();
  if (text.includes("employees"))
    return early(
      "unanswerable",
      "Nothing in the data is about employees. There are sales, products, regions and customers.",
      "unanswered",
    );
  if (text.includes("delete"))
    return early("write_refused", "This would change data. Nobody can do that here, whatever the role.", "denied");
  if (text.includes("margin")) return denied();
  if (text.includes("yesterday")) return review();
  if (text.includes("trend") || text.includes("month")) return trend();
  if (text.includes("discount")) return discount();
  if (text.includes("timeout"))
    return failing("deadline_exceeded", "The deadline passed before an answer was ready.", "timed_out");
  if (text.includes("fail")) return failing("execution_failed", "The warehouse closed the connection.", "failed");
  if (text.includes("slow")) return SLOW;
  if (text.includes("apac")) return verified();
  if (text.includes("many rows")) return many();
  if (text.includes("total")) return text.includes("region") ? revenue() : figure();
  if (text.includes("december"))
    return [
      step(80, "translator", "intent", "completed", "two Decembers fit", 5),
      say(10, "clarification", {
        question: "Which December do you mean?",
        choices: ["December 2024", "December 2025"],
      }),
      END("pending_reply"),
    ];
  if (text.includes("tables"))
    return [
      step(60, "translator", "intent", "completed", "a question about the schema", 4),
      say(20, "answer", {
        text: "There are four tables:\ncustomers (500 rows), products (50 rows), regions (4 rows), sales (10,000 rows).",
        confidence: 1,
        source: "catalog",
        notes: [],
      }),
      END("answered"),
    ];
  return revenue();
}
