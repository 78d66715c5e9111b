import { useMemo } from "react";
import { type DiffLine, isUnchanged, sqlDiff } from "./diff";
import { DiffLines } from "./DiffLines";
import { TokenText } from "./SqlView";

/** What policy changed between the SQL that was proposed and the SQL that runs. */
export function SqlDiff({ asked, run }: { asked: string; run: string }) {
  const lines = useMemo(() => sqlDiff(asked, run), [asked, run]);
  if (isUnchanged(lines)) return <p className="muted">Policy changed nothing: the SQL runs as it was written.</p>;
  return (
    <DiffLines
      label="What policy changed in the SQL"
      lines={lines.map((line) => ({ change: line.change, content: <Tokens line={line} /> }))}
    />
  );
}

function Tokens({ line }: { line: DiffLine }) {
  return (
    <>
      {"  ".repeat(line.tokens[0]?.item.indent ?? 0)}
      {line.tokens.map(({ change, item }, j) =>
        change === "same" ? (
          <TokenText key={j} token={item} first={j === 0} />
        ) : (
          <span key={j} className="diff-token">
            <TokenText token={item} first={j === 0} />
          </span>
        ),
      )}
    </>
  );
}
