import { useMemo } from "react";
import { formatLines, type SetToken } from "./format";

/** SQL set on lines and coloured; reasons may point at places in the text as submitted. */
export function SqlView({ sql, marks = [], label = "SQL" }: { sql: string; marks?: number[]; label?: string }) {
  const lines = useMemo(() => formatLines(sql), [sql]);
  const marked = markedTokens(lines.flat(), marks);
  return (
    <div className="code" role="group" aria-label={label} tabIndex={0}>
      <pre>
        <code>
          {lines.map((line, i) => (
            <span className="code-line" key={i}>
              {"  ".repeat(line[0]?.indent ?? 0)}
              {line.map((token, j) => (
                <TokenText key={j} token={token} first={j === 0} marked={marked.has(token.at)} />
              ))}
              {"\n"}
            </span>
          ))}
        </code>
      </pre>
    </div>
  );
}

export function TokenText({ token, first, marked = false }: { token: SetToken; first: boolean; marked?: boolean }) {
  const gap = !first && token.gap ? " " : "";
  const plain = (token.kind === "word" || token.kind === "symbol") && !marked;
  if (plain) return <>{gap + token.text}</>;
  return (
    <>
      {gap}
      <span className={`sql-${token.kind}${marked ? " sql-marked" : ""}`}>{token.text}</span>
    </>
  );
}

/** The tokens at the marks; with the first part of a qualified name, the whole name. */
function markedTokens(tokens: SetToken[], marks: number[]): Set<number> {
  const marked = new Set<number>();
  for (const mark of marks) {
    let i = tokens.findIndex((token) => mark >= token.at && mark < token.at + token.text.length);
    if (i < 0) continue;
    marked.add(tokens[i]!.at);
    for (; tokens[i + 1]?.text === "." && tokens[i + 2]; i += 2) {
      marked.add(tokens[i + 1]!.at).add(tokens[i + 2]!.at);
    }
  }
  return marked;
}
