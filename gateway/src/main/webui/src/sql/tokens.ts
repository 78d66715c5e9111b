export type TokenKind =
  "space" | "comment" | "string" | "identifier" | "number" | "keyword" | "function" | "word" | "symbol";

export interface Token {
  kind: TokenKind;
  text: string;
  /** Where it begins in the source. */
  at: number;
}

/** Words that are set in capitals. Those that are also common names of columns, as date, are left out. */
const KEYWORDS = new Set(
  `all and any as asc between by case cross desc distinct else end escape except exists false fetch
   from full group having ilike in inner intersect is join lateral left like limit natural not null
   nulls offset on or order outer over partition qualify recursive right select then true union using
   when where window with within`.split(/\s+/),
);

const PATTERN = new RegExp(
  [
    /(?<space>\s+)/,
    /(?<comment>--[^\n]*|\/\*[\s\S]*?(?:\*\/|$))/,
    /(?<string>'(?:[^']|'')*(?:'|$))/,
    /(?<identifier>"(?:[^"]|"")*(?:"|$)|`[^`]*(?:`|$)|\[[^\]\n]*\])/,
    /(?<number>(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?)/,
    /(?<word>[\p{L}_][\p{L}\p{N}_$]*)/u,
    /(?<symbol><>|<=|>=|!=|\|\||::|->>|->|[\s\S])/,
  ]
    .map((part) => part.source)
    .join("|"),
  "gu",
);

/**
 * Cuts SQL into tokens for showing it. It knows no dialect and judges nothing: joined, the tokens are
 * the text as it came.
 */
export function tokenize(sql: string): Token[] {
  const tokens: Token[] = [];
  for (const found of sql.matchAll(PATTERN)) {
    const groups = found.groups!;
    const name = Object.keys(groups).find((key) => groups[key] !== undefined) as TokenKind;
    tokens.push({ kind: name, text: found[0], at: found.index });
  }
  tokens.forEach((token, i) => {
    if (token.kind !== "word") return;
    const called = tokens[i + 1]?.text === "(";
    const qualified = tokens[i - 1]?.text === "." || tokens[i + 1]?.text === ".";
    const reserved = !qualified && KEYWORDS.has(token.text.toLowerCase());
    if (reserved && !(called && /^(left|right)$/i.test(token.text))) token.kind = "keyword";
    else if (called) token.kind = "function";
  });
  return tokens;
}
