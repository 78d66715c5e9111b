import type { ExactJson } from "../exact/json";
import { boolean, fields, list, string } from "../exact/read";

export type KnowledgeState = "candidate" | "approved" | "rejected" | "retired";

export const STATES: readonly KnowledgeState[] = ["candidate", "approved", "rejected", "retired"];

/** A question with SQL that answers it, or is proposed to. */
export interface KnowledgeEntry {
  id: string;
  connection: string;
  question: string;
  sql: string;
  state: KnowledgeState;
  proposedBy: string;
  proposedAt: string | undefined;
  decidedBy: string | undefined;
  decidedAt: string | undefined;
  reason: string | undefined;
  /** Whether the reader can approve or reject it now; the server looks again when he does. */
  mayDecide: boolean;
}

export interface KnowledgeList {
  entries: KnowledgeEntry[];
  nextCursor: string | undefined;
}

/** Absent where it cannot be understood: nobody should decide on that. */
export function readEntry(json: ExactJson | undefined): KnowledgeEntry | undefined {
  const data = fields(json);
  const id = string(data?.knowledge_id);
  const sql = string(data?.sql);
  const state = STATES.find((one) => one === string(data?.state));
  if (!data || !id || !sql || !state) return undefined;
  return {
    id,
    connection: string(data.connection_id) ?? "",
    question: string(data.question) ?? "",
    sql,
    state,
    proposedBy: string(data.proposed_by) ?? "",
    proposedAt: string(data.proposed_at),
    decidedBy: string(data.decided_by),
    decidedAt: string(data.decided_at),
    reason: string(data.reason),
    mayDecide: state === "candidate" && (boolean(data.may_decide) ?? false),
  };
}

export function readKnowledge(json: ExactJson): KnowledgeList {
  const data = fields(json);
  return {
    entries: list(data?.knowledge).flatMap((item) => readEntry(item) ?? []),
    nextCursor: string(data?.next_cursor),
  };
}

/** What became of it, in a sentence. */
export function fateOf(entry: KnowledgeEntry): string {
  switch (entry.state) {
    case "candidate":
      return entry.mayDecide ? "Waits for a decision." : "Waits for a steward other than its author.";
    case "approved":
      return `Answers questions; approved by ${entry.decidedBy ?? "a steward"}.`;
    case "rejected":
      return `Rejected by ${entry.decidedBy ?? "a steward"}.`;
    case "retired":
      return entry.decidedBy ? `Retired by ${entry.decidedBy}.` : "Retired by itself.";
  }
}
