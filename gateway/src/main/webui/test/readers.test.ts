import { describe, expect, it } from "vitest";
import { pagesFor, checkableRoles } from "../src/app/rights";
import { readRoute } from "../src/app/route";
import { readRecent, readStory, readVerification, readWalked } from "../src/audit/audit";
import { parseExact } from "../src/exact/json";
import { readCheck } from "../src/policy/check";
import { problemOf } from "../src/api/problem";
import { history, recent, VERIFIED } from "../dev/governance";

const exact = (value: unknown) => parseExact(JSON.stringify(value));

describe("a policy check", () => {
  it("is read with its reasons, rules and rewriting", () => {
    const check = readCheck(
      exact({
        verdict: {
          decision: "review",
          deny_reasons: [],
          review_reasons: [{ rule: "row-level", message: "Rows.", subject: "sales", position: 7 }],
          rules: ["row-level", "row-limit"],
          policy_version: "v1",
        },
        rewritten_sql: "SELECT 1 LIMIT 10",
        lineage: [{ table: "sales", projected: ["a"], used: [] }],
        facts: { tables: ["sales"], projected: ["sales.a"], ordered: ["sales.b"], level: "rows", limit: 5 },
        query_tag_preview: "tag",
        approval_required: true,
        approval_actions: ["approve", "reject"],
      }),
    );
    expect(check).toMatchObject({
      decision: "review",
      policyVersion: "v1",
      sql: "SELECT 1 LIMIT 10",
      approvalRequired: true,
    });
    expect(check.facts).toMatchObject({ level: "rows", limit: 5, functions: [], unjoined: false });
    expect(check.facts?.clauses).toContainEqual({ name: "ordered", columns: ["sales.b"] });
    expect(check.facts?.clauses).toContainEqual({ name: "grouped", columns: [] });
    expect(check.reviewed.map((reason) => reason.rule)).toEqual(["row-level"]);
    expect(check.noted.map((reason) => reason.rule)).toEqual(["row-limit"]);
  });

  it("is a denial when it cannot be understood", () => {
    expect(readCheck(exact({})).decision).toBe("deny");
    expect(readCheck(exact([])).decision).toBe("deny");
  });
});

describe("the audit", () => {
  it("lists requests and their next page", () => {
    const page = readRecent(exact({ ...(recent(null) as object), next_cursor: "c" }));
    expect(page.rows).toHaveLength(4);
    expect(page.rows[0]).toMatchObject({ asker: "analyst", status: "answered", rows: "4", verified: true });
    expect(page.nextCursor).toBe("c");
  });

  it("tells a request's story in order", () => {
    const story = readStory(exact(history("r")));
    expect(story.row?.question).toBe("Show total net revenue by region");
    expect(story.sqlRun).toContain("LIMIT 1000");
    expect(story.events[1]).toMatchObject({
      title: "trace: trace",
      source: "translator",
      gist: "schema exploration, completed",
    });
    expect(story.events[0]?.facts.map(([name]) => name)).toContain("hash");
  });

  it("counts as broken unless it says that it is intact", () => {
    expect(readVerification(exact(VERIFIED)).intact).toBe(true);
    expect(readVerification(exact({})).intact).toBe(false);
    const broken = readVerification(
      exact({ intact: false, breaks: [{ kind: "record_altered", chain: "t/0", seq: 7, detail: "not as hashed" }] }),
    );
    expect(broken.breaks).toEqual(["t/0, no. 7: not as hashed"]);
  });

  it("tells how far a verification is while one runs", () => {
    expect(readWalked(exact({ running: true, checked: 20, total: 30 }))).toEqual({ checked: 20, total: 30 });
    expect(readWalked(exact({ running: true, checked: 0, total: 0 }))).toBeUndefined();
    expect(readWalked(exact({ running: false, checked: 30, total: 30 }))).toBeUndefined();
    expect(readWalked(exact({}))).toBeUndefined();
  });
});

describe("rights", () => {
  it("show an auditor the audit alone, and nobody without a role anything", () => {
    expect(pagesFor(["auditor"])).toEqual(["audit"]);
    expect(pagesFor(["analyst"])).toEqual(["ask", "check", "reviews", "knowledge", "connections"]);
    expect(pagesFor(["steward"])).toEqual(["ask", "check", "reviews", "knowledge", "connections", "semantics", "audit"]);
    expect(pagesFor(["emperor"])).toEqual([]);
  });

  it("let stewards and admins check as any role, others as their own", () => {
    expect(checkableRoles(["analyst"])).toEqual(["analyst"]);
    expect(checkableRoles(["admin"])).toHaveLength(5);
  });
});

describe("routes", () => {
  it("are read from the hash; anything else is none", () => {
    expect(readRoute("#/audit/a%2Fb")).toEqual({ page: "audit", rest: "a/b" });
    expect(readRoute("#/check")).toEqual({ page: "check", rest: undefined });
    expect(readRoute("#/audit/%")).toEqual({ page: "audit", rest: undefined });
    expect(readRoute("#/elsewhere")).toBeUndefined();
    expect(readRoute("")).toBeUndefined();
  });
});

describe("a problem", () => {
  it("is told in the server's words, or in ours when it has none", async () => {
    const of = (body: string, status: number) => problemOf(new Response(body, { status }));
    expect((await of('{"detail":"Because.","code":"forbidden"}', 403)).message).toBe("Because.");
    expect((await of("<html>", 503)).message).toMatch(/busy or starting/);
    expect((await of("null", 418)).message).toMatch(/418/);
    expect((await of("", 401)).unauthenticated).toBe(true);
  });
});
