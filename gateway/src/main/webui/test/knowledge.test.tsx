import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { type Curated, proposal } from "../dev/governance";
import { readCandidate } from "../src/api/payloads";
import { Feedback } from "../src/ask/Feedback";
import { Parameters } from "../src/ask/Parameters";
import { newTurn, type Turn } from "../src/ask/turn";
import { parseExact } from "../src/exact/json";
import { EntryBody } from "../src/knowledge/EntryView";
import { fateOf, type KnowledgeEntry, readEntry, readKnowledge } from "../src/knowledge/knowledge";
import { EntryTable } from "../src/knowledge/KnowledgePage";

const exact = (value: unknown) => parseExact(JSON.stringify(value));
const entryFor = (who: string, curated?: Curated): KnowledgeEntry =>
  readEntry(exact(proposal(who, curated)))!;
const text = (html: string): string => html.replace(/<[^>]+>/g, "");

function body(entry: KnowledgeEntry, retires: boolean): string {
  return renderToStaticMarkup(createElement(EntryBody, { entry, retires, onDecide: () => Promise.resolve() }));
}

function answered(candidate: object): Turn {
  return {
    ...newTurn("k", "What is the net revenue in APAC?", 0),
    requestId: "r1",
    phase: { name: "ended", outcome: "answered" },
    attempts: [{ candidate: readCandidate(exact(candidate))!, verdict: undefined }],
  };
}

const VERIFIED = {
  sql: "SELECT 1",
  source: "verified_query",
  attempt: 1,
  verified: {
    id: "vq",
    question: "What is the net revenue in EMEA?",
    approved_by: "stella",
    parameters: [{ name: "region_name", kind: "text", value: "APAC", approved: "EMEA" }],
  },
};

describe("a verified query", () => {
  it("is decided on by a steward who sees its SQL", () => {
    const html = body(entryFor("steward"), true);
    for (const part of ["proposed by analyst", "region_name", "Approve", "Reject"]) expect(text(html)).toContain(part);
    expect(text(html)).not.toContain("Retire");
  });

  it("is not decided on by others", () => {
    const html = text(body(entryFor("analyst"), false));
    expect(html).toContain("Waits for a steward");
    expect(html).not.toContain("Approve");
  });

  it("is taken out of use by stewards only, and says why it was", () => {
    const approved = entryFor("analyst", { state: "approved", by: "stella", reason: "" });
    expect(text(body(approved, true))).toContain("Retire");
    expect(text(body(approved, false))).not.toContain("Retire");
    const retired = { ...approved, state: "retired" as const, decidedBy: undefined, reason: "A column is gone." };
    expect(fateOf(retired)).toBe("Retired by itself.");
    expect(text(body(retired, true))).toContain("A column is gone.");
    expect(text(renderToStaticMarkup(createElement(EntryTable, { entries: [retired] })))).toContain("A column is gone.");
  });

  it("that cannot be understood is left out", () => {
    expect(readKnowledge(exact({ knowledge: [{}, proposal("steward")] })).entries).toHaveLength(1);
    expect(readEntry(exact({ ...proposal("steward"), state: "who knows" }))).toBeUndefined();
  });

  it("shows the values that it was answered with, to be changed", () => {
    const html = renderToStaticMarkup(createElement(Parameters, { turn: answered(VERIFIED), onChoose: () => {} }));
    expect(text(html)).toContain("approved by stella");
    expect(html).toContain('value="APAC"');
    expect(text(html)).toContain("region name");
  });
});

describe("feedback", () => {
  const html = (turn: Turn): string =>
    renderToStaticMarkup(createElement(Feedback, { turn, onFeedback: () => Promise.resolve(false) }));

  it("is asked for where there is an answer", () => {
    const parsed = answered({ sql: "SELECT 1", source: "semantic_parser", attempt: 1 });
    for (const part of ["Right", "Wrong", "Correct the SQL", "Propose"]) expect(text(html(parsed))).toContain(part);
    expect(text(html(answered(VERIFIED)))).not.toContain("Propose");
  });

  it("is not asked for before the end, or where nothing ran", () => {
    expect(html({ ...answered(VERIFIED), phase: { name: "running", connection: "open" } })).toBe("");
    expect(html({ ...answered(VERIFIED), phase: { name: "ended", outcome: "failed" } })).toBe("");
  });
});
