import type { Obligations } from "../api/types";
import { duration } from "../ui/words";

/** What must be kept to when the SQL runs. */
export function ObligationsView({ obligations }: { obligations: Obligations }) {
  const { rowLimit, timeoutMs, rowFilters, maskedColumns, queryTag } = obligations;
  return (
    <dl className="facts">
      {rowLimit === undefined ? null : (
        <div>
          <dt>Row limit</dt>
          <dd>{rowLimit.toLocaleString("en")}</dd>
        </div>
      )}
      {timeoutMs === undefined ? null : (
        <div>
          <dt>Time limit</dt>
          <dd>{duration(timeoutMs)}</dd>
        </div>
      )}
      <div>
        <dt>Row filters</dt>
        <dd>{rowFilters.length > 0 ? rowFilters.join("; ") : "none"}</dd>
      </div>
      <div>
        <dt>Masked columns</dt>
        <dd>{maskedColumns.length > 0 ? maskedColumns.join(", ") : "none"}</dd>
      </div>
      {queryTag ? (
        <div className="fact-wide">
          <dt>Query tag</dt>
          <dd>
            <code>{queryTag}</code>
          </dd>
        </div>
      ) : null}
    </dl>
  );
}
