import { Icon, type IconName } from "../ui/Icon";
import { duration, STAGE_NAMES } from "../ui/words";
import { type Station, type StationState, stations } from "./stations";
import type { Turn } from "./turn";

const ICONS: Partial<Record<StationState, IconName>> = {
  done: "tick",
  waiting: "clock",
  stopped: "ban",
  halted: "stop",
  failed: "warning",
};

const SAID: Record<StationState, string> = {
  idle: "not reached yet",
  active: "working",
  done: "done",
  waiting: "waits for a steward",
  stopped: "refused here",
  halted: "ended here",
  failed: "failed here",
  skipped: "not needed",
};

/** The four stages that a question passes, and where it is. */
export function Rail({ turn }: { turn: Turn }) {
  return (
    <ol className="rail" aria-label="Stages of this question">
      {stations(turn).map((station) => (
        <li key={station.stage} className={`station station-${station.state}`}>
          <span className="station-mark" aria-hidden="true">
            {ICONS[station.state] ? <Icon name={ICONS[station.state]!} size={14} /> : null}
          </span>
          <span className="station-name">{STAGE_NAMES[station.stage]}</span>
          <span className="station-time">
            {station.state === "active" ? null : <span className="visually-hidden">{SAID[station.state]} </span>}
            {timeOf(station)}
          </span>
        </li>
      ))}
    </ol>
  );
}

function timeOf(station: Station): string {
  if (station.state === "active") return "working";
  if (station.ms === undefined) return station.state === "skipped" ? "–" : "\u00a0";
  const took = duration(station.ms);
  return station.visits > 1 ? `${took} · ${station.visits}×` : took;
}
