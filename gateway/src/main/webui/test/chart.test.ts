import { describe, expect, it } from "vitest";
import type { Cell, Chart, QueryResult } from "../src/api/types";
import { type ExactJson, parseExact } from "../src/exact/json";
import { resolveChart, singleFigure } from "../src/result/chart-data";
import { nextOrder, sorted } from "../src/result/sort";

function result(names: string[], rows: string): QueryResult {
  return {
    columns: names.map((name) => ({ name, type: "decimal" })),
    rows: parseExact(rows) as Cell[][],
    rowCount: 0,
    truncated: false,
    elapsedMs: 1,
    checks: [],
  };
}

function chart(kind: string, config: unknown): Chart {
  return { kind, title: "T", chartJs: parseExact(JSON.stringify(config)) as ExactJson };
}

const byRegion = { data: { labels: { column: "region" }, datasets: [{ label: "Net", column: "net" }] } };

describe("a chart", () => {
  it("takes labels and values of every row from the columns it names", () => {
    const data = resolveChart(
      chart("bar", byRegion),
      result(["region", "net"], '[["EMEA",1.50],["APAC",null],[null,"2.25"]]'),
    );
    expect(data).toMatchObject({
      labels: ["EMEA", "APAC", "(none)"],
      series: [{ label: "Net", values: [1.5, null, 2.25], exact: ["1.50", "(none)", "2.25"] }],
      preferred: "bar",
    });
  });

  it("is read with or without a data level", () => {
    const rows = result(["region", "net"], '[["EMEA",1]]');
    expect(resolveChart(chart("line", byRegion.data), rows)?.preferred).toBe("line");
  });

  it("is none when there is nothing to draw, or a column is missing", () => {
    const rows = result(["region", "net"], '[["EMEA",1]]');
    expect(resolveChart(undefined, rows)).toBeUndefined();
    expect(resolveChart(chart("table", byRegion), rows)).toBeUndefined();
    expect(resolveChart(chart("figure", byRegion), rows)).toBeUndefined();
    expect(resolveChart(chart("bar", byRegion), result(["region", "net"], "[]"))).toBeUndefined();
    expect(resolveChart(chart("bar", byRegion), result(["region", "gross"], '[["EMEA",1]]'))).toBeUndefined();
    expect(resolveChart(chart("bar", byRegion), result(["region", "net"], '[["EMEA","much"]]'))).toBeUndefined();
    expect(resolveChart(chart("bar", {}), rows)).toBeUndefined();
  });

  it("draws one series for each value of a column, and leaves gaps where there is no row", () => {
    const config = {
      data: {
        labels: { column: "month", sort: "ascending" },
        series: { column: "region" },
        datasets: [{ label: "Net", column: "net" }],
      },
    };
    const data = resolveChart(
      chart("line", config),
      result(["month", "region", "net"], '[["2026-02","EMEA",2],["2026-01","EMEA",1],["2026-02","APAC",3.0]]'),
    );
    expect(data?.labels).toEqual(["2026-01", "2026-02"]);
    expect(data?.series.map((one) => [one.label, one.values])).toEqual([
      ["EMEA", [1, 2]],
      ["APAC", [null, 3]],
    ]);
  });

  it("takes a point's place from x and y", () => {
    const config = {
      data: {
        labels: { column: "a" },
        datasets: [{ label: "B", column: "b", x: { column: "a" }, y: { column: "b" } }],
      },
    };
    expect(resolveChart(chart("scatter", config), result(["a", "b"], "[[1,2],[3,4]]"))).toMatchObject({
      preferred: "scatter",
      x: [1, 3],
      series: [{ values: [2, 4] }],
    });
  });

  it("offers a pie for parts of a whole only", () => {
    const types = (rows: string) => resolveChart(chart("bar", byRegion), result(["region", "net"], rows))?.types;
    expect(types('[["a",1],["b",2]]')).toContain("pie");
    expect(types('[["a",1],["b",-2]]')).not.toContain("pie");
    expect(types(JSON.stringify(Array.from({ length: 13 }, (_, i) => [`r${i}`, 1])))).not.toContain("pie");
    expect(resolveChart(chart("pie", byRegion), result(["region", "net"], '[["a",-1]]'))?.preferred).toBe("bar");
  });

  it("offers points over numbers only", () => {
    expect(resolveChart(chart("scatter", byRegion), result(["region", "net"], "[[1,2]]"))?.types).toContain("scatter");
    expect(resolveChart(chart("scatter", byRegion), result(["region", "net"], '[["x",2]]'))?.preferred).toBe("bar");
  });

  it("gives way to a figure for a single number", () => {
    expect(singleFigure(undefined, result(["net"], "[[47704619.050]]"))).toEqual({
      label: "net",
      value: "47704619.050",
      of: undefined,
    });
    expect(singleFigure(chart("figure", byRegion), result(["region", "net"], '[["EMEA",1.50]]'))).toEqual({
      label: "Net",
      value: "1.50",
      of: "EMEA",
    });
    expect(singleFigure(undefined, result(["name"], '[["x"]]'))).toBeUndefined();
    expect(singleFigure(undefined, result(["a", "b"], "[[1,2]]"))).toBeUndefined();
    expect(singleFigure(undefined, result(["net"], "[[null]]"))).toBeUndefined();
  });
});

describe("a table's order", () => {
  const rows = parseExact('[["b",9007199254740993],["A",null],["a10",9007199254740992],["a9",-1.5]]') as Cell[][];
  const order = (column: number, descending: boolean) => sorted(rows, { column, descending }).map((row) => row[0]);

  it("is by value, with empty cells last either way", () => {
    expect(order(1, false)).toEqual(["a9", "a10", "b", "A"]);
    expect(order(1, true)).toEqual(["b", "a10", "a9", "A"]);
  });

  it("reads numbers inside names", () => {
    expect(order(0, false)).toEqual(["A", "a9", "a10", "b"]);
  });

  it("goes up, down and back to how it came", () => {
    const up = nextOrder(undefined, 0);
    const down = nextOrder(up, 0);
    expect([up?.descending, down?.descending, nextOrder(down, 0)]).toEqual([false, true, undefined]);
    expect(sorted(rows, undefined)).toBe(rows);
  });
});
