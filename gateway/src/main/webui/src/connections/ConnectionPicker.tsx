import type { AskableConnection } from "../api/types";

/** Which warehouse is meant; nothing to choose where there is one only. */
export function ConnectionPicker({
  connections,
  value,
  label,
  onPick,
}: {
  connections: readonly AskableConnection[];
  value: string | undefined;
  label: string;
  onPick: (id: string) => void;
}) {
  if (connections.length < 2) return connections[0] ? <strong>{connections[0].name}</strong> : null;
  return (
    <select
      className="connection-picker"
      aria-label={label}
      value={value ?? ""}
      onChange={(event) => onPick(event.target.value)}
    >
      {connections.map((one) => (
        <option key={one.id} value={one.id}>
          {one.shared ? one.name : `${one.name} (yours)`}
        </option>
      ))}
    </select>
  );
}
