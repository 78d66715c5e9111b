import { createElement, createRef } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { Models } from "../dev/semantics";
import { pagesFor } from "../src/app/rights";
import { parseExact } from "../src/exact/json";
import { ConflictView } from "../src/semantics/ConflictView";
import { FlawList } from "../src/semantics/FlawList";
import { ImportedView } from "../src/semantics/ImportPanel";
import {
  compare,
  type Flaw,
  readChecked,
  readImported,
  readKept,
  readVersions,
  span,
} from "../src/semantics/semantics";
import { TextDiff } from "../src/semantics/TextDiff";
import { VersionTable } from "../src/semantics/Versions";
import { YamlEditor } from "../src/semantics/YamlEditor";

const exact = (value: unknown) => parseExact(JSON.stringify(value));
const text = (html: string): string => html.replace(/<[^>]+>/g, "");
const BASE = "/api/connections/demo/semantic-model";
const models = new Models();
const answered = (path: string, body: Record<string, unknown> = {}, method = "GET") =>
  exact(models.answer(method, BASE + path, "steward", body)[1]);

const FLAW: Flaw = { line: 2, key: "entities[0].table", message: "names a table that the catalogue does not have" };

describe("a semantic model", () => {
  it("is a page for stewards only", () => {
    expect(pagesFor(["steward"])).toContain("semantics");
    for (const role of ["viewer", "analyst", "auditor", "admin"]) expect(pagesFor([role])).not.toContain("semantics");
  });

  it("is read with its version; what cannot be understood is not shown as empty", () => {
    expect(readKept(answered(""))).toMatchObject({ version: 2, author: "stella" });
    expect(readKept(exact({ version: 0, text: "" }))).toMatchObject({ version: 0, text: "" });
    expect(readKept(exact({ version: 1 }))).toBeUndefined();
    expect(readKept(exact({ text: "a: b" }))).toBeUndefined();
    expect(readVersions(answered("/versions")).map((one) => one.version)).toEqual([2, 1]);
  });

  it("shows each flaw with its line, and marks the line", () => {
    const checked = readChecked(answered("/check", { text: "entities:\n  - table: slaes\n" }, "POST"));
    expect(checked.flaws).toEqual([expect.objectContaining({ line: 2, key: "entities[0].table" })]);
    const list = renderToStaticMarkup(createElement(FlawList, { id: "f", checked, onLine: () => {} }));
    expect(text(list)).toContain("1 flaw, so it cannot be saved.");
    expect(text(list)).toContain("Line 2 entities[0].table names a table");
    expect(list).toMatch(/<p id="f" role="status"/);

    const editor = renderToStaticMarkup(
      createElement(YamlEditor, {
        ref: createRef<HTMLTextAreaElement>(),
        text: "a:\nb:\nc:",
        marked: [FLAW],
        describedBy: "f",
        onChange: () => {},
      }),
    );
    expect(text(/<pre.*<\/pre>/s.exec(editor)![0])).toBe("1\n2\n3\n");
    expect(editor).toContain('<span class="line-wrong">2\n</span>');
    expect(editor).toMatch(/aria-invalid="true" aria-describedby="f"/);
  });

  it("says so while the newest text is not checked, and when nothing is wrong", () => {
    const list = (checked: ReturnType<typeof readChecked> | undefined) =>
      text(renderToStaticMarkup(createElement(FlawList, { id: "f", checked, onLine: () => {} })));
    expect(list(undefined)).toBe("Checking…");
    expect(list({ flaws: [], warnings: [] })).toBe("Nothing is wrong.");
    expect(list({ flaws: [], warnings: [FLAW] })).toContain("Nothing is wrong; 1 thing to look at.");
  });

  it("finds the place of a line", () => {
    expect(span("ab\ncd\nef", 2)).toEqual([3, 5]);
    expect(span("ab\ncd\nef", 3)).toEqual([6, 8]);
    expect(span("ab", 9)).toEqual([0, 2]);
  });

  it("compares versions by lines and leaves out what is alike", () => {
    const old = Array.from({ length: 20 }, (_, i) => `line ${i}`).join("\n");
    const compared = compare(old, old.replace("line 10", "line ten"));
    expect(compared[0]).toEqual({ change: "skipped", lines: 7 });
    expect(compared.filter((line) => line.change === "removed")).toEqual([{ change: "removed", item: "line 10" }]);
    expect(compared.filter((line) => line.change === "added")).toEqual([{ change: "added", item: "line ten" }]);
    expect(compared.filter((line) => line.change === "same")).toHaveLength(6);
    const same = renderToStaticMarkup(createElement(TextDiff, { from: "a\n", to: "a", label: "x" }));
    expect(text(same)).toBe("They are the same.");
  });

  it("lists its versions, each to be compared with the newest", () => {
    const versions = readVersions(answered("/versions"));
    const html = renderToStaticMarkup(createElement(VersionTable, { versions, open: undefined, onOpen: () => {} }));
    expect(text(html)).toContain("stellanewest");
    expect(text(html)).toContain("Compare version 1");
    expect(text(html)).not.toContain("Compare version 2");
  });

  it("shows both texts when somebody saved meanwhile", () => {
    const mine = "entities: [] # meanwhile";
    const [status] = models.answer("PUT", BASE, "steward", { text: mine, version: 2 });
    expect(status).toBe(409);
    const theirs = readKept(answered(""))!;
    const html = renderToStaticMarkup(
      createElement(ConflictView, { theirs, mine, onKeep: () => {}, onTake: () => {} }),
    );
    for (const part of ["steward2 saved version 3 meanwhile", "purchase", "# meanwhile", "Go on with mine"]) {
      expect(text(html)).toContain(part);
    }
  });

  it("says what an import left out", () => {
    const view = (foreign: string) => {
      const imported = readImported(answered("/import", { text: foreign }, "POST"))!;
      return text(renderToStaticMarkup(createElement(ImportedView, { imported, onTake: () => {} })));
    };
    expect(view("filter: x")).toContain("1 part left out:metric big: it has a filter");
    expect(view("")).toContain("All of it has a place here.");
    expect(view("")).toContain("use: suggested");
  });
});
