import { describe, expect, it } from "vitest";
import { isUnchanged, sqlDiff } from "../src/sql/diff";
import { format } from "../src/sql/format";
import { tokenize } from "../src/sql/tokens";

const SAMPLES = [
  "SELECT r.region_name, SUM(s.net_revenue) AS total FROM sales s JOIN regions r ON s.region_id = r.region_id WHERE s.date >= '2026-01-01' AND s.quantity > -1 GROUP BY r.region_name ORDER BY total DESC LIMIT 10",
  "with a as (select 1 as x union all select 2), b as (select x from a where x between 1 and 2) select distinct x from b where exists (select 1 from a where a.x = b.x)",
  'SELECT \'it\'\'s -- no comment\', "a ""b""", `c`, [d e], 1.5e-3, x::int -- tail\nFROM t /* why */ WHERE a <> b',
  "SELECT count(*) FILTER (WHERE a), sum(x) OVER (PARTITION BY y ORDER BY z) FROM t",
  "not sql at all ' unclosed",
  "SELECT CASE WHEN a AND b THEN 'x' ELSE 'y' END FROM t LEFT JOIN u ON t.id = u.id OR t.k = u.k",
];

const meaning = (sql: string): string[] =>
  tokenize(sql)
    .filter((token) => token.kind !== "space")
    .map((token) => (token.kind === "keyword" ? token.text.toUpperCase() : token.text));

describe("SQL tokens", () => {
  it.each(SAMPLES)("join to the text as it came: %s", (sql) => {
    expect(
      tokenize(sql)
        .map((token) => token.text)
        .join(""),
    ).toBe(sql);
  });

  it("tell keywords from columns and functions of the same name", () => {
    const kinds = Object.fromEntries(
      tokenize("select t.left, left(a, 1), date from t").map((token) => [token.at, token.kind]),
    );
    expect([kinds[0], kinds[9], kinds[15], kinds[27]]).toEqual(["keyword", "word", "function", "word"]);
  });
});

describe("SQL layout", () => {
  it.each(SAMPLES)("changes white space and the case of keywords only: %s", (sql) => {
    expect(meaning(format(sql))).toEqual(meaning(sql));
  });

  it("is stable", () => {
    for (const sql of SAMPLES) expect(format(format(sql))).toBe(format(sql));
  });

  it("sets clauses, subqueries and long lists on lines", () => {
    expect(format(SAMPLES[0]!)).toBe(
      [
        "SELECT r.region_name, SUM(s.net_revenue) AS total",
        "FROM sales s",
        "JOIN regions r ON s.region_id = r.region_id",
        "WHERE s.date >= '2026-01-01'",
        "  AND s.quantity > -1",
        "GROUP BY r.region_name",
        "ORDER BY total DESC",
        "LIMIT 10",
      ].join("\n"),
    );
    expect(format("select a from (select b from t where c in (select d from u)) x")).toBe(
      [
        "SELECT a",
        "FROM (",
        "  SELECT b",
        "  FROM t",
        "  WHERE c IN (",
        "    SELECT d",
        "    FROM u",
        "  )",
        ") x",
      ].join("\n"),
    );
    expect(format("select aaaaaaaaaaaaaaaaaaaa, bbbbbbbbbbbbbbbbbbbbbbbbb, cccccccccccccccccccc from t")).toBe(
      ["SELECT", "  aaaaaaaaaaaaaaaaaaaa,", "  bbbbbbbbbbbbbbbbbbbbbbbbb,", "  cccccccccccccccccccc", "FROM t"].join(
        "\n",
      ),
    );
  });
});

describe("SQL diff", () => {
  const changes = (asked: string, run: string): string[] =>
    sqlDiff(asked, run)
      .filter((line) => line.change !== "same")
      .map(
        (line) =>
          `${line.change} ${line.tokens
            .filter((token) => token.change !== "same")
            .map((token) => token.item.text)
            .join(" ")}`,
      );

  it("sees through white space and the case of keywords", () => {
    expect(isUnchanged(sqlDiff("select a\n from t", "SELECT a FROM t"))).toBe(true);
  });

  it("shows an added limit and nothing else", () => {
    expect(changes("SELECT a FROM t", "SELECT a FROM t LIMIT 1000")).toEqual(["added LIMIT 1000"]);
  });

  it("shows what changed within a line", () => {
    expect(changes("SELECT a FROM t LIMIT 5000", "SELECT a FROM t LIMIT 1000")).toEqual(["removed 5000", "added 1000"]);
    expect(changes("SELECT email FROM c", "SELECT mask(email) FROM c")).toEqual(["removed ", "added mask ( )"]);
  });

  it("does not take a literal's case for a keyword's", () => {
    expect(changes("SELECT 'from' FROM t", "SELECT 'FROM' FROM t")).toEqual(["removed 'from'", "added 'FROM'"]);
  });
});
