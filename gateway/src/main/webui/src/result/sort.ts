import { ExactNumber } from "../exact/json";
import { compareDecimals, isDecimal } from "../exact/decimal";
import type { Cell } from "../api/types";

export interface SortOrder {
  column: number;
  descending: boolean;
}

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });

/** The rows in another order; rows that are equal keep theirs, and empty cells come last. */
export function sorted(rows: readonly (readonly Cell[])[], order: SortOrder | undefined): readonly (readonly Cell[])[] {
  if (!order) return rows;
  const { column, descending } = order;
  return [...rows].sort((left, right) => {
    const a = left[column] ?? null;
    const b = right[column] ?? null;
    if (a === null || b === null) return (a === null ? 1 : 0) - (b === null ? 1 : 0);
    const compared = compareCells(a, b);
    return descending ? -compared : compared;
  });
}

/** The next order when a column's head is pressed: up, down, as it came. */
export function nextOrder(order: SortOrder | undefined, column: number): SortOrder | undefined {
  if (order?.column !== column) return { column, descending: false };
  return order.descending ? undefined : { column, descending: true };
}

function compareCells(a: Cell, b: Cell): number {
  const left = plain(a);
  const right = plain(b);
  if (isDecimal(left) && isDecimal(right)) return compareDecimals(left, right);
  return collator.compare(left, right);
}

function plain(cell: Cell): string {
  if (cell instanceof ExactNumber) return cell.raw;
  return cell !== null && typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}
