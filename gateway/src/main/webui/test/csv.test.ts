import { describe, expect, it } from "vitest";
import type { Cell } from "../src/api/types";
import { ExactNumber } from "../src/exact/json";
import { csvName, toCsv } from "../src/result/csv";

const column = (name: string) => ({ name, type: "string" });
const one = (cell: Cell): string => toCsv([column("c")], [[cell]]).split("\r\n")[1]!;

describe("CSV", () => {
  it("quotes what needs it", () => {
    expect(toCsv([column("a,b"), column("c")], [['say "hi"', "two\nlines"]])).toBe(
      '"a,b",c\r\n"say ""hi""","two\nlines"\r\n',
    );
    expect(one(" padded")).toBe('" padded"');
  });

  it("keeps figures exactly, nulls empty and booleans plain", () => {
    expect(one(new ExactNumber("12345678901234567890.10"))).toBe("12345678901234567890.10");
    expect(one(new ExactNumber("-0.50"))).toBe("-0.50");
    expect(one(null)).toBe("");
    expect(one(true)).toBe("true");
  });

  it.each(["=1+1", "+49 170", "@SUM(A1)", "-2+3", "\t=1", "\r=1", " =cmd|' /C calc'!A0", "＝1"])(
    "disarms %j",
    (text) => {
      const field = one(text);
      expect(field.replace(/^"/, "").startsWith("'")).toBe(true);
    },
  );

  it("leaves negative numbers written as text alone", () => {
    expect(one("-12.50")).toBe("-12.50");
  });

  it("disarms the name of a column", () => {
    expect(toCsv([column("=HYPERLINK(1)")], [])).toBe("'=HYPERLINK(1)\r\n");
  });

  it("names the file after the question", () => {
    expect(csvName("Show total net revenue, by region?")).toBe("show-total-net-revenue-by-region.csv");
    expect(csvName("../../..")).toBe("result.csv");
  });
});
