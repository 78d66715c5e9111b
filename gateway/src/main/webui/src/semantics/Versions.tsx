import { useCallback, useState } from "react";
import { semanticVersion, semanticVersions } from "../api/gateway";
import { Shown } from "../ui/Shown";
import { useLoaded } from "../ui/useLoaded";
import { time } from "../ui/words";
import { type Kept, readKept, readVersions, type Version } from "./semantics";
import { TextDiff } from "./TextDiff";

/** Who saved what when, and what differs from the newest. */
export function Versions({
  id,
  newest,
  onTake,
  onSignedOut,
}: {
  id: string;
  newest: Kept;
  /** Puts the text of a version into the editor. */
  onTake: (version: Kept) => void;
  onSignedOut: () => void;
}) {
  const [open, setOpen] = useState<number>();
  // A version that was just saved belongs to the list.
  const load = useCallback(
    async (signal: AbortSignal) => readVersions(await semanticVersions(id, signal)),
    [id, newest.version],
  );
  const [versions] = useLoaded(load, onSignedOut);
  return (
    <div className="stack">
      <Shown loaded={versions}>
        {(found) =>
          found.length === 0 ? (
            <p className="muted">Nobody has saved a version yet.</p>
          ) : (
            <VersionTable versions={found} open={open} onOpen={setOpen} />
          )
        }
      </Shown>
      {open === undefined ? null : (
        <OneVersion key={open} id={id} version={open} newest={newest} onTake={onTake} onSignedOut={onSignedOut} />
      )}
    </div>
  );
}

export function VersionTable({
  versions,
  open,
  onOpen,
}: {
  versions: Version[];
  open: number | undefined;
  onOpen: (version: number) => void;
}) {
  return (
    <div className="table-frame" role="group" aria-label="Versions" tabIndex={0}>
      <table className="grid audit-grid">
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">Saved</th>
            <th scope="col">By</th>
            <th scope="col">
              <span className="visually-hidden">Compare</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {versions.map((one, i) => (
            <tr key={one.version}>
              <td>{one.version}</td>
              <td className="nowrap">{time(one.savedAt)}</td>
              <td>{one.author}</td>
              <td>
                {i === 0 ? (
                  "newest"
                ) : (
                  <button
                    type="button"
                    className="button button-small"
                    aria-pressed={one.version === open}
                    onClick={() => onOpen(one.version)}
                  >
                    Compare<span className="visually-hidden"> version {one.version}</span>
                  </button>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function OneVersion({
  id,
  version,
  newest,
  onTake,
  onSignedOut,
}: {
  id: string;
  version: number;
  newest: Kept;
  onTake: (version: Kept) => void;
  onSignedOut: () => void;
}) {
  const load = useCallback(
    async (signal: AbortSignal) => readKept(await semanticVersion(id, version, signal)),
    [id, version],
  );
  const [loaded] = useLoaded(load, onSignedOut);
  return (
    <Shown loaded={loaded}>
      {(old) =>
        old ? (
          <section className="stack-tight" aria-label={`From version ${version} to ${newest.version}`}>
            <div className="form-row">
              <h3>
                From version {version} to {newest.version}
              </h3>
              <span className="spacer" />
              <button type="button" className="button button-small" onClick={() => onTake(old)}>
                Put version {version} into the editor
              </button>
            </div>
            <TextDiff from={old.text} to={newest.text} label="What has changed since" />
          </section>
        ) : (
          <p className="field-error" role="alert">
            The server's answer cannot be understood.
          </p>
        )
      }
    </Shown>
  );
}
