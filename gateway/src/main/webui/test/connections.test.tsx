import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { pagesFor } from "../src/app/rights";
import { readRoute } from "../src/app/route";
import { fieldOf, isBusy, readConnection, readKinds } from "../src/connections/connection";
import { ConnectionForm } from "../src/connections/ConnectionForm";
import { ConnectionPicker } from "../src/connections/ConnectionPicker";
import { ConnectionBody } from "../src/connections/ConnectionView";
import { BadRows, PreviewTable } from "../src/connections/UploadPage";
import { partsOf, readBadRows, readPreview } from "../src/connections/upload";
import { parseExact } from "../src/exact/json";

const exact = (value: unknown) => parseExact(JSON.stringify(value));
const text = (html: string): string => html.replace(/<[^>]+>/g, "");

const KINDS = readKinds(
  exact([
    {
      kind: "stellar",
      label: "Stellar DB",
      fields: [
        { name: "galaxy", label: "Galaxy", type: "text", required: true, choices: [], hint: "where it is" },
        { name: "mode", label: "Mode", type: "choice", required: false, choices: ["slow", "fast"], preset: "slow" },
      ],
      secret: { label: "Star key", required: false, lines: true },
    },
    { label: "without a name" },
  ]),
);

const OURS = {
  connection_id: "mart-1",
  name: "Mart",
  kind: "postgres",
  shared: true,
  editable: true,
  has_secret: true,
  settings: { host: "db.example" },
};

function body(more: object, keepsModels = false): string {
  return renderToStaticMarkup(
    createElement(ConnectionBody, {
      connection: readConnection(exact({ ...OURS, ...more }))!,
      keepsModels,
      deleting: false,
      onTest: () => {},
      onSync: () => {},
      onEdit: () => {},
      onDelete: () => {},
    }),
  );
}

describe("a connection", () => {
  it("is asked for by a form that its kind declares", () => {
    expect(KINDS).toHaveLength(1);
    const html = renderToStaticMarkup(
      createElement(ConnectionForm, {
        kinds: KINDS,
        connection: undefined,
        mayShare: false,
        onSave: () => Promise.resolve(),
        onCancel: () => {},
      }),
    );
    for (const words of ["Stellar DB", "Galaxy", "where it is", "Mode", "fast", "Star key"]) {
      expect(text(html)).toContain(words);
    }
    expect(text(html)).not.toContain("For everybody");
    expect(html).toContain('<textarea id="connection-secret"');
  });

  it("says which field is wrong", () => {
    expect(fieldOf("settings.port: is a whole number.")).toEqual({
      field: "settings.port",
      words: "is a whole number.",
    });
    expect(fieldOf("The executor service does not answer.")).toBeUndefined();
  });

  it("says what a test found, and what to do about it", () => {
    const passed = { state: "completed", outcome: { passed: true, product: "PG 16", tables: 7, findings: ["It may write."] } };
    expect(text(body({ test: passed }))).toContain("It works. PG 16, 7 tables");
    expect(text(body({ test: passed }))).toContain("It may write.");
    const failed = { state: "completed", outcome: { passed: false, message: "No login.", advice: "Enter it again." } };
    expect(text(body({ test: failed }))).toContain("No login.Enter it again.");
    expect(text(body({ test: { state: "interrupted" } }))).toContain("Test it again.");
  });

  it("says what changed at the last reading", () => {
    const sync = {
      state: "completed",
      tables: 4,
      changes: { added: { count: 60, names: ["a"] }, changed: { count: 0, names: [] }, removed: { count: 1, names: ["b"] } },
    };
    const said = text(body({ sync }));
    expect(said).toContain("4 tables and views");
    expect(said).toContain("60 added: aand 59 more");
    expect(said).toContain("1 gone: b");
    expect(said).not.toContain("changed:");
  });

  it("shows no settings and no buttons to those who only ask it", () => {
    const said = text(body({ settings: undefined, editable: false, sync: { state: "completed", tables: 1 } }));
    expect(said).toContain("1 tables");
    for (const word of ["Settings", "Test now", "Read now", "Delete"]) expect(said).not.toContain(word);
  });

  it("is looked at again while something goes on", () => {
    const busy = (more: object) => isBusy(readConnection(exact({ ...OURS, ...more }))!);
    expect(busy({ test: { state: "running" } })).toBe(true);
    expect(busy({ sync: { state: "never" } })).toBe(true);
    expect(busy({ sync: { state: "failed" } })).toBe(false);
  });

  it("is chosen where there is a choice", () => {
    const one = { id: "demo", name: "Demo", shared: true };
    const pick = (connections: (typeof one)[]) =>
      renderToStaticMarkup(
        createElement(ConnectionPicker, { connections, value: "demo", label: "Warehouse", onPick: () => {} }),
      );
    expect(pick([one])).toBe("<strong>Demo</strong>");
    expect(pick([one, { id: "m", name: "Mine", shared: false }])).toContain("Mine (yours)");
  });

  it("has a page for who can ask", () => {
    expect(pagesFor(["auditor"])).not.toContain("connections");
    expect(pagesFor(["viewer"])).toContain("connections");
    expect(readRoute("#/connections/mart-1")).toEqual({ page: "connections", rest: "mart-1" });
    expect(readRoute("#/constructor")).toBeUndefined();
  });
});

describe("an upload", () => {
  it("is sent in parts", async () => {
    const parts = partsOf(new Blob(["abcdefg"]), 3);
    expect(await Promise.all(parts.map((part) => part.text()))).toEqual(["abc", "def", "g"]);
    expect(partsOf(new Blob([]), 3)).toEqual([]);
  });

  it("shows names and types to be edited, above the first rows", () => {
    const preview = readPreview(
      exact({
        encoding: "UTF-8",
        table: "orders",
        format: { delimiter: ";", quote: '"', header: true },
        columns: [{ name: "day", type: "date" }],
        rows: [["2024-01-01"], [null]],
      }),
    )!;
    const html = renderToStaticMarkup(createElement(PreviewTable, { preview, onColumn: () => {} }));
    expect(html).toContain('aria-label="Name of column 1"');
    expect(html).toContain('<option value="date" selected="">');
    expect(text(html)).toContain("2024-01-01");
    expect(readPreview(exact({}))).toBeUndefined();
  });

  it("names the lines that do not fit", () => {
    const rows = readBadRows([{ line: 1200, column: "day", message: "“x” is no date." }, { line: "?" }, null]);
    expect(text(renderToStaticMarkup(createElement(BadRows, { rows })))).toBe("Line 1,200, column day: “x” is no date.");
    expect(readBadRows(undefined)).toEqual([]);
  });

  it("leads those who keep semantic models to its own", () => {
    expect(body({}, true)).toContain('href="#/semantics/mart-1"');
    expect(body({})).not.toContain("#/semantics");
  });
});
