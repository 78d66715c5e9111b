import type { ExactJson } from "../exact/json";
import { fields, list, number, string, strings } from "../exact/read";
import { diff, type Edit } from "../sql/diff";

/** What is wrong in a model, or to be looked at. */
export interface Flaw {
  /** Counted from 1. */
  line: number;
  key: string;
  message: string;
}

export interface Version {
  /** 0 where nobody has saved any. */
  version: number;
  author: string | undefined;
  savedAt: string | undefined;
}

export interface Kept extends Version {
  text: string;
}

export interface Checked {
  flaws: Flaw[];
  warnings: Flaw[];
}

export interface Imported {
  text: string;
  leftOut: string[];
}

/** Absent where it cannot be understood: nobody should edit that. */
export function readKept(json: ExactJson): Kept | undefined {
  const data = fields(json);
  const text = string(data?.text);
  const read = readVersion(json);
  return text === undefined || !read ? undefined : { ...read, text };
}

export function readVersions(json: ExactJson): Version[] {
  return list(fields(json)?.versions).flatMap((item) => readVersion(item) ?? []);
}

export function readChecked(json: ExactJson): Checked {
  const data = fields(json);
  return { flaws: readFlaws(data?.flaws), warnings: readFlaws(data?.warnings) };
}

export function readText(json: ExactJson): string | undefined {
  return string(fields(json)?.text);
}

export function readImported(json: ExactJson): Imported | undefined {
  const text = readText(json);
  return text === undefined ? undefined : { text, leftOut: strings(fields(json)?.left_out) };
}

function readVersion(json: ExactJson): Version | undefined {
  const data = fields(json);
  const version = number(data?.version);
  return version === undefined
    ? undefined
    : { version, author: string(data?.author), savedAt: string(data?.saved_at) };
}

function readFlaws(json: ExactJson | undefined): Flaw[] {
  return list(json).map((item) => {
    const data = fields(item);
    return {
      line: number(data?.line) ?? 1,
      key: string(data?.key) ?? "",
      message: string(data?.message) ?? "",
    };
  });
}

/** A line of a comparison, or a stretch of lines that are alike. */
export type Compared = Edit<string> | { change: "skipped"; lines: number };

const CONTEXT = 3;

/** The lines that differ, each with some lines around it. */
export function compare(from: string, to: string): Compared[] {
  const edits = diff(lines(from), lines(to), (line) => line);
  const near = new Set<number>();
  edits.forEach((edit, at) => {
    if (edit.change === "same") return;
    for (let i = at - CONTEXT; i <= at + CONTEXT; i++) near.add(i);
  });
  const shown: Compared[] = [];
  for (let at = 0; at < edits.length; at++) {
    const last = shown[shown.length - 1];
    if (near.has(at)) shown.push(edits[at]!);
    else if (last?.change === "skipped") last.lines++;
    else shown.push({ change: "skipped", lines: 1 });
  }
  return shown;
}

export function lines(text: string): string[] {
  return text.replace(/\n$/, "").split("\n");
}

/** Where a line begins and ends in a text; the line is counted from 1. */
export function span(text: string, line: number): [number, number] {
  let start = 0;
  for (let i = 1; i < line; i++) {
    const next = text.indexOf("\n", start);
    if (next < 0) break;
    start = next + 1;
  }
  const end = text.indexOf("\n", start);
  return [start, end < 0 ? text.length : end];
}

/** Who saved a version and when, in words. */
export function saidOf(version: Version): string {
  return version.version === 0 ? "Nobody has saved a version yet" : `Version ${version.version}`;
}
