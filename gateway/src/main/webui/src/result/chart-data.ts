import type { Cell, Chart, QueryResult } from "../api/types";
import { isDecimal } from "../exact/decimal";
import { ExactNumber } from "../exact/json";
import { fields, list, string } from "../exact/read";

export type ChartType = "bar" | "line" | "area" | "pie" | "doughnut" | "scatter";

export interface Series {
  label: string;
  /** For drawing. */
  values: (number | null)[];
  /** The same as written, for reading. */
  exact: string[];
}

export interface ChartData {
  title: string | undefined;
  labels: string[];
  /** Labels as numbers, for a scatter. */
  x: (number | null)[];
  series: Series[];
  stacked: boolean;
  horizontal: boolean;
  /** What to show first. */
  preferred: ChartType;
  /** What makes sense for this data. */
  types: ChartType[];
}

const MOST_SLICES = 12;

/**
 * Fills a chart, which names columns only, with the rows of the result. Absent where there is nothing
 * to draw: a single figure, a table, a column that is not there.
 */
export function resolveChart(chart: Chart | undefined, result: QueryResult): ChartData | undefined {
  if (!chart || chart.kind === "table" || chart.kind === "figure" || result.rows.length === 0) return undefined;
  const config = fields(chart.chartJs);
  const data = fields(config?.data) ?? config;
  const labelColumn = columnNamed(result, nameOf(data?.labels));
  const wanted = list(data?.datasets).flatMap((item) => {
    const dataset = fields(item);
    const name = nameOf(dataset?.column ?? dataset?.data);
    const column = columnNamed(result, name);
    return column === undefined ? [] : [{ column, label: string(dataset?.label) ?? name ?? "" }];
  });
  if (labelColumn === undefined || wanted.length === 0) return undefined;

  const series = wanted
    .map(({ column, label }) => seriesOf(label, result.rows, column))
    .filter((one) => one.values.some((value) => value !== null));
  if (series.length === 0) return undefined;

  const x = result.rows.map((row) => approx(row[labelColumn] ?? null));
  const types = sensibleTypes(series, x);
  const preferred = typeOf(chart.kind);
  return {
    title: chart.title,
    labels: result.rows.map((row) => text(row[labelColumn] ?? null)),
    x,
    series,
    stacked: chart.kind === "stacked_bar" || isStacked(fields(config?.options)),
    horizontal: string(fields(config?.options)?.indexAxis ?? fields(config?.options)?.index_axis) === "y",
    preferred: types.includes(preferred) ? preferred : "bar",
    types,
  };
}

function sensibleTypes(series: Series[], x: (number | null)[]): ChartType[] {
  const types: ChartType[] = ["bar", "line", "area"];
  const [only] = series;
  const isWhole =
    series.length === 1 &&
    only!.values.length <= MOST_SLICES &&
    only!.values.every((value) => value !== null && value >= 0) &&
    only!.values.some((value) => value !== null && value > 0);
  if (isWhole) types.push("pie", "doughnut");
  if (x.every((value) => value !== null)) types.push("scatter");
  return types;
}

function typeOf(kind: string): ChartType {
  switch (kind) {
    case "line":
    case "area":
    case "pie":
    case "doughnut":
    case "scatter":
      return kind;
    default:
      return "bar";
  }
}

function isStacked(options: ReturnType<typeof fields>): boolean {
  const scales = fields(options?.scales);
  return fields(scales?.x)?.stacked === true || fields(scales?.y)?.stacked === true;
}

function nameOf(reference: Cell | undefined): string | undefined {
  return string(reference) ?? string(fields(reference)?.column);
}

function columnNamed(result: QueryResult, name: string | undefined): number | undefined {
  const at = result.columns.findIndex((column) => column.name === name);
  return name === undefined || at < 0 ? undefined : at;
}

function seriesOf(label: string, rows: readonly (readonly Cell[])[], column: number): Series {
  const cells = rows.map((row) => row[column] ?? null);
  return { label, values: cells.map(approx), exact: cells.map(text) };
}

function approx(cell: Cell): number | null {
  const written = cell instanceof ExactNumber ? cell.raw : cell;
  if (typeof written !== "string" || !isDecimal(written)) return null;
  const value = Number(written);
  return Number.isFinite(value) ? value : null;
}

function text(cell: Cell): string {
  if (cell === null) return "(none)";
  if (cell instanceof ExactNumber) return cell.raw;
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}

/** The one figure of a result that is a single number, to be shown large. */
export function singleFigure(result: QueryResult): { label: string; value: string } | undefined {
  const cell = result.rows[0]?.[0];
  if (result.rows.length !== 1 || result.columns.length !== 1 || cell === undefined) return undefined;
  return approx(cell) === null ? undefined : { label: result.columns[0]!.name, value: text(cell) };
}
