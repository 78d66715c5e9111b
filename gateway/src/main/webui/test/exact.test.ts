import { describe, expect, it } from "vitest";
import { compareDecimals, digitGroups, isDecimal, withoutNoise } from "../src/exact/decimal";
import { ExactNumber, parseExact } from "../src/exact/json";

const raw = (text: string): string => (parseExact(text) as ExactNumber).raw;

describe("exact JSON", () => {
  it("keeps every digit of a number", () => {
    for (const text of ["0.10", "12345678901234567890.123456789012345678", "-0", "1E+2", "9007199254740993"]) {
      expect(raw(text)).toBe(text);
    }
  });

  it("reads everything else as JSON.parse does", () => {
    const text = ' {"a":[true,false,null,"x\\n\\u00e9\\"",{}],"b":"","c":[]} ';
    expect(parseExact(text)).toEqual(JSON.parse(text));
  });

  it("keeps a key named __proto__ as data", () => {
    const read = parseExact('{"__proto__":"x"}') as Record<string, unknown>;
    expect(Object.keys(read)).toEqual(["__proto__"]);
    expect(Object.getPrototypeOf(read)).toBe(Object.prototype);
  });

  it.each([
    "",
    "{",
    "[1,]",
    '{"a":1,}',
    "01",
    "1.",
    ".5",
    "+1",
    "NaN",
    '"\n"',
    "'a'",
    "[1 2]",
    "tru",
    '{"a" 1}',
    "1 1",
    '"\\x"',
  ])("refuses %j", (text) => expect(() => parseExact(text)).toThrow(SyntaxError));

  it("refuses what is nested without end instead of overflowing", () => {
    expect(() => parseExact("[".repeat(100_000))).toThrow(SyntaxError);
  });
});

describe("decimals", () => {
  it("are ordered by value where doubles cannot tell them apart", () => {
    expect(compareDecimals("9007199254740993", "9007199254740992")).toBe(1);
    expect(compareDecimals("0.10000000000000000001", "0.1")).toBe(1);
    expect(compareDecimals("-2", "-10")).toBe(1);
    expect(compareDecimals("-0", "0.000")).toBe(0);
    expect(compareDecimals("1e3", "1000.0")).toBe(0);
    expect(compareDecimals("1e-3", "0.01")).toBe(-1);
    expect(compareDecimals("0", "-1")).toBe(1);
    expect(compareDecimals("0.001", "0")).toBe(1);
  });

  it("come before text that is no number", () => {
    expect(compareDecimals("5", "n/a")).toBe(-1);
    expect(isDecimal("n/a")).toBe(false);
    expect(isDecimal(".")).toBe(false);
  });

  it("lose the noise of doubles, and no digit that a double holds", () => {
    expect(withoutNoise("925223.7000000001")).toBe("925223.7");
    expect(withoutNoise("0.30000000000000004")).toBe("0.3");
    expect(withoutNoise("-1234567890123456.5")).toBe("-1234567890123456.5");
    for (const kept of ["6569739.64", "0.0763123456789012", "1e300", "123456789012345", "0.1", "n/a"]) {
      expect(withoutNoise(kept)).toBe(kept);
    }
  });

  it("are cut into groups that join to the number as it came", () => {
    expect(digitGroups("-1234567.50")).toEqual(["-1", "234", "567.50"]);
    expect(digitGroups("2026")).toEqual(["2026"]);
    expect(digitGroups("123456")).toEqual(["123", "456"]);
    expect(digitGroups("1e21")).toEqual(["1e21"]);
    expect(digitGroups("0.12345678").join("")).toBe("0.12345678");
  });
});
