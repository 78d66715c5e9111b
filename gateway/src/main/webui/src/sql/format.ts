import { type Token, tokenize } from "./tokens";

/** A token as it is set: keywords in capitals, with what stands before it. */
export interface SetToken extends Token {
  newline: boolean;
  indent: number;
  gap: boolean;
}

const CLAUSES = new Set(
  "select from where having limit offset union intersect except window qualify with fetch".split(" "),
);
const JOINS = new Set("join inner left right full cross natural outer".split(" "));
const TIGHT_BEFORE = new Set([",", ")", ".", ";", "::"]);
const TIGHT_AFTER = new Set(["(", ".", "::"]);
const LONG_LIST = 60;

/** What is known inside one pair of parentheses. */
interface Level {
  /** Whether it holds a query, which is set on lines of its own. */
  query: boolean;
  indent: number;
  clause: string;
  longList: boolean;
  /** Between BETWEEN and its AND. */
  between: boolean;
}

/**
 * Sets SQL on lines by clause. Only white space and the case of keywords change: every other token
 * stays as it was, in its order.
 */
export function layout(sql: string): SetToken[] {
  return new Layout(tokenize(sql).filter((token) => token.kind !== "space")).set;
}

class Layout {
  readonly set: SetToken[] = [];
  private readonly levels: Level[] = [level(true, 0)];

  constructor(private readonly tokens: readonly Token[]) {
    tokens.forEach((token, i) => {
      const line = this.lineBefore(token, i);
      this.set.push({
        ...token,
        text: token.kind === "keyword" ? token.text.toUpperCase() : token.text,
        newline: line !== undefined && i > 0,
        indent: line ?? 0,
        gap: this.gapBefore(token, i),
      });
      if (token.text === "(") this.open(i);
    });
  }

  /** The indent of the line that begins with this token; absent where it goes on the current one. */
  private lineBefore(token: Token, i: number): number | undefined {
    if (token.text === ")" && this.levels.length > 1) {
      const closed = this.levels.pop()!;
      return closed.query ? closed.indent - 1 : undefined;
    }
    const here = this.levels[this.levels.length - 1]!;
    const before = this.tokens[i - 1];
    if (before?.kind === "comment") return here.indent;
    if (!here.query) return undefined;

    const word = keyword(token);
    const starts = word !== "" && this.startsLine(word, i, here);
    if (word) this.enter(word, i, here);
    if (starts) return here.indent + (word === "and" || word === "or" ? 1 : 0);
    if (keyword(before) === "" && before?.text === "," && here.clause === "with") return here.indent;
    if (here.longList && here.clause === "select" && word !== "distinct") {
      const head =
        keyword(before) === "select" || (keyword(before) === "distinct" && keyword(this.tokens[i - 2]) === "select");
      if (head || before?.text === ",") return here.indent + 1;
    }
    return undefined;
  }

  private startsLine(word: string, i: number, here: Level): boolean {
    const last = keyword(this.tokens[i - 1]);
    if (CLAUSES.has(word)) return !(word === "from" && last === "distinct");
    if (word === "group" || word === "order") return keyword(this.tokens[i + 1]) === "by" && last !== "within";
    if (JOINS.has(word)) return !JOINS.has(last);
    if (word === "and" || word === "or") return !here.between && here.clause !== "select";
    return false;
  }

  private enter(word: string, i: number, here: Level): void {
    if (word === "between") here.between = true;
    else if (word === "and") here.between = false;
    if (CLAUSES.has(word) || JOINS.has(word) || word === "group" || word === "order") {
      here.clause = word;
      here.between = false;
      here.longList = word === "select" && this.listLength(i + 1) > LONG_LIST;
    }
  }

  private open(i: number): void {
    const query = ["select", "with"].includes(keyword(this.tokens[i + 1]));
    const indent = this.levels[this.levels.length - 1]!.indent;
    this.levels.push(level(query, query ? this.currentIndent() + 1 : indent));
  }

  private currentIndent(): number {
    return this.set.findLast((token) => token.newline)?.indent ?? 0;
  }

  /** How long the list after SELECT would be on one line. */
  private listLength(from: number): number {
    let depth = 0;
    let length = 0;
    for (const token of this.tokens.slice(from)) {
      if (token.text === "(") depth++;
      if (token.text === ")" && --depth < 0) break;
      if (depth === 0 && keyword(token) === "from") break;
      length += token.text.length + 1;
    }
    return length;
  }

  private gapBefore(token: Token, i: number): boolean {
    const before = this.tokens[i - 1];
    if (!before || TIGHT_BEFORE.has(token.text) || TIGHT_AFTER.has(before.text)) return false;
    if (token.text === "(" && before.kind === "function") return false;
    if ((before.text === "-" || before.text === "+") && this.isSign(i - 1)) return false;
    return true;
  }

  private isSign(i: number): boolean {
    const before = this.tokens[i - 1];
    return !before || before.kind === "keyword" || (before.kind === "symbol" && before.text !== ")");
  }
}

function level(query: boolean, indent: number): Level {
  return { query, indent, clause: "", longList: false, between: false };
}

function keyword(token: Token | undefined): string {
  return token?.kind === "keyword" ? token.text.toLowerCase() : "";
}

/** The layout as lines of tokens. */
export function formatLines(sql: string): SetToken[][] {
  const lines: SetToken[][] = [];
  for (const token of layout(sql)) {
    if (token.newline || lines.length === 0) lines.push([]);
    lines[lines.length - 1]!.push(token);
  }
  return lines;
}

export function lineText(line: readonly SetToken[]): string {
  const indent = "  ".repeat(line[0]?.indent ?? 0);
  return indent + line.map((token, i) => (i > 0 && token.gap ? " " : "") + token.text).join("");
}

export function format(sql: string): string {
  return formatLines(sql).map(lineText).join("\n");
}
