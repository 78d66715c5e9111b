import { useEffect, useRef, useState, useSyncExternalStore } from "react";
import type { ChartData, ChartType } from "./chart-data";

/** The chart as a picture, with its gist in words for those who cannot see it. */
export function ChartView({ data, type }: { data: ChartData; type: ChartType }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const dark = useDark();
  const [failed, setFailed] = useState(false);

  useEffect(() => {
    let clear: (() => void) | undefined;
    let gone = false;
    import("./draw").then(
      ({ draw }) => {
        if (!gone && canvas.current) clear = draw(canvas.current, data, type);
      },
      () => setFailed(true),
    );
    return () => {
      gone = true;
      clear?.();
    };
  }, [data, type, dark]);

  if (failed) return <p className="muted">The chart could not be loaded. The table has all figures.</p>;
  return (
    <div className="chart">
      <canvas ref={canvas} role="img" aria-label={gist(data, type)} />
    </div>
  );
}

function gist(data: ChartData, type: ChartType): string {
  const names = data.series.map((series) => series.label).join(", ");
  const title = data.title ? `${data.title}. ` : "";
  return `${title}${type} chart of ${names} over ${data.labels.length} values. The table holds the figures.`;
}

const DARK = "(prefers-color-scheme: dark)";

function useDark(): boolean {
  return useSyncExternalStore(
    (changed) => {
      const query = matchMedia(DARK);
      query.addEventListener("change", changed);
      return () => query.removeEventListener("change", changed);
    },
    () => matchMedia(DARK).matches,
    () => false,
  );
}
