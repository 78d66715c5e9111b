import { useCallback } from "react";
import { connections, semanticModel } from "../api/gateway";
import { readConnections } from "../connections/connection";
import { ConnectionTable } from "../connections/ConnectionsPage";
import { Back } from "../ui/Back";
import { ListPanel } from "../ui/ListPanel";
import { Shown } from "../ui/Shown";
import { useLoaded } from "../ui/useLoaded";
import { ModelEditor, type Unsaved } from "./ModelEditor";
import { readKept } from "./semantics";

/** What the tables of each connection mean, for those who keep it. */
export function SemanticsPage({
  connectionId,
  unsaved,
  onSignedOut,
}: {
  connectionId: string | undefined;
  /** What was typed and not saved, by connection; lives as long as the visit. */
  unsaved: Map<string, Unsaved>;
  onSignedOut: () => void;
}) {
  return connectionId ? (
    <OneModel key={connectionId} id={connectionId} unsaved={unsaved} onSignedOut={onSignedOut} />
  ) : (
    <Models onSignedOut={onSignedOut} />
  );
}

function Models({ onSignedOut }: { onSignedOut: () => void }) {
  const load = useCallback(async (signal: AbortSignal) => readConnections(await connections(signal)), []);
  const [page, reload] = useLoaded(load, onSignedOut);
  return (
    <div className="page">
      <header className="page-head">
        <h1>Semantic models</h1>
        <p>The words, measures and joins by which questions find the tables of a connection.</p>
      </header>
      <ListPanel
        label="Connections"
        title="Connections"
        controls={null}
        loaded={page}
        onReload={reload}
        list={(found) =>
          found.connections.length > 0 && <ConnectionTable connections={found.connections} page="semantics" />
        }
        empty="There is no connection yet."
      />
    </div>
  );
}

function OneModel({
  id,
  unsaved,
  onSignedOut,
}: {
  id: string;
  unsaved: Map<string, Unsaved>;
  onSignedOut: () => void;
}) {
  const load = useCallback(async (signal: AbortSignal) => readKept(await semanticModel(id, signal)), [id]);
  const [loaded] = useLoaded(load, onSignedOut);
  const keep = useCallback(
    (text: Unsaved | undefined) => void (text ? unsaved.set(id, text) : unsaved.delete(id)),
    [id, unsaved],
  );
  return (
    <div className="page">
      <header className="page-head">
        <Back href="#/semantics" to="Semantic models" />
        <h1>Semantic model of {id}</h1>
        <p>
          What its <a href={`#/connections/${encodeURIComponent(id)}`}>tables</a> mean to those who ask. A version that
          is saved holds for the next question.
        </p>
      </header>
      <Shown loaded={loaded}>
        {(kept) =>
          kept ? (
            <ModelEditor
              id={id}
              start={kept}
              unsaved={unsaved.get(id)}
              onUnsaved={keep}
              onSignedOut={onSignedOut}
            />
          ) : (
            <p className="field-error" role="alert">
              The server's answer cannot be understood.
            </p>
          )
        }
      </Shown>
    </div>
  );
}
