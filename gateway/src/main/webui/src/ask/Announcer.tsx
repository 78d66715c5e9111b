import { STAGE_WORK } from "../ui/words";
import { ending } from "./outcome";
import { stations } from "./stations";
import { isRunning, type Turn } from "./turn";

/** Says aloud, through a live region, where the newest question is and what came of it. */
export function Announcer({ turn }: { turn: Turn | undefined }) {
  return (
    <p className="visually-hidden" role="status" aria-live="polite" aria-atomic="true">
      {turn ? announcement(turn) : ""}
    </p>
  );
}

export function announcement(turn: Turn): string {
  if (isRunning(turn)) {
    if (turn.phase.name === "running" && turn.phase.connection === "reconnecting")
      return "Connection lost, reconnecting.";
    const active = stations(turn).find((station) => station.state === "active")?.stage;
    return active ? `${STAGE_WORK[active]}.` : "Question sent.";
  }
  const end = ending(turn);
  if (end) return `${end.title}. ${end.text} ${end.reasons.map((reason) => reason.message).join(" ")}`.trim();
  return turn.answer ? `Answer: ${turn.answer.text}` : "The result is here.";
}
