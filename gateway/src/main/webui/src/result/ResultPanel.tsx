import { useMemo, useState } from "react";
import type { Chart, QueryResult } from "../api/types";
import { Exact } from "../ui/Exact";
import { Icon, type IconName } from "../ui/Icon";
import { count, duration } from "../ui/words";
import { type ChartType, resolveChart, singleFigure } from "./chart-data";
import { ChartView } from "./ChartView";
import { csvName, download, toCsv } from "./csv";
import { ResultTable } from "./ResultTable";
import { sorted, type SortOrder } from "./sort";

type View = ChartType | "table";

const NAMES: Record<View, string> = {
  bar: "Bar",
  line: "Line",
  area: "Area",
  pie: "Pie",
  doughnut: "Doughnut",
  scatter: "Scatter",
  table: "Table only",
};

export function ResultPanel({
  result,
  chart,
  question,
}: {
  result: QueryResult;
  chart: Chart | undefined;
  question: string;
}) {
  const data = useMemo(() => resolveChart(chart, result), [chart, result]);
  const figure = useMemo(() => singleFigure(chart, result), [chart, result]);
  const [chosen, setChosen] = useState<View>();
  const [order, setOrder] = useState<SortOrder>();
  const rows = useMemo(() => sorted(result.rows, order), [result.rows, order]);
  const view = chosen ?? data?.preferred ?? "table";
  const beside = data !== undefined && view !== "table" && result.columns.length <= 2 && result.rows.length <= 14;

  return (
    <section className="panel" role="group" aria-label="Result">
      <header className="panel-head">
        <p className="panel-facts">
          <strong>{count(result.rowCount, "row")}</strong>
          {result.elapsedMs === undefined ? null : <span>warehouse took {duration(result.elapsedMs)}</span>}
        </p>
        {data ? (
          <div className="switcher" role="group" aria-label="Show as">
            {[...data.types, "table" as const].map((name) => (
              <button
                key={name}
                type="button"
                aria-pressed={view === name}
                aria-label={NAMES[name]}
                title={NAMES[name]}
                onClick={() => setChosen(name)}
              >
                <Icon name={name as IconName} size={17} />
              </button>
            ))}
          </div>
        ) : null}
        <button
          type="button"
          className="button button-small panel-csv"
          disabled={rows.length === 0}
          onClick={() => download(csvName(question), toCsv(result.columns, rows))}
        >
          <Icon name="download" size={15} />
          CSV
        </button>
      </header>
      {result.truncated ? (
        <p className="notice tone-wait">
          <Icon name="warning" size={16} />
          <span>
            The warehouse had more than these {count(result.rows.length, "row")}. Sums you make from them are not the
            whole.
          </span>
        </p>
      ) : null}
      {result.checks.map((check) => (
        <p className="notice tone-plain" key={check}>
          <Icon name="info" size={16} />
          <span>{check}</span>
        </p>
      ))}
      {result.rows.length === 0 ? (
        <p className="panel-empty">
          {result.rowCount > 0
            ? "The rows are shown to the asker only."
            : "The query ran and matched no row. That is the answer of the data, not an error."}
        </p>
      ) : figure ? (
        <p className="figure">
          {figure.of === undefined ? null : <span className="figure-of">{figure.of}</span>}
          <span className="figure-value">
            <Exact text={figure.value} />
          </span>
          <span className="figure-label">{figure.label}</span>
        </p>
      ) : (
        <div className={beside ? "result result-beside" : "result"}>
          {data && view !== "table" ? (
            <figure className="chart-figure">
              {data.title ? <figcaption>{data.title}</figcaption> : null}
              <ChartView data={data} type={view} />
            </figure>
          ) : null}
          <div className="result-table">
            <ResultTable
              columns={result.columns}
              rows={rows}
              order={order}
              onOrder={setOrder}
              caption={`Result of: ${question}`}
            />
          </div>
        </div>
      )}
    </section>
  );
}
