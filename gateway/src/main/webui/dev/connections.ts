/** What the double of the gateway says of connections: one that works, one that does not. */

export const KINDS = [
  {
    kind: "postgres",
    label: "PostgreSQL",
    fields: [
      { name: "host", label: "Host", type: "text", required: true, choices: [], hint: "as the executor reaches it" },
      { name: "port", label: "Port", type: "number", required: false, choices: [], preset: "5432" },
      { name: "database", label: "Database", type: "text", required: true, choices: [] },
      { name: "user", label: "User", type: "text", required: true, choices: [], hint: "a login that may only read" },
      { name: "sslmode", label: "Encryption", type: "choice", required: false, choices: ["verify-full", "disable"], preset: "verify-full" },
    ],
    secret: { label: "Password", required: false, lines: false },
  },
  {
    kind: "sqlite",
    label: "SQLite",
    fields: [{ name: "file", label: "File", type: "file", required: true, choices: [] }],
  },
];

const READ = "2026-03-04T10:20:30Z";

const SHOP = {
  connection_id: "shop-1",
  name: "Shop",
  kind: "postgres",
  shared: false,
  owner: "analyst",
  configured: false,
  editable: true,
  settings: { host: "db.example.com", database: "shop", user: "reader", sensitive_columns: "customers.email,customers.phone" },
  has_secret: true,
  test: {
    state: "completed",
    ended_at: READ,
    outcome: {
      passed: true,
      product: "PostgreSQL 16.4",
      tables: 12,
      findings: ["The login may write to 3 tables."],
      advice: "Use a login that may read and nothing else.",
    },
  },
  sync: {
    state: "completed",
    ended_at: READ,
    tables: 12,
    changes: {
      at: READ,
      added: { count: 2, names: ["public.orders", "public.order_lines"] },
      changed: { count: 1, names: ["public.customers"] },
      removed: { count: 0, names: [] },
    },
  },
};

const UPLOADED = {
  ...SHOP,
  connection_id: "budget-2",
  name: "Budget 2026",
  kind: "duckdb",
  settings: { file: "uploads/budget-2/1" },
  has_secret: false,
  test: {
    state: "completed",
    ended_at: READ,
    outcome: { passed: false, message: "The warehouse cannot be reached at the moment.", advice: "See that the file is right." },
  },
  sync: { state: "running", started_at: READ, tables: 1 },
};

const DEMO = {
  connection_id: "demo",
  name: "Demo warehouse",
  kind: "sqlite",
  shared: true,
  configured: true,
  editable: false,
  sync: { state: "completed", ended_at: READ, tables: 4 },
};

export const ALL = [DEMO, SHOP, UPLOADED];

export const PREVIEW = {
  encoding: "UTF-8",
  table: "budget",
  format: { delimiter: ";", quote: '"', header: true },
  columns: [
    { name: "department", type: "text" },
    { name: "amount", type: "decimal" },
    { name: "month", type: "date" },
  ],
  rows: [
    ["Sales", "1200.50", "2026-01-01"],
    ["Support", "800.00", "2026-01-01"],
  ],
};

export const BAD_ROWS = {
  type: "urn:nexushive:problem:invalid_request",
  title: "Invalid request",
  status: 422,
  code: "invalid_request",
  detail: "One line does not fit, so nothing was kept. Mend the file, or choose other types.",
  bad_rows: [{ line: 3, column: "month", message: "“soon” is no date." }],
};
