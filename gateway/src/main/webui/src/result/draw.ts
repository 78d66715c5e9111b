import {
  ArcElement,
  BarController,
  BarElement,
  CategoryScale,
  Chart,
  type ChartConfiguration,
  DoughnutController,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PieController,
  PointElement,
  ScatterController,
  Tooltip,
} from "chart.js";
import { digitGroups } from "../exact/decimal";
import type { ChartData, ChartType } from "./chart-data";

/** Draws with Chart.js. It is a file of its own, so that it is loaded when there is something to draw. */

Chart.register(
  ArcElement,
  BarController,
  BarElement,
  CategoryScale,
  DoughnutController,
  Filler,
  Legend,
  LinearScale,
  LineController,
  LineElement,
  PieController,
  PointElement,
  ScatterController,
  Tooltip,
);

const compact = new Intl.NumberFormat("en", { notation: "compact", maximumSignificantDigits: 3 });

interface Paint {
  ink: string;
  line: string;
  surface: string;
  font: string;
  series: string[];
}

function paint(canvas: HTMLCanvasElement): Paint {
  const style = getComputedStyle(canvas);
  const color = (name: string): string => style.getPropertyValue(name).trim();
  return {
    ink: color("--ink-2"),
    line: color("--line"),
    surface: color("--surface"),
    font: style.fontFamily,
    series: [1, 2, 3, 4, 5, 6, 7, 8].map((n) => color(`--series-${n}`)),
  };
}

/** Draws onto the canvas; call what comes back to take it away. */
export function draw(canvas: HTMLCanvasElement, data: ChartData, type: ChartType): () => void {
  const chart = new Chart(canvas, configuration(data, type, paint(canvas)) as ChartConfiguration);
  return () => chart.destroy();
}

function configuration(data: ChartData, type: ChartType, colors: Paint): unknown {
  const round = type === "pie" || type === "doughnut";
  const scatter = type === "scatter";
  const horizontal = type === "bar" && (data.horizontal || needsRoom(data));
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  const ticks = { color: colors.ink, font: { family: colors.font, size: 12 } };
  const values = {
    stacked: data.stacked && type !== "line",
    border: { display: false },
    grid: { color: colors.line },
    ticks: { ...ticks, maxTicksLimit: 6, callback: (value: number | string) => compact.format(Number(value)) },
  };
  const categories = scatter
    ? { ...values, stacked: false }
    : {
        stacked: data.stacked && type !== "line",
        border: { color: colors.line },
        grid: { display: false },
        ticks: {
          ...ticks,
          maxRotation: 40,
          autoSkip: true,
          callback: (_: unknown, i: number) => shorten(data.labels[i] ?? ""),
        },
      };

  return {
    type: type === "area" ? "line" : type,
    data: {
      labels: data.labels,
      datasets: data.series.map((series, i) => dataset(data, series.label, series.values, i, type, colors)),
    },
    options: {
      responsive: true,
      maintainAspectRatio: false,
      animation: still ? false : { duration: 350 },
      indexAxis: horizontal ? "y" : "x",
      interaction: { mode: round || scatter ? "nearest" : "index", intersect: round || scatter },
      layout: { padding: { top: 8, right: 8 } },
      scales: round ? {} : horizontal ? { x: values, y: categories } : { x: categories, y: values },
      plugins: {
        legend: {
          display: round || data.series.length > 1,
          position: round ? "right" : "top",
          align: round ? "center" : "start",
          labels: { ...ticks, usePointStyle: true, pointStyle: "rectRounded", boxWidth: 10, boxHeight: 10 },
        },
        tooltip: {
          padding: 10,
          cornerRadius: 6,
          callbacks: {
            // The figure as it came, not as it was drawn.
            label: (item: { datasetIndex: number; dataIndex: number }) => {
              const series = data.series[item.datasetIndex];
              return ` ${series?.label ?? ""}: ${digitGroups(series?.exact[item.dataIndex] ?? "").join(",")}`;
            },
          },
        },
      },
    },
  };
}

function dataset(
  data: ChartData,
  label: string,
  values: (number | null)[],
  i: number,
  type: ChartType,
  colors: Paint,
): unknown {
  const color = colors.series[i % colors.series.length]!;
  switch (type) {
    case "pie":
    case "doughnut":
      return {
        label,
        data: values,
        backgroundColor: values.map((_, at) => colors.series[at % colors.series.length]!),
        borderColor: colors.surface,
        borderWidth: 2,
        ...(type === "doughnut" ? { cutout: "62%" } : {}),
      };
    case "line":
    case "area":
      return {
        label,
        data: values,
        borderColor: color,
        backgroundColor: `${color}26`,
        pointBackgroundColor: color,
        borderWidth: 2,
        pointRadius: values.length > 40 ? 0 : 3,
        pointHoverRadius: 5,
        fill: type === "area",
      };
    case "scatter":
      return {
        label,
        data: values.map((y, at) => ({ x: data.x[at] ?? null, y })),
        backgroundColor: color,
        pointRadius: 4,
      };
    case "bar":
      return {
        label,
        data: values,
        backgroundColor: color,
        borderRadius: 3,
        maxBarThickness: 56,
        categoryPercentage: 0.72,
      };
  }
}

/** Long names read better beside their bars than under them. */
function needsRoom(data: ChartData): boolean {
  const longest = Math.max(...data.labels.map((label) => label.length));
  return data.labels.length <= 20 && (longest > 18 || (data.labels.length > 8 && longest > 11));
}

function shorten(label: string): string {
  return label.length > 26 ? `${label.slice(0, 25)}…` : label;
}
