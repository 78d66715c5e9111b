import type { ReactNode } from "react";
import type { Change } from "./diff";

const SIGN = { same: " ", removed: "−", added: "+" } as const;

/** Lines of two texts, each with what became of it. */
export function DiffLines({
  label,
  lines,
}: {
  label: string;
  lines: readonly { change: Change; content: ReactNode }[];
}) {
  return (
    <div className="code code-diff" role="group" aria-label={label} tabIndex={0}>
      <pre>
        <code>
          {lines.map(({ change, content }, i) => (
            <span className={`code-line diff-${change}`} key={i}>
              <span className="diff-sign">{SIGN[change]} </span>
              {change === "same" ? null : <span className="visually-hidden">{change}: </span>}
              {content}
              {"\n"}
            </span>
          ))}
        </code>
      </pre>
    </div>
  );
}
