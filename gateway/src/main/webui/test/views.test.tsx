import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { sceneFor } from "../dev/scenes";
import { turnEvent } from "../src/ask/events";
import { type TurnActions, TurnView } from "../src/ask/TurnView";
import { newTurn, reduce } from "../src/ask/turn";
import type { Facts } from "../src/policy/check";
import { FactsView } from "../src/policy/FactsView";
import { Figures } from "../src/ui/Exact";

const actions: TurnActions = {
  onCancel: () => {},
  onAgain: () => {},
  onEdit: () => {},
  onResume: () => {},
  onLook: () => Promise.resolve(false),
  onReply: () => Promise.resolve(),
  onCheck: () => {},
  onChoose: () => {},
  onFeedback: () => Promise.resolve(false),
};

/** The page of a question after its whole story was told. */
function page(question: string): string {
  let turn = reduce(newTurn("k", question, 0), { type: "accepted", requestId: "req-1", streamUrl: "/s" });
  for (const beat of sceneFor(question)) {
    const event = turnEvent({ id: "", event: beat.event, data: beat.data() }, 900);
    if (event) turn = reduce(turn, event);
  }
  return renderToStaticMarkup(createElement(TurnView, { turn, actions }));
}

const text = (html: string): string => html.replace(/<[^>]+>/g, "");

describe("the view of a question", () => {
  it("shows an answer with its figures, source, verdict and rows", () => {
    const html = text(page("Show total net revenue by region"));
    for (const part of [
      "18402115.70",
      "Semantic parser",
      "High confidence, 96%",
      "Allowed by policy",
      "4 rows",
      "EMEA",
    ]) {
      expect(html).toContain(part);
    }
  });

  it("marks a metric that is not certified", () => {
    expect(text(page("Average discount by category"))).toContain("average_discount is not certified");
  });

  it("asks back with its choices and a place for own words", () => {
    const html = page("How many orders were there in December?");
    expect(text(html)).toContain("Which December do you mean?");
    expect(html).toMatch(/<button[^>]*>December 2024<\/button>/);
    expect(html).toMatch(/<label[^>]*for="reply-k">Your answer/);
  });

  it("shows a plan before anything is read, to agree to, say anew or stop", () => {
    let turn = newTurn("k", "Profit by region", 0);
    for (const [event, data] of [
      ["plan", { intent: "data", steps: ["Sum profit."], assumptions: ["All years."], confidence: 1 }],
      ["done", { outcome: "pending_reply" }],
    ] as const) {
      turn = reduce(turn, turnEvent({ id: "", event, data: JSON.stringify(data) }, 900)!);
    }
    const html = text(renderToStaticMarkup(createElement(TurnView, { turn, actions })));
    for (const part of ["This is the plan", "Sum profit.", "All years.", "Yes, go on", "Cancel", "Plan this instead"]) {
      expect(html).toContain(part);
    }
  });

  it.each([
    ["Average margin percentage by category", ["Not permitted", "sensitive-column", "products.margin_percentage"]],
    ["List all sales of yesterday", ["Waits for a steward", "row-level", "req-1"]],
    ["How many employees do we have?", ["This data cannot answer that"]],
    ["Delete all sales", ["data is never changed here"]],
    ["this will fail", ["The warehouse could not run this", "req-1"]],
    ["timeout", ["Out of time", "req-1"]],
  ])("never lets “%s” look like a result without rows", (question, parts) => {
    const html = text(page(question));
    for (const part of parts) expect(html).toContain(part);
    expect(html).not.toMatch(/no data|0 rows|matched no row/i);
    expect(html).not.toContain("CSV");
  });

  it("writes no style into the document, which the page's security policy forbids", () => {
    for (const question of ["Show total net revenue by region", "Average margin percentage by category", "many rows"]) {
      expect(page(question)).not.toContain("style=");
    }
  });

  it("shows markup in data as text", () => {
    const turn = reduce(newTurn("k", "<img src=x onerror=alert(1)>", 0), { type: "rejected", message: "<b>no</b>" });
    expect(renderToStaticMarkup(createElement(TurnView, { turn, actions }))).not.toMatch(/<img|<b>/);
  });
});

describe("what a statement reads", () => {
  const facts: Facts = {
    clauses: [
      { name: "projected", columns: ["sales.net_revenue"] },
      { name: "ordered", columns: [] },
    ],
    tables: ["sales"],
    functions: ["sum"],
    level: "aggregated",
    limit: 5000,
    unjoined: false,
  };
  const shown = (some: Partial<Facts>): string =>
    text(renderToStaticMarkup(createElement(FactsView, { facts: { ...facts, ...some } })));

  it("is shown clause by clause", () => {
    for (const part of [
      "In the resultsales.net_revenue",
      "Ordered bynone",
      "Functionssum",
      "groups of stored rows",
      "Limit in the text5,000",
    ]) {
      expect(shown({})).toContain(part);
    }
    expect(shown({})).not.toContain("side by side");
  });

  it("says that tables are not joined, and that there is no limit", () => {
    expect(shown({ unjoined: true, limit: undefined })).toMatch(/Limit in the textnone.*side by side/);
  });
});

describe("figures in a text", () => {
  const shown = (words: string): string => renderToStaticMarkup(createElement(Figures, { text: words }));

  it("keep every character", () => {
    for (const words of [
      "From 2024-11-22 on: 18402115.70, then -12345 and 1,000 (0.50%).",
      "id 12345-67890 v1.2.3",
      "",
    ]) {
      expect(text(shown(words))).toBe(words);
    }
  });

  it("are set apart, dates and ids are not", () => {
    expect(shown("18402115.70")).toContain("<b");
    expect(text(shown("about 18,402,115.70"))).toBe("about 18,402,115.70");
    expect(shown("about 18,402,115.70")).toContain("<b");
    expect(shown("on 2024-11-22 at 10:30, id 12345-6")).not.toContain("<b");
  });
});
