import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { ListPanel } from "../src/ui/ListPanel";
import type { Loaded } from "../src/ui/useLoaded";

function panel(loaded: Loaded<string[]>): string {
  return renderToStaticMarkup(
    createElement(ListPanel<string[]>, {
      label: "Names",
      title: "All names",
      controls: null,
      loaded,
      onReload: () => {},
      empty: "There is no name.",
      list: (names) => names.length > 0 && names.join(" and "),
    }),
  );
}

describe("a list that is loaded", () => {
  it("says how it stands until it is there", () => {
    expect(panel({ state: "loading" })).toContain('<p class="panel-empty" role="status">Loading…</p>');
    expect(panel({ state: "failed", message: "Out of reach." })).toContain(
      '<p class="panel-empty field-error" role="alert">Out of reach.</p>',
    );
  });

  it("is drawn, or said to be empty", () => {
    expect(panel({ state: "ready", value: ["Ann", "Bob"] })).toContain("Ann and Bob");
    expect(panel({ state: "ready", value: [] })).toContain('<p class="panel-empty">There is no name.</p>');
  });
});
