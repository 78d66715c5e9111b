import { useMemo } from "react";
import { DiffLines } from "../sql/DiffLines";
import { count } from "../ui/words";
import { compare } from "./semantics";

/** What differs between two texts, line by line. */
export function TextDiff({ from, to, label }: { from: string; to: string; label: string }) {
  const shown = useMemo(() => compare(from, to), [from, to]);
  if (shown.every((line) => line.change === "skipped")) return <p className="muted">They are the same.</p>;
  return (
    <DiffLines
      label={label}
      lines={shown.map((line) =>
        line.change === "skipped"
          ? { change: "same", content: <span className="muted">… {count(line.lines, "line")} alike</span> }
          : { change: line.change, content: line.item },
      )}
    />
  );
}
