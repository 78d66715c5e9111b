const PATHS = {
  ask: "M4 5.5h16v10.5H10l-4.5 3.5V16H4z",
  shield: "M12 3.5 19 6v5.5c0 4.3-2.9 7.4-7 9-4.1-1.6-7-4.7-7-9V6z",
  ledger: "M6 3.5h12v17H6zM9 8h6M9 12h6M9 16h4",
  database: "M4.5 6.5c0-1.7 3.4-3 7.5-3s7.5 1.3 7.5 3-3.4 3-7.5 3-7.5-1.3-7.5-3zv11c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3v-11M4.5 12c0 1.7 3.4 3 7.5 3s7.5-1.3 7.5-3",
  copy: "M8.5 8.5h11v11h-11zM5 15.5H4.5v-11h11V5",
  tick: "m5 12.5 4.5 4.5L19 7.5",
  cross: "m6.5 6.5 11 11m0-11-11 11",
  clock: "M12 7v5.2l3.5 2M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17z",
  ban: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM6 6l12 12",
  warning: "M12 4 21 19.5H3zM12 10v4.5m0 2.2v.1",
  info: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM12 11v5.5m0-9v.1",
  question: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zM9.6 9.6a2.5 2.5 0 1 1 3.5 2.3c-.8.4-1.1.9-1.1 1.8m0 2.9v.1",
  chevron: "m9 6 6 6-6 6",
  down: "m6 9 6 6 6-6",
  download: "M12 4v11m-4.5-4.5L12 15l4.5-4.5M5 19.5h14",
  send: "M12 19V5.5m-6 6 6-6 6 6",
  stop: "M7 7h10v10H7z",
  again: "M19.5 12a7.5 7.5 0 1 1-2.2-5.3M19.5 4v4h-4",
  bar: "M5 19.5V11m7 8.5v-15m7 15V8",
  line: "m4 17 5.5-6 4 3.5L20 6.5",
  area: "m4 16 5.5-6 4 3.5L20 6.5v13H4z",
  pie: "M12 3.5a8.5 8.5 0 1 0 8.5 8.5H12z",
  doughnut: "M12 3.5a8.5 8.5 0 1 0 0 17 8.5 8.5 0 0 0 0-17zm0 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7z",
  scatter: "M6 17v.1M9.5 12v.1M13 15v.1M15 8.5v.1M19 6v.1",
  table: "M4 5.5h16v13H4zM4 10h16M4 14.3h16M10.5 5.5v13",
  leave: "M14 7V4.5H5v15h9V17m-4-5h10.5m-3.5-3.5L20.5 12 17 15.5",
  chain: "M10 14 14 10M8.5 11.5l-2 2a3.2 3.2 0 0 0 4.5 4.5l2-2m2.5-3.5 2-2A3.2 3.2 0 0 0 13 6l-2 2",
  eye: "M2.5 12S6 5.5 12 5.5 21.5 12 21.5 12 18 18.5 12 18.5 2.5 12 2.5 12zM12 9.2a2.8 2.8 0 1 0 0 5.6 2.8 2.8 0 0 0 0-5.6z",
  book: "M5 4.5h10.5a2.5 2.5 0 0 1 2.5 2.5v12.5H7.5A2.5 2.5 0 0 1 5 17zM5 17a2.5 2.5 0 0 1 2.5-2.5H18M9 8.5h5",
  up: "M8 11v8.5H4.5V11zm0 0 4-7.5c1.6 0 2.5 1.1 2.2 2.7L13.5 9.5h5a2 2 0 0 1 1.9 2.5l-1.5 6a2 2 0 0 1-1.9 1.5H8",
  "down-thumb": "M8 13V4.5H4.5V13zm0 0 4 7.5c1.6 0 2.5-1.1 2.2-2.7l-.7-3.3h5a2 2 0 0 0 1.9-2.5l-1.5-6A2 2 0 0 0 17 4.5H8",
  plus: "M12 5v14M5 12h14",
  back: "m15 6-6 6 6 6",
} as const;

export type IconName = keyof typeof PATHS;

/** A drawing beside words; screen readers pass over it. */
export function Icon({ name, size = 18 }: { name: IconName; size?: number }) {
  return (
    <svg
      className={`icon icon-${name}`}
      width={size}
      height={size}
      viewBox="0 0 24 24"
      aria-hidden="true"
      focusable="false"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}

export function Mark({ size = 26 }: { size?: number }) {
  return (
    <svg className="mark" width={size} height={size} viewBox="0 0 32 32" aria-hidden="true" focusable="false">
      <path className="mark-cell" d="M16 2.5 27.7 9.25v13.5L16 29.5 4.3 22.75V9.25Z" />
      <path className="mark-core" d="M16 9.2 21.9 12.6v6.8L16 22.8l-5.9-3.4v-6.8Z" />
    </svg>
  );
}
