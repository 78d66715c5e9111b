import type { ExactJson } from "../exact/json";

/** One value of a result: a JSON scalar, its number as it was written. */
export type Cell = ExactJson;

export interface Column {
  name: string;
  type: string;
}

export interface User {
  username: string;
  roles: string[];
}

/** A warehouse that can be asked. */
export interface AskableConnection {
  id: string;
  name: string;
  shared: boolean;
}

export interface Meta {
  suggestions: string[];
  connections: AskableConnection[];
  /** The one that is asked when none is chosen. */
  connectionId: string | undefined;
}

export const STAGES = ["translator", "policy", "executor", "visualizer"] as const;
export type Stage = (typeof STAGES)[number];

/** One line of the trace. */
export interface Step {
  agent: string;
  stage: string;
  status: string;
  detail: string;
  /** Milliseconds since the epoch. */
  at: number;
  durationMs: number | undefined;
}

export interface Plan {
  intent: string | undefined;
  tables: string[];
  joins: string[];
  steps: string[];
  assumptions: string[];
  metrics: { name: string; certified: boolean }[];
  confidence: number | undefined;
}

export interface Candidate {
  sql: string;
  dialect: string | undefined;
  explanation: string;
  source: string;
  model: string | undefined;
  attempt: number;
  /** The approved query that it comes from. */
  verified: VerifiedQuery | undefined;
}

export interface VerifiedQuery {
  id: string;
  question: string;
  approvedBy: string | undefined;
  parameters: { name: string; kind: string; value: string }[];
}

export interface Reason {
  rule: string;
  message: string;
  subject: string | undefined;
  /** Offset in the submitted SQL. */
  position: number | undefined;
}

export interface Lineage {
  table: string;
  projected: string[];
  used: string[];
}

export interface Obligations {
  rowLimit: number | undefined;
  timeoutMs: number | undefined;
  rowFilters: string[];
  maskedColumns: string[];
  queryTag: string | undefined;
}

export type Decision = "allow" | "review" | "deny";

export interface Verdict {
  decision: Decision;
  repairable: boolean;
  /** What runs, or would run; absent where it is denied. */
  sql: string | undefined;
  reasons: Reason[];
  lineage: Lineage[];
  obligations: Obligations | undefined;
  policyVersion: string | undefined;
  catalogVersion: string | undefined;
}

export interface QueryResult {
  columns: Column[];
  rows: Cell[][];
  rowCount: number;
  truncated: boolean;
  elapsedMs: number | undefined;
  checks: string[];
}

export interface Chart {
  kind: string;
  title: string | undefined;
  chartJs: ExactJson | undefined;
}

export interface Answer {
  text: string;
  confidence: number | undefined;
  source: string;
  notes: string[];
  chart: Chart | undefined;
}

export interface Review {
  sql: string | undefined;
  reasons: Reason[];
  expiresAt: string | undefined;
}

export interface Clarification {
  question: string;
  choices: string[];
}

export type Outcome = "answered" | "pending_review" | "pending_reply" | "denied" | "unanswered" | "failed" | "timed_out" | "cancelled";
