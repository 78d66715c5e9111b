import { readReason } from "../api/payloads";
import type { Reason } from "../api/types";
import { type ExactJson, ExactNumber } from "../exact/json";
import { boolean, type Fields, fields, label, list, number, string, strings } from "../exact/read";

/** What became of one request, as the audit tells it. */
export interface AuditRow {
  requestId: string;
  at: string | undefined;
  asker: string | undefined;
  roles: string[];
  /** Whether a signature proves who asked. */
  verified: boolean;
  question: string | undefined;
  decision: string | undefined;
  status: string | undefined;
  rows: string | undefined;
  conflicts: number;
}

export interface RecentPage {
  rows: AuditRow[];
  nextCursor: string | undefined;
}

/** Records that a verification has checked, of all. */
export interface Walked {
  checked: number;
  total: number;
}

export type Fact = [name: string, value: string];

export interface RequestStory {
  row: AuditRow | undefined;
  reasons: Reason[];
  sqlAsked: string | undefined;
  sqlRun: string | undefined;
  facts: Fact[];
  events: AuditEvent[];
}

/** One record of a request's history. */
export interface AuditEvent {
  at: string | undefined;
  /** The event's name; for a trace record the kind of it. */
  title: string;
  source: string | undefined;
  /** What a reader wants to know of it, in few words. */
  gist: string;
  facts: Fact[];
  conflict: boolean;
}

export interface Verification {
  intact: boolean;
  counts: Fact[];
  breaks: string[];
}

function readRow(json: ExactJson | undefined): AuditRow | undefined {
  const row = fields(json);
  const requestId = string(row?.request_id);
  if (!row || !requestId) return undefined;
  return {
    requestId,
    at: string(row.asked_at),
    asker: string(row.asker),
    roles: strings(row.roles),
    verified: boolean(row.verified) ?? false,
    question: string(row.question),
    decision: string(row.decision),
    status: string(row.status),
    rows: label(row.row_count),
    conflicts: Number(label(row.conflicts) ?? 0),
  };
}

export function readRecent(json: ExactJson): RecentPage {
  const data = fields(json);
  return {
    rows: list(data?.requests).flatMap((item) => readRow(item) ?? []),
    nextCursor: string(data?.next_cursor),
  };
}

const SHOWN_APART = new Set([
  "request_id",
  "question",
  "asked_at",
  "asker",
  "roles",
  "verified",
  "sql_asked",
  "sql_run",
  "reasons",
  "decision",
  "status",
]);

export function readStory(json: ExactJson): RequestStory {
  const data = fields(json);
  const request = fields(data?.request);
  return {
    row: readRow(data?.request),
    reasons: list(request?.reasons).flatMap(readReason),
    sqlAsked: string(request?.sql_asked),
    sqlRun: string(request?.sql_run),
    facts: facts(request, SHOWN_APART),
    events: list(data?.events).flatMap(readEvent),
  };
}

const IN_HEAD = new Set(["at", "type", "source", "kind"]);

function readEvent(json: ExactJson): AuditEvent[] {
  const row = fields(json);
  if (!row) return [];
  const kind = string(row.kind);
  const attempt = label(row.attempt);
  const gist = [
    string(row.stage)?.replaceAll("-", " "),
    string(row.status),
    string(row.decision),
    string(row.outcome)?.replaceAll("_", " "),
    string(row.error_code)?.replaceAll("_", " "),
    attempt === undefined ? undefined : `attempt ${attempt}`,
  ];
  const standing = string(row.standing);
  return [
    {
      at: string(row.at),
      title: kind ? `trace: ${kind.replaceAll("_", " ")}` : (string(row.type) ?? "record"),
      source: string(row.source)?.replace(/^.*\//, ""),
      gist: gist.filter((word) => word !== undefined).join(", "),
      facts: facts(row, IN_HEAD),
      conflict: standing === "conflict",
    },
  ];
}

/** What verification found; anything but a plain yes counts as broken. */
export function readVerification(json: ExactJson): Verification {
  const data = fields(json);
  return {
    intact: boolean(data?.intact) ?? false,
    counts: ["chains", "records", "roots", "anchors"].flatMap((name): Fact[] => {
      const value = label(data?.[name]);
      return value === undefined ? [] : [[name, value]];
    }),
    breaks: list(data?.breaks).flatMap((item) => {
      const found = fields(item);
      if (!found) return [];
      const where = [string(found.chain), label(found.seq) && `no. ${label(found.seq)}`].filter(Boolean).join(", ");
      const what = string(found.detail) ?? string(found.kind)?.replaceAll("_", " ") ?? "broken";
      return [where ? `${where}: ${what}` : what];
    }),
  };
}

/** How far a verification is, in records; nothing where none runs that this gateway knows of. */
export function readWalked(json: ExactJson): Walked | undefined {
  const data = fields(json);
  const checked = number(data?.checked);
  const total = number(data?.total);
  return boolean(data?.running) && checked !== undefined && total ? { checked, total } : undefined;
}

/** The plain fields of an object, as words. */
function facts(row: Fields | undefined, without: Set<string>): Fact[] {
  return Object.entries(row ?? {}).flatMap(([name, value]): Fact[] => {
    if (without.has(name)) return [];
    if (typeof value === "string") return value ? [[name, value]] : [];
    if (value instanceof ExactNumber || typeof value === "boolean") return [[name, String(value)]];
    return [];
  });
}
