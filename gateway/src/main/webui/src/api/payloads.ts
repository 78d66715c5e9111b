import type { ExactJson } from "../exact/json";
import { boolean, fields, label, list, number, string, strings } from "../exact/read";
import type {
  Answer,
  Candidate,
  Chart,
  Clarification,
  Decision,
  Lineage,
  Obligations,
  Outcome,
  Plan,
  QueryResult,
  Reason,
  Review,
  Step,
  Verdict,
  VerifiedQuery,
} from "./types";

/** What the events of a stream carry, read from their JSON. */

export function readStep(json: ExactJson): Step | undefined {
  const data = fields(json);
  const agent = string(data?.agent);
  if (!data || !agent) return undefined;
  const at = Date.parse(string(data.at) ?? "");
  return {
    agent,
    stage: string(data.stage) ?? "",
    status: string(data.status) ?? "",
    detail: string(data.detail) ?? "",
    at: Number.isNaN(at) ? Date.now() : at,
    durationMs: number(data.duration_ms),
  };
}

export function readPlan(json: ExactJson): Plan | undefined {
  const data = fields(json);
  if (!data) return undefined;
  return {
    intent: string(data.intent),
    tables: strings(data.tables),
    joins: strings(data.joins),
    steps: strings(data.steps),
    assumptions: strings(data.assumptions),
    metrics: list(data.metrics).flatMap((item) => {
      const name = string(fields(item)?.name);
      return name ? [{ name, certified: boolean(fields(item)?.certified) ?? false }] : [];
    }),
    confidence: number(data.confidence),
  };
}

export function readCandidate(json: ExactJson): Candidate | undefined {
  const data = fields(json);
  const sql = string(data?.sql);
  if (!data || sql === undefined) return undefined;
  return {
    sql,
    dialect: string(data.dialect),
    explanation: string(data.explanation) ?? "",
    source: string(data.source) ?? "",
    model: string(data.model),
    attempt: number(data.attempt) ?? 1,
    verified: readVerified(data.verified),
  };
}

function readVerified(json: ExactJson | undefined): VerifiedQuery | undefined {
  const data = fields(json);
  const id = string(data?.id);
  if (!data || !id) return undefined;
  return {
    id,
    question: string(data.question) ?? "",
    approvedBy: string(data.approved_by),
    parameters: list(data.parameters).flatMap((item) => {
      const one = fields(item);
      const name = string(one?.name);
      const value = string(one?.value);
      return name && value !== undefined ? [{ name, kind: string(one?.kind) ?? "text", value }] : [];
    }),
  };
}

/** A rule that fired, written as an object or as its id alone. */
export function readReason(json: ExactJson): Reason[] {
  if (typeof json === "string") {
    return json ? [{ rule: "", message: json, subject: undefined, position: undefined }] : [];
  }
  const data = fields(json);
  const rule = string(data?.rule) ?? string(data?.id) ?? "";
  const message = string(data?.message) ?? "";
  if (!data || (!rule && !message)) return [];
  return [{ rule, message, subject: string(data.subject), position: number(data.position) }];
}

export function readLineage(json: ExactJson): Lineage[] {
  const data = fields(json);
  const table = string(data?.table);
  if (!data || !table) return [];
  return [{ table, projected: strings(data.projected), used: strings(data.used) }];
}

export function readObligations(json: ExactJson | undefined): Obligations | undefined {
  const data = fields(json);
  if (!data) return undefined;
  return {
    rowLimit: number(data.row_limit),
    timeoutMs: number(data.timeout_ms),
    rowFilters: strings(data.row_filters),
    maskedColumns: strings(data.masked_columns),
    queryTag: string(data.query_tag),
  };
}

/** Whatever is neither allowed nor to be reviewed is denied. */
export function readDecision(json: ExactJson | undefined): Decision {
  return json === "allow" || json === "review" ? json : "deny";
}

export function readVerdict(json: ExactJson): Verdict | undefined {
  const data = fields(json);
  if (!data) return undefined;
  const basis = fields(data.basis);
  return {
    decision: readDecision(data.decision),
    repairable: boolean(data.repairable) ?? false,
    sql: string(data.sql),
    reasons: list(data.reasons).flatMap(readReason),
    lineage: list(data.lineage).flatMap(readLineage),
    obligations: readObligations(data.obligations),
    policyVersion: label(basis?.policy_version),
    catalogVersion: label(basis?.catalog_version),
  };
}

export function readResult(json: ExactJson): QueryResult | undefined {
  const data = fields(json);
  if (!data) return undefined;
  const rows = list(data.rows).map(list);
  return {
    columns: list(data.columns).map((item) => ({
      name: string(fields(item)?.name) ?? string(item) ?? "",
      type: string(fields(item)?.type) ?? "other",
    })),
    rows,
    rowCount: number(data.row_count) ?? rows.length,
    truncated: boolean(data.truncated) ?? false,
    elapsedMs: number(data.elapsed_ms),
    checks: strings(data.checks),
  };
}

export function readChart(json: ExactJson | undefined): Chart | undefined {
  const data = fields(json);
  if (!data) return undefined;
  const kind = string(data.kind) ?? string(fields(data.chart_js)?.type);
  return kind ? { kind, title: string(data.title), chartJs: data.chart_js } : undefined;
}

export function readAnswer(json: ExactJson): Answer | undefined {
  const data = fields(json);
  const text = string(data?.text);
  if (!data || text === undefined) return undefined;
  return {
    text,
    confidence: number(data.confidence),
    source: string(data.source) ?? "",
    notes: strings(data.notes),
    chart: readChart(data.chart),
  };
}

export function readReview(json: ExactJson): Review {
  const data = fields(json);
  return {
    sql: string(data?.sql),
    reasons: list(data?.reasons).flatMap(readReason),
    expiresAt: string(data?.expires_at),
  };
}

export function readClarification(json: ExactJson): Clarification | undefined {
  const data = fields(json);
  const question = string(data?.question);
  return question ? { question, choices: strings(data?.choices) } : undefined;
}

const OUTCOMES: readonly string[] = [
  "answered",
  "pending_review",
  "pending_reply",
  "denied",
  "unanswered",
  "failed",
  "timed_out",
  "cancelled",
] satisfies Outcome[];

/** An outcome that this page does not know is shown as a failure, never as an answer. */
export function readOutcome(json: ExactJson): Outcome {
  const outcome = string(fields(json)?.outcome);
  return outcome && OUTCOMES.includes(outcome) ? (outcome as Outcome) : "failed";
}
