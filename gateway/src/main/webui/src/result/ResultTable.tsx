import { useMemo, useState } from "react";
import type { Cell, Column } from "../api/types";
import { isDecimal, withoutNoise } from "../exact/decimal";
import { ExactNumber } from "../exact/json";
import { Exact } from "../ui/Exact";
import { count } from "../ui/words";
import { nextOrder, type SortOrder } from "./sort";

const FIRST_ROWS = 100;
const NUMERIC_TYPES = new Set(["integer", "decimal", "float"]);

export function ResultTable({
  columns,
  rows,
  order,
  onOrder,
  caption,
}: {
  columns: readonly Column[];
  rows: readonly (readonly Cell[])[];
  order: SortOrder | undefined;
  onOrder: (order: SortOrder | undefined) => void;
  caption: string;
}) {
  const [all, setAll] = useState(false);
  const numeric = useMemo(() => columns.map((column) => NUMERIC_TYPES.has(column.type)), [columns]);
  const shown = all ? rows : rows.slice(0, FIRST_ROWS);

  return (
    <>
      <div className="table-frame" role="group" aria-label={caption} tabIndex={0}>
        <table className="grid">
          <caption className="visually-hidden">{caption}. Press a column's head to sort.</caption>
          <thead>
            <tr>
              {columns.map((column, i) => (
                <th
                  key={i}
                  scope="col"
                  className={numeric[i] ? "numeric" : undefined}
                  aria-sort={order?.column === i ? (order.descending ? "descending" : "ascending") : undefined}
                >
                  <button
                    type="button"
                    onClick={() => onOrder(nextOrder(order, i))}
                    title={`${column.name} (${column.type})`}
                  >
                    <span>{column.name}</span>
                    <span className="sort-mark" aria-hidden="true">
                      {order?.column === i ? (order.descending ? "↓" : "↑") : ""}
                    </span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row, r) => (
              <tr key={r}>
                {columns.map((_, i) => (
                  <td key={i} className={numeric[i] ? "numeric" : undefined}>
                    <CellText cell={row[i] ?? null} type={columns[i]!.type} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {rows.length > shown.length ? (
        <p className="table-foot">
          The first {shown.length} of {count(rows.length, "row")}.
          <button type="button" className="button button-small" onClick={() => setAll(true)}>
            Show all
          </button>
        </p>
      ) : null}
    </>
  );
}

function CellText({ cell, type }: { cell: Cell; type: string }) {
  if (cell === null) return <span className="null">null</span>;
  if (cell instanceof ExactNumber) return <NumberText text={cell.raw} type={type} />;
  if (typeof cell === "string") {
    return NUMERIC_TYPES.has(type) && isDecimal(cell) ? <NumberText text={cell} type={type} /> : <>{cell}</>;
  }
  return <>{typeof cell === "boolean" ? String(cell) : JSON.stringify(cell)}</>;
}

/** Every digit, but for the noise of doubles, which the title and the CSV still have. */
function NumberText({ text, type }: { text: string; type: string }) {
  const shown = type === "float" ? withoutNoise(text) : text;
  if (shown === text) return <Exact text={text} />;
  return (
    <span title={text}>
      <Exact text={shown} />
    </span>
  );
}
