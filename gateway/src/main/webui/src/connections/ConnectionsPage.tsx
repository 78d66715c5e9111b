import { useCallback } from "react";
import { connectionKinds, connections, createConnection } from "../api/gateway";
import { Back } from "../ui/Back";
import { ListPanel } from "../ui/ListPanel";
import { Shown } from "../ui/Shown";
import { useLoaded } from "../ui/useLoaded";
import { type Connection, readConnections, readKinds } from "./connection";
import { ConnectionForm } from "./ConnectionForm";
import { UploadPage } from "./UploadPage";
import { ConnectionView } from "./ConnectionView";

/** The warehouses that can be asked: the list, a new one, or one of them. */
export function ConnectionsPage({
  connectionId,
  mayMake,
  mayShare,
  keepsModels,
  onChanged,
  onSignedOut,
}: {
  connectionId: string | undefined;
  mayMake: boolean;
  mayShare: boolean;
  /** Whether the reader is led to what the tables mean. */
  keepsModels: boolean;
  /** What can be asked has changed. */
  onChanged: () => void;
  onSignedOut: () => void;
}) {
  if (connectionId === "new") return <NewConnection onChanged={onChanged} onSignedOut={onSignedOut} />;
  if (connectionId === "upload" || connectionId?.startsWith("upload:")) {
    return (
      <UploadPage
        key={connectionId}
        connectionId={connectionId.split(":")[1]}
        mayShare={mayShare}
        onDone={(id) => {
          onChanged();
          location.hash = `#/connections/${encodeURIComponent(id)}`;
        }}
        onSignedOut={onSignedOut}
      />
    );
  }
  if (connectionId) {
    return (
      <ConnectionView
        key={connectionId}
        id={connectionId}
        keepsModels={keepsModels}
        onChanged={onChanged}
        onSignedOut={onSignedOut}
      />
    );
  }
  return <ConnectionList mayMake={mayMake} onSignedOut={onSignedOut} />;
}

function ConnectionList({ mayMake, onSignedOut }: { mayMake: boolean; onSignedOut: () => void }) {
  const load = useCallback(async (signal: AbortSignal) => readConnections(await connections(signal)), []);
  const [page, reload] = useLoaded(load, onSignedOut);
  return (
    <div className="page">
      <header className="page-head">
        <h1>Connections</h1>
        <p>The warehouses that you can ask. Policy decides what each role may read of them.</p>
      </header>
      <ListPanel
        label="Connections"
        title="Yours and everybody's"
        controls={
          mayMake ? (
            <>
              <a className="button button-small button-primary" href="#/connections/new">
                Add connection
              </a>
              <a className="button button-small" href="#/connections/upload">
                Upload CSV
              </a>
            </>
          ) : null
        }
        loaded={page}
        onReload={reload}
        list={(found) => found.connections.length > 0 && <ConnectionTable connections={found.connections} />}
        empty="There is no connection yet."
      />
    </div>
  );
}

/** Connections, each with a link to what `page` shows of it. */
export function ConnectionTable({
  connections,
  page = "connections",
}: {
  connections: Connection[];
  page?: "connections" | "semantics";
}) {
  return (
    <div className="table-frame" role="group" aria-label="Connections" tabIndex={0}>
      <table className="grid audit-grid">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Kind</th>
            <th scope="col">Whose</th>
          </tr>
        </thead>
        <tbody>
          {connections.map((one) => (
            <tr key={one.id}>
              <td className="audit-question">
                <a href={`#/${page}/${encodeURIComponent(one.id)}`}>{one.name}</a>
              </td>
              <td>{one.kind}</td>
              <td>{one.shared ? "everybody's" : one.owner}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NewConnection({ onChanged, onSignedOut }: { onChanged: () => void; onSignedOut: () => void }) {
  const load = useCallback(async (signal: AbortSignal) => {
    const [kinds, listing] = await Promise.all([connectionKinds(signal), connections(signal)]);
    return { kinds: readKinds(kinds), mayShare: readConnections(listing).mayShare };
  }, []);
  const [page] = useLoaded(load, onSignedOut);
  return (
    <div className="page page-narrow">
      <Back href="#/connections" to="Connections" />
      <header className="page-head">
        <h1>Add a connection</h1>
        <p>Use a login that may read and nothing else. Its tables are read at once, and again from time to time.</p>
      </header>
      <Shown loaded={page}>
        {({ kinds, mayShare }) => (
          <ConnectionForm
            kinds={kinds}
            connection={undefined}
            mayShare={mayShare}
            onSave={async (draft) => {
              const id = await createConnection(draft);
              onChanged();
              location.hash = `#/connections/${encodeURIComponent(id)}`;
            }}
            onCancel={() => (location.hash = "#/connections")}
          />
        )}
      </Shown>
    </div>
  );
}
