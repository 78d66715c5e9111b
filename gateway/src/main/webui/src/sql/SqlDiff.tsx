import { useMemo } from "react";
import { isUnchanged, sqlDiff } from "./diff";
import { TokenText } from "./SqlView";

const SIGN = { same: " ", removed: "−", added: "+" } as const;

/** What policy changed between the SQL that was proposed and the SQL that runs. */
export function SqlDiff({ asked, run }: { asked: string; run: string }) {
  const lines = useMemo(() => sqlDiff(asked, run), [asked, run]);
  if (isUnchanged(lines)) return <p className="muted">Policy changed nothing: the SQL runs as it was written.</p>;
  return (
    <div className="code code-diff" role="group" aria-label="What policy changed in the SQL" tabIndex={0}>
      <pre>
        <code>
          {lines.map((line, i) => (
            <span className={`code-line diff-${line.change}`} key={i}>
              <span className="diff-sign">{SIGN[line.change]} </span>
              {line.change === "same" ? null : <span className="visually-hidden">{line.change}: </span>}
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
              {"\n"}
            </span>
          ))}
        </code>
      </pre>
    </div>
  );
}
