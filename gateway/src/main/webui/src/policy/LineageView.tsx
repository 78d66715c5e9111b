import type { Lineage } from "../api/types";

/** What the query reads: columns whose values reach the result, and columns that only decide on rows. */
export function LineageView({ lineage }: { lineage: Lineage[] }) {
  return (
    <div className="table-frame">
      <table className="plain lineage">
        <thead>
          <tr>
            <th scope="col">Table</th>
            <th scope="col">Values in the result</th>
            <th scope="col">Only filters, joins or orders</th>
          </tr>
        </thead>
        <tbody>
          {lineage.map((entry) => (
            <tr key={entry.table}>
              <th scope="row">
                <code>{entry.table}</code>
              </th>
              <td>
                <Columns names={entry.projected} />
              </td>
              <td>
                <Columns names={entry.used} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function Columns({ names }: { names: string[] }) {
  if (names.length === 0) return <span className="muted">none</span>;
  return (
    <span className="columns">
      {names.map((name) => (
        <code key={name}>{name}</code>
      ))}
    </span>
  );
}
