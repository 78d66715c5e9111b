import { Columns } from "./LineageView";
import type { Facts } from "./check";

const TITLES: Record<string, string> = {
  projected: "In the result",
  filtered: "Filtered by",
  joined: "Joined by",
  grouped: "Grouped by",
  ordered: "Ordered by",
};

const LEVELS: Record<string, string> = {
  constant: "reads no stored row",
  aggregated: "groups of stored rows",
  rows: "stored rows, or values of single ones",
};

/** What the statement reads, clause by clause. */
export function FactsView({ facts }: { facts: Facts }) {
  return (
    <div className="table-frame">
      <table className="plain lineage">
        <tbody>
          {facts.clauses.map(({ name, columns }) => (
            <tr key={name}>
              <th scope="row">{TITLES[name] ?? name}</th>
              <td>
                <Columns names={columns} />
              </td>
            </tr>
          ))}
          <tr>
            <th scope="row">Functions</th>
            <td>
              <Columns names={facts.functions} />
            </td>
          </tr>
          <tr>
            <th scope="row">Rows of the result</th>
            <td>{LEVELS[facts.level] ?? facts.level}</td>
          </tr>
          <tr>
            <th scope="row">Limit in the text</th>
            <td>{facts.limit === undefined ? <span className="muted">none</span> : facts.limit.toLocaleString("en")}</td>
          </tr>
          {facts.unjoined ? (
            <tr>
              <th scope="row">Joins</th>
              <td>Tables stand side by side without an equality between them.</td>
            </tr>
          ) : null}
        </tbody>
      </table>
    </div>
  );
}
