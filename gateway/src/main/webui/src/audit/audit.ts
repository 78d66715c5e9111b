import { type ExactJson, ExactNumber } from "../exact/json";
import { boolean, type Fields, fields, label, list, number, string, strings } from "../exact/read";

/** A request as the audit remembers it. */
export interface AuditRow {
  requestId: string;
  at: string | undefined;
  asker: string | undefined;
  roles: string | undefined;
  question: string | undefined;
  decision: string | undefined;
  outcome: string | undefined;
  rows: string | undefined;
}

export interface AuditPageOf {
  rows: AuditRow[];
  cursor: string | undefined;
}

/** One record of a request's history. */
export interface AuditRecord {
  at: string | undefined;
  title: string;
  who: string | undefined;
  facts: [string, string][];
  hash: string | undefined;
}

export interface Verification {
  holds: boolean;
  message: string;
  facts: [string, string][];
}

export function readRecent(json: ExactJson): AuditPageOf {
  const data = fields(json);
  const items = Array.isArray(json) ? json : firstList(data, "items", "requests", "records", "entries");
  return {
    rows: items.flatMap((item) => {
      const row = fields(item);
      const requestId = string(row?.request_id);
      if (!row || !requestId) return [];
      return [
        {
          requestId,
          at: first(row, "asked_at", "at", "time", "created_at", "stored_at"),
          asker: first(row, "asker", "subject", "user", "username"),
          roles: string(row.roles) ?? (strings(row.roles).join(", ") || undefined),
          question: first(row, "question"),
          decision: first(row, "policy_decision", "decision"),
          outcome: first(row, "outcome", "status"),
          rows: first(row, "row_count", "rows"),
        },
      ];
    }),
    cursor: first(data, "next_cursor", "cursor", "next"),
  };
}

export function readHistory(json: ExactJson): { summary: [string, string][]; records: AuditRecord[] } {
  const data = fields(json);
  const records = firstList(data, "records", "history", "events", "entries");
  const head = fields(data?.request) ?? fields(data?.summary) ?? data;
  return { summary: facts(head, new Set()), records: records.flatMap(readRecord) };
}

const TOLD = new Set(["at", "time", "event_time", "stored_at", "kafka_time", "hash", "title", "topic", "event_type", "type", "payload", "headers", "request_id", "question"]);

function readRecord(json: ExactJson): AuditRecord[] {
  const row = fields(json);
  if (!row) return [];
  return [
    {
      at: first(row, "at", "event_time", "kafka_time", "time", "stored_at"),
      title: first(row, "event_type", "type", "topic") ?? "record",
      who: first(row, "source", "agent", "actor"),
      facts: facts(row, TOLD),
      hash: first(row, "hash"),
    },
  ];
}

/** What verification found; anything but a plain yes counts as broken. */
export function readVerification(json: ExactJson): Verification {
  const data = fields(json);
  const said =
    boolean(data?.holds) ?? boolean(data?.valid) ?? boolean(data?.ok) ?? boolean(data?.intact) ?? boolean(data?.verified);
  const status = string(data?.status);
  const holds = said ?? (status !== undefined && /^(ok|intact|valid|verified|holds)$/i.test(status));
  return {
    holds,
    message: first(data, "message", "detail", "problem") ?? "",
    facts: facts(data, new Set(["holds", "valid", "ok", "intact", "verified", "status", "message", "detail"])),
  };
}

function first(row: Fields | undefined, ...names: string[]): string | undefined {
  for (const name of names) {
    const found = label(row?.[name]);
    if (found !== undefined && found !== "") return found;
  }
  return undefined;
}

function firstList(row: Fields | undefined, ...names: string[]): ExactJson[] {
  for (const name of names) if (Array.isArray(row?.[name])) return list(row[name]);
  return [];
}

/** The plain fields of an object, as words. */
function facts(row: Fields | undefined, without: Set<string>): [string, string][] {
  if (!row) return [];
  return Object.entries(row).flatMap(([name, value]): [string, string][] => {
    if (without.has(name) || value === null) return [];
    if (typeof value === "string") return value ? [[name, value]] : [];
    if (value instanceof ExactNumber || typeof value === "boolean") return [[name, String(value)]];
    if (Array.isArray(value) && value.length > 0 && value.every((item) => typeof item === "string")) {
      return [[name, value.join(", ")]];
    }
    return [];
  });
}

export function countOf(json: ExactJson, name: string): number | undefined {
  return number(fields(json)?.[name]);
}
