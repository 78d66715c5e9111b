import { Fragment, type ReactNode } from "react";
import { digitGroups } from "../exact/decimal";

/**
 * A number with commas between its groups of three. The commas are drawn, not written: what is selected
 * and copied is the number exactly as it came.
 */
export function Exact({ text }: { text: string }) {
  const groups = digitGroups(text);
  if (groups.length === 1) return <>{text}</>;
  return (
    <span className="exact">
      {groups.map((group, i) => (
        <Fragment key={i}>{i === 0 ? group : <span className="digits">{group}</span>}</Fragment>
      ))}
    </span>
  );
}

const FIGURE = /(?<![\w.,:/-])-?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?(?![\w:/-]|[.,]\d)/g;

/** A text in which figures stand out and long ones are set in groups. Its words and figures stay as they came. */
export function Figures({ text }: { text: string }) {
  const parts: ReactNode[] = [];
  let from = 0;
  for (const found of text.matchAll(FIGURE)) {
    const stands = /\.|\d[\d,]{6}/.test(found[0]);
    if (!stands && !/\d{5}/.test(found[0])) continue;
    const figure = <Exact text={found[0]} />;
    parts.push(
      text.slice(from, found.index),
      stands ? (
        <b className="answer-figure" key={found.index}>
          {figure}
        </b>
      ) : (
        <Fragment key={found.index}>{figure}</Fragment>
      ),
    );
    from = found.index + found[0].length;
  }
  return <>{[...parts, text.slice(from)]}</>;
}
