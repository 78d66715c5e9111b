import { formatLines, lineText, type SetToken } from "./format";

export type Change = "same" | "removed" | "added";

export interface Edit<T> {
  change: Change;
  item: T;
}

/** Beyond this many comparisons the texts are shown one after the other. */
const MOST_COMPARISONS = 4_000_000;

/** The shortest edits that turn one sequence into another (longest common subsequence). */
export function diff<T>(from: readonly T[], to: readonly T[], key: (item: T) => string): Edit<T>[] {
  const a = from.map(key);
  const b = to.map(key);
  if (a.length * b.length > MOST_COMPARISONS) {
    return [...from.map(edit<T>("removed")), ...to.map(edit<T>("added"))];
  }
  // common[i][j]: how much a from i and b from j have in common
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] =
        a[i] === b[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
    }
  }
  const edits: Edit<T>[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      edits.push({ change: "same", item: to[j]! });
      i++;
      j++;
    } else if (j >= b.length || (i < a.length && common[(i + 1) * width + j]! >= common[i * width + j + 1]!)) {
      edits.push({ change: "removed", item: from[i++]! });
    } else {
      edits.push({ change: "added", item: to[j++]! });
    }
  }
  return edits;
}

function edit<T>(change: Change): (item: T) => Edit<T> {
  return (item) => ({ change, item });
}

export interface DiffLine {
  change: Change;
  /** The tokens of the line; in a changed line each says whether it changed itself. */
  tokens: Edit<SetToken>[];
}

/** What policy changed in the SQL, line by line, white space and case of keywords aside. */
export function sqlDiff(asked: string, run: string): DiffLine[] {
  const edits = diff(formatLines(asked), formatLines(run), lineText);
  const lines: DiffLine[] = [];
  for (let at = 0; at < edits.length;) {
    if (edits[at]!.change === "same") {
      lines.push({ change: "same", tokens: edits[at]!.item.map(edit<SetToken>("same")) });
      at++;
      continue;
    }
    const removed: SetToken[][] = [];
    const added: SetToken[][] = [];
    for (; at < edits.length && edits[at]!.change !== "same"; at++) {
      (edits[at]!.change === "removed" ? removed : added).push(edits[at]!.item);
    }
    lines.push(...changedLines(removed, added));
  }
  return lines;
}

/** A run of changed lines; within it single tokens are compared, so that a small change looks small. */
function changedLines(removed: SetToken[][], added: SetToken[][]): DiffLine[] {
  const changes = diff(removed.flat(), added.flat(), (token) => token.text);
  const old = changes.filter((item) => item.change !== "added");
  const now = changes.filter((item) => item.change !== "removed");
  const take = (lines: SetToken[][], from: Edit<SetToken>[], change: Change): DiffLine[] => {
    let at = 0;
    return lines.map((line) => {
      const tokens = line.map((item) => ({ change: from[at++]!.change, item }));
      return { change, tokens };
    });
  };
  return [...take(removed, old, "removed"), ...take(added, now, "added")];
}

export function isUnchanged(lines: readonly DiffLine[]): boolean {
  return lines.every((line) => line.change === "same");
}
