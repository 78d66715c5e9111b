import { ExactNumber } from "../exact/json";
import { isDecimal } from "../exact/decimal";
import type { Cell, Column } from "../api/types";

/** The rows as RFC 4180 text, with every figure exactly as it came. */
export function toCsv(columns: readonly Column[], rows: readonly (readonly Cell[])[]): string {
  const lines = [columns.map((column) => field(guard(column.name))).join(",")];
  for (const row of rows) lines.push(columns.map((_, i) => field(cellText(row[i] ?? null))).join(","));
  return lines.join("\r\n") + "\r\n";
}

function cellText(cell: Cell): string {
  if (cell === null) return "";
  if (cell instanceof ExactNumber) return cell.raw;
  if (typeof cell === "boolean") return String(cell);
  if (typeof cell === "string") return guard(cell);
  return guard(JSON.stringify(cell));
}

/**
 * A spreadsheet runs text that begins like a formula. An apostrophe in front makes it plain text; a
 * number stays a number.
 */
function guard(text: string): string {
  if (!/^\s*[=+\-@\uFF1D\uFF0B\uFF0D\uFF20]|^[\t\r\n]/.test(text)) return text;
  return text.startsWith("-") && isDecimal(text) ? text : `'${text}`;
}

function field(text: string): string {
  return /[",\r\n;\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** A file name from the question: short, and harmless on every system. */
export function csvName(question: string): string {
  const words = question
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/^-+|-+$/g, "")
    .toLowerCase()
    .slice(0, 60)
    .replace(/-+$/, "");
  return `${words || "result"}.csv`;
}

/** Hands the text to the browser as a file. */
export function download(name: string, text: string): void {
  // The mark at the start tells spreadsheets that it is UTF-8.
  const url = URL.createObjectURL(new Blob(["\uFEFF", text], { type: "text/csv;charset=utf-8" }));
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
