import type { Stage } from "../api/types";

/** Durations, sizes and names as a reader sees them. */

export function duration(ms: number): string {
  if (ms > 0 && ms < 1) return "<1 ms";
  if (ms < 1000) return `${Math.round(ms)} ms`;
  const seconds = ms / 1000;
  if (seconds < 10) return `${seconds.toFixed(1)} s`;
  if (seconds < 60) return `${Math.round(seconds)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}

export function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}

export const STAGE_NAMES: Record<Stage, string> = {
  translator: "Translator",
  policy: "Policy",
  executor: "Executor",
  visualizer: "Visualizer",
};

export const STAGE_WORK: Record<Stage, string> = {
  translator: "Putting the question into SQL",
  policy: "Checking it against policy",
  executor: "Reading the warehouse",
  visualizer: "Preparing the answer",
};

export function sourceName(source: string, model?: string): string {
  switch (source) {
    case "verified_query":
      return "Verified query";
    case "semantic_parser":
      return "Semantic parser";
    case "language_model":
      return model ? `Language model · ${model}` : "Language model";
    case "catalog":
      return "Catalogue";
    default:
      return source || "Unknown source";
  }
}

export const SOURCE_MEANING: Record<string, string> = {
  verified_query: "A question and SQL pair that a steward approved",
  semantic_parser: "Deterministic: the same question always gives the same SQL",
  language_model: "Written by a language model, then parsed and checked like any other SQL",
  catalog: "Taken from the catalogue; no SQL was needed",
};

export function time(iso: string | undefined): string {
  const at = iso === undefined ? Number.NaN : Date.parse(iso);
  if (Number.isNaN(at)) return iso ?? "";
  return new Date(at).toLocaleString(undefined, { dateStyle: "medium", timeStyle: "medium" });
}

/** The beginning of a hash; the whole of it is in the title. */
export function short(id: string, length = 10): string {
  return id.length > length + 2 ? `${id.slice(0, length)}…` : id;
}
