import { type ExactJson, ExactNumber } from "./json";

/**
 * Reads fields of JSON whose writer may be newer or older than this page: what is missing or has
 * another form is absent, never a crash.
 */
export type Fields = { [key: string]: ExactJson };

export function fields(value: ExactJson | undefined): Fields | undefined {
  const isObject =
    value !== null && typeof value === "object" && !Array.isArray(value) && !(value instanceof ExactNumber);
  return isObject ? value : undefined;
}

export function list(value: ExactJson | undefined): ExactJson[] {
  return Array.isArray(value) ? value : [];
}

export function string(value: ExactJson | undefined): string | undefined {
  return typeof value === "string" ? value : undefined;
}

export function strings(value: ExactJson | undefined): string[] {
  return list(value).filter((item) => typeof item === "string");
}

export function number(value: ExactJson | undefined): number | undefined {
  if (!(value instanceof ExactNumber)) return undefined;
  return Number.isFinite(value.approx) ? value.approx : undefined;
}

export function boolean(value: ExactJson | undefined): boolean | undefined {
  return typeof value === "boolean" ? value : undefined;
}

/** An id or a count as text, whether it was written as text or as a number. */
export function label(value: ExactJson | undefined): string | undefined {
  return value instanceof ExactNumber ? value.raw : string(value);
}
