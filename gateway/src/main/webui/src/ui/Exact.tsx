import { Fragment } from "react";
import { digitGroups } from "../exact/decimal";

/**
 * A number with small gaps between its groups of three. The gaps are drawn, not written: what is
 * selected and copied is the number exactly as it came.
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
