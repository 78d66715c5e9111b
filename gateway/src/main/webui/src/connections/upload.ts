import type { ExactJson } from "../exact/json";
import { boolean, fields, list, number, string } from "../exact/read";

/** An uploaded file as the server sees it. */

export const TYPES = ["text", "integer", "decimal", "number", "boolean", "date", "timestamp"] as const;

export const TYPE_WORDS: Record<string, string> = {
  text: "text",
  integer: "whole number",
  decimal: "number, exact",
  number: "number, approximate",
  boolean: "yes or no",
  date: "date",
  timestamp: "date and time",
};

export interface Format {
  delimiter: string;
  quote: string;
  header: boolean;
  date_format: string | null;
  timestamp_format: string | null;
}

export interface UploadColumn {
  name: string;
  type: string;
}

export interface Preview {
  encoding: string;
  table: string;
  format: Format;
  columns: UploadColumn[];
  rows: string[][];
}

export interface BadRow {
  line: number;
  column: string | undefined;
  message: string;
}

export function readPreview(json: ExactJson): Preview | undefined {
  const data = fields(json);
  const format = fields(data?.format);
  const delimiter = string(format?.delimiter);
  if (!data || !format || delimiter === undefined) return undefined;
  return {
    encoding: string(data.encoding) ?? "",
    table: string(data.table) ?? "upload",
    format: {
      delimiter,
      quote: string(format.quote) ?? "",
      header: boolean(format.header) ?? true,
      date_format: string(format.date_format) ?? null,
      timestamp_format: string(format.timestamp_format) ?? null,
    },
    columns: list(data.columns).map((item) => ({
      name: string(fields(item)?.name) ?? "",
      type: string(fields(item)?.type) ?? "text",
    })),
    rows: list(data.rows).map((row) => list(row).map((cell) => string(cell) ?? "")),
  };
}

export function readBadRows(json: unknown): BadRow[] {
  if (!Array.isArray(json)) return [];
  return json.flatMap((item: unknown) => {
    const data = (item ?? {}) as Record<string, unknown>;
    return typeof data.line === "number" && typeof data.message === "string"
      ? [{ line: data.line, column: typeof data.column === "string" ? data.column : undefined, message: data.message }]
      : [];
  });
}

/** The bytes of a file in parts of {@code size}; each is read when it is its turn. */
export function partsOf(file: Blob, size: number): Blob[] {
  const parts: Blob[] = [];
  for (let from = 0; from < file.size; from += size) parts.push(file.slice(from, from + size));
  return parts;
}

export function partSize(json: ExactJson): { id: string; size: number; most: number } | undefined {
  const data = fields(json);
  const id = string(data?.upload_id);
  const size = number(data?.part_size);
  return id && size ? { id, size, most: number(data?.max_size) ?? Number.POSITIVE_INFINITY } : undefined;
}
