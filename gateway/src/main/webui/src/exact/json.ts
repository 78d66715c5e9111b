/**
 * A number as it was written. `JSON.parse` turns 0.10 into 0.1 and rounds what has more than 15
 * digits or so; a figure in a report must not change on its way to the screen.
 */
export class ExactNumber {
  constructor(readonly raw: string) {}

  /** The nearest double, for drawing. */
  get approx(): number {
    return Number(this.raw);
  }

  toString(): string {
    return this.raw;
  }

  toJSON(): number {
    return this.approx;
  }
}

export type ExactJson = string | boolean | null | ExactNumber | ExactJson[] | { [key: string]: ExactJson };

const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y;
const SPACE = /[ \t\r\n]*/y;
const STRING = /"(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*"/y;
const MAX_DEPTH = 200;

/** Reads JSON like `JSON.parse`, but keeps every number as {@link ExactNumber}. */
export function parseExact(text: string): ExactJson {
  let at = 0;

  function fail(): never {
    throw new SyntaxError(`unexpected ${at < text.length ? "text" : "end"} in JSON at ${at}`);
  }

  function match(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    if (found !== undefined) at += found.length;
    return found;
  }

  function literal<T>(word: string, value: T): T {
    if (!text.startsWith(word, at)) fail();
    at += word.length;
    return value;
  }

  function string(): string {
    const token = match(STRING) ?? fail();
    return token.includes("\\") ? (JSON.parse(token) as string) : token.slice(1, -1);
  }

  function value(depth: number): ExactJson {
    if (depth > MAX_DEPTH) fail();
    match(SPACE);
    switch (text[at]) {
      case "{":
        return object(depth);
      case "[":
        return array(depth);
      case '"':
        return string();
      case "t":
        return literal("true", true);
      case "f":
        return literal("false", false);
      case "n":
        return literal("null", null);
      default:
        return new ExactNumber(match(NUMBER) ?? fail());
    }
  }

  function array(depth: number): ExactJson[] {
    const items: ExactJson[] = [];
    at++;
    match(SPACE);
    if (text[at] === "]") {
      at++;
      return items;
    }
    for (;;) {
      items.push(value(depth + 1));
      match(SPACE);
      const next = text[at];
      if (next !== "," && next !== "]") fail();
      at++;
      if (next === "]") return items;
    }
  }

  function object(depth: number): { [key: string]: ExactJson } {
    const entries: [string, ExactJson][] = [];
    at++;
    match(SPACE);
    if (text[at] === "}") {
      at++;
      return {};
    }
    for (;;) {
      match(SPACE);
      const key = string();
      match(SPACE);
      literal(":", null);
      entries.push([key, value(depth + 1)]);
      match(SPACE);
      const next = text[at];
      if (next !== "," && next !== "}") fail();
      at++;
      // fromEntries defines own properties, so that a key such as __proto__ stays data.
      if (next === "}") return Object.fromEntries(entries);
    }
  }

  const result = value(0);
  match(SPACE);
  if (at !== text.length) fail();
  return result;
}
