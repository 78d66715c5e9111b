import { readDecision, readLineage, readObligations, readReason } from "../api/payloads";
import type { Decision, Lineage, Obligations, Reason } from "../api/types";
import type { ExactJson } from "../exact/json";
import { boolean, fields, label, list, number, string, strings } from "../exact/read";

/** What policy would say of a statement. */
export interface Check {
  decision: Decision;
  denied: Reason[];
  reviewed: Reason[];
  /** Rules that fired without stopping it, as far as they are not said above. */
  noted: Reason[];
  sql: string | undefined;
  lineage: Lineage[];
  facts: Facts | undefined;
  obligations: Obligations | undefined;
  policyVersion: string | undefined;
  queryTag: string | undefined;
  approvalRequired: boolean;
  approvalActions: string[];
}

/** What a statement was found to read, clause by clause. */
export interface Facts {
  clauses: { name: string; columns: string[] }[];
  tables: string[];
  functions: string[];
  level: string;
  limit: number | undefined;
  unjoined: boolean;
}

const CLAUSES = ["projected", "filtered", "joined", "grouped", "ordered"];

export function readFacts(json: ExactJson | undefined): Facts | undefined {
  const data = fields(json);
  if (!data) return undefined;
  return {
    clauses: CLAUSES.map((name) => ({ name, columns: strings(data[name]) })),
    tables: strings(data.tables),
    functions: strings(data.functions),
    level: string(data.level) ?? "",
    limit: number(data.limit),
    unjoined: boolean(data.unjoined) ?? false,
  };
}

export function readCheck(json: ExactJson): Check {
  const data = fields(json);
  const verdict = fields(data?.verdict) ?? data;
  const denied = list(verdict?.deny_reasons).flatMap(readReason);
  const reviewed = list(verdict?.review_reasons).flatMap(readReason);
  const said = new Set([...denied, ...reviewed].map((reason) => reason.rule));
  const others = [...list(verdict?.reasons).flatMap(readReason), ...list(verdict?.rules).flatMap(readRule)];
  const decision = readDecision(verdict?.decision);
  return {
    decision,
    denied,
    reviewed,
    noted: others.filter((reason) => {
      if (said.has(reason.rule)) return false;
      said.add(reason.rule);
      return true;
    }),
    sql: string(data?.rewritten_sql) ?? string(verdict?.sql),
    lineage: list(data?.lineage ?? verdict?.lineage).flatMap(readLineage),
    facts: readFacts(data?.facts),
    obligations: readObligations(data?.obligations ?? verdict?.obligations),
    policyVersion: label(verdict?.policy_version) ?? label(fields(verdict?.basis)?.policy_version),
    queryTag: string(data?.query_tag_preview),
    approvalRequired: boolean(data?.approval_required) ?? decision === "review",
    approvalActions: strings(data?.approval_actions),
  };
}

/** Among rules, a text alone is an id. */
function readRule(json: ExactJson): Reason[] {
  if (typeof json !== "string") return readReason(json);
  return [{ rule: json, message: "", subject: undefined, position: undefined }];
}
