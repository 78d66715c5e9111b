import { useCallback } from "react";
import { auditOf } from "../api/gateway";
import { Reasons } from "../policy/Reasons";
import { SqlDiff } from "../sql/SqlDiff";
import { SqlView } from "../sql/SqlView";
import { Back } from "../ui/Back";
import { Shown } from "../ui/Shown";
import { count, duration, time } from "../ui/words";
import { type AuditEvent, type Fact, readStory, type RequestStory } from "./audit";
import { useLoaded } from "../ui/useLoaded";

/** Everything that was recorded about one request, oldest first. */
export function StoryView({ requestId, onSignedOut }: { requestId: string; onSignedOut: () => void }) {
  const load = useCallback(async (signal: AbortSignal) => readStory(await auditOf(requestId, signal)), [requestId]);
  const [story] = useLoaded(load, onSignedOut);

  return (
    <div className="page">
      <header className="page-head">
        <Back href="#/audit" to="Audit" />
        <h1>{(story.state === "ready" && story.value.row?.question) || "One request"}</h1>
        <p>
          <code>{requestId}</code>
        </p>
      </header>
      <Shown loaded={story}>{(value) => <Story story={value} />}</Shown>
    </div>
  );
}

function Story({ story: { row, reasons, sqlAsked, sqlRun, facts, events } }: { story: RequestStory }) {
  return (
    <>
      <section className="panel panel-body stack" aria-label="Summary">
        {row ? (
          <p className="verdict-head">
            {row.status ? <strong>{row.status.replaceAll("_", " ")}</strong> : null}
            {row.decision ? <span className={`decision decision-${row.decision}`}>policy: {row.decision}</span> : null}
            <span className="muted">
              asked by {row.asker ?? "an unknown"} ({row.roles.join(", ") || "no role"})
              {row.verified ? "" : ", not proved"}, {time(row.at)}
            </span>
          </p>
        ) : null}
        {reasons.length > 0 ? <Reasons reasons={reasons} /> : null}
        {sqlAsked && sqlRun ? (
          <SqlDiff asked={sqlAsked} run={sqlRun} />
        ) : sqlAsked ? (
          <SqlView sql={sqlAsked} label="SQL as proposed" />
        ) : null}
        <Facts facts={facts} />
      </section>
      <section className="panel panel-body" aria-label="Records">
        <h2>{count(events.length, "record")}</h2>
        <ol className="history">
          {events.map((event, i) => (
            <EventView key={i} event={event} />
          ))}
        </ol>
      </section>
    </>
  );
}

function EventView({ event }: { event: AuditEvent }) {
  return (
    <li>
      <details>
        <summary>
          <span className="history-title">{event.title}</span>
          <span className="muted">{event.source}</span>
          <span className="history-gist">{event.gist}</span>
          {event.conflict ? <span className="badge tone-stop">contradicts an earlier record</span> : null}
          <span className="spacer" />
          <time className="muted" dateTime={event.at}>
            {time(event.at)}
          </time>
        </summary>
        <Facts facts={event.facts} />
      </details>
    </li>
  );
}

function Facts({ facts }: { facts: Fact[] }) {
  return (
    <dl className="facts">
      {facts.map(([name, value]) => (
        <div key={name} className={value.length > 40 ? "fact-wide" : undefined}>
          <dt>{name.replace(/_ms$/, "").replaceAll("_", " ")}</dt>
          <dd>
            {/_at$/.test(name) ? (
              time(value)
            ) : /_ms$/.test(name) ? (
              duration(Number(value))
            ) : /hash|sha256|_id$|_version$/.test(name) ? (
              <code>{value}</code>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
    </dl>
  );
}
