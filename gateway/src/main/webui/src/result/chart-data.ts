import type { Cell, Chart, QueryResult } from "../api/types";
import { isDecimal, withoutNoise } from "../exact/decimal";
import { ExactNumber } from "../exact/json";
import { type Fields, fields, list, string } from "../exact/read";
import { sorted } from "./sort";

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

type Rows = readonly (readonly Cell[])[];

const MOST_SLICES = 12;

/**
 * Fills a chart, which names columns only, with the rows of the result: `labels.column` runs along the
 * axis, each dataset draws one column; with `series.column` there is one dataset for each of its
 * values. Absent where there is nothing to draw: a single figure, a table, a column that is not there.
 */
export function resolveChart(chart: Chart | undefined, result: QueryResult): ChartData | undefined {
  if (!chart || chart.kind === "table" || chart.kind === "figure" || result.rows.length === 0) return undefined;
  const config = fields(chart.chartJs);
  const data = fields(config?.data) ?? config;
  const along = columnNamed(result, nameOf(data?.labels));
  const wanted = datasetsOf(data, result);
  if (along === undefined || wanted.length === 0) return undefined;

  const rows =
    fields(data?.labels)?.sort === "ascending"
      ? sorted(result.rows, { column: along, descending: false })
      : result.rows;
  const by = columnNamed(result, nameOf(data?.series));
  const drawn = by === undefined ? besideEachOther(rows, along, wanted) : oneForEach(rows, along, by, wanted[0]!);
  const series = drawn.series.filter((one) => one.values.some((value) => value !== null));
  if (series.length === 0) return undefined;

  const options = fields(config?.options);
  const x = drawn.along.map(approx);
  const types = sensibleTypes(series, x);
  const preferred = typeOf(chart.kind);
  return {
    title: chart.title,
    labels: drawn.along.map(text),
    x,
    series,
    stacked: chart.kind === "stacked_bar",
    horizontal: string(options?.indexAxis) === "y",
    preferred: types.includes(preferred) ? preferred : "bar",
    types,
  };
}

interface Wanted {
  column: number;
  label: string;
  type: string;
}

function datasetsOf(data: Fields | undefined, result: QueryResult): Wanted[] {
  return list(data?.datasets).flatMap((item) => {
    const dataset = fields(item);
    const name = nameOf(dataset?.y) ?? nameOf(dataset?.column);
    const column = columnNamed(result, name);
    return column === undefined
      ? []
      : [{ column, label: string(dataset?.label) ?? name ?? "", type: result.columns[column]!.type }];
  });
}

interface Drawn {
  along: Cell[];
  series: Series[];
}

function besideEachOther(rows: Rows, along: number, wanted: Wanted[]): Drawn {
  return {
    along: rows.map((row) => row[along] ?? null),
    series: wanted.map(({ column, label, type }) =>
      seriesOf(
        label,
        rows.map((row) => row[column] ?? null),
        type,
      ),
    ),
  };
}

/** One series for each value of a column; a place without a row stays empty. */
function oneForEach(rows: Rows, along: number, by: number, { column, type }: Wanted): Drawn {
  const places = new Map<string, Cell>();
  const groups = new Map<string, Map<string, Cell>>();
  for (const row of rows) {
    const place = text(row[along] ?? null);
    const group = text(row[by] ?? null);
    places.set(place, row[along] ?? null);
    if (!groups.has(group)) groups.set(group, new Map());
    groups.get(group)!.set(place, row[column] ?? null);
  }
  return {
    along: [...places.values()],
    series: [...groups].map(([label, values]) => {
      return seriesOf(
        label,
        [...places.keys()].map((place) => values.get(place) ?? null),
        type,
      );
    }),
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

function nameOf(reference: Cell | undefined): string | undefined {
  return string(reference) ?? string(fields(reference)?.column);
}

function columnNamed(result: QueryResult, name: string | undefined): number | undefined {
  const at = result.columns.findIndex((column) => column.name === name);
  return name === undefined || at < 0 ? undefined : at;
}

function seriesOf(label: string, cells: Cell[], type: string): Series {
  return { label, values: cells.map(approx), exact: cells.map((cell) => figure(cell, type)) };
}

function approx(cell: Cell): number | null {
  const written = cell instanceof ExactNumber ? cell.raw : cell;
  if (typeof written !== "string" || !isDecimal(written)) return null;
  const value = Number(written);
  return Number.isFinite(value) ? value : null;
}

function figure(cell: Cell, type: string): string {
  return type === "float" ? withoutNoise(text(cell)) : text(cell);
}

function text(cell: Cell): string {
  if (cell === null) return "(none)";
  if (cell instanceof ExactNumber) return cell.raw;
  return typeof cell === "object" ? JSON.stringify(cell) : String(cell);
}

export interface Figure {
  label: string;
  value: string;
  /** What it is the figure of, where the result says so. */
  of: string | undefined;
}

/** The one figure of a result, to be shown large. */
export function singleFigure(chart: Chart | undefined, result: QueryResult): Figure | undefined {
  const [row] = result.rows;
  if (!row || result.rows.length !== 1) return undefined;
  const data = fields(fields(chart?.chartJs)?.data);
  const named = chart?.kind === "figure" ? datasetsOf(data, result)[0] : undefined;
  const column = named?.column ?? (result.columns.length === 1 ? 0 : undefined);
  if (column === undefined || approx(row[column] ?? null) === null) return undefined;
  const of = columnNamed(result, nameOf(data?.labels));
  return {
    label: named?.label ?? result.columns[column]!.name,
    value: figure(row[column] ?? null, result.columns[column]!.type),
    of: of === undefined ? undefined : text(row[of] ?? null),
  };
}
