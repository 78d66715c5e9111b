/**
 * Turns the pages of a list that is newest first.
 *
 * `cursors` lead to the pages up to the one that is shown, none to the first; `next` to the one after it, if any.
 */
export function Pager({
  cursors,
  next,
  onTurn,
}: {
  cursors: string[];
  next: string | undefined;
  onTurn: (cursors: string[]) => void;
}) {
  if (cursors.length === 0 && !next) return null;
  return (
    <p className="table-foot">
      <button
        type="button"
        className="button button-small"
        disabled={cursors.length === 0}
        onClick={() => onTurn(cursors.slice(0, -1))}
      >
        Newer
      </button>
      <button
        type="button"
        className="button button-small"
        disabled={!next}
        onClick={() => next && onTurn([...cursors, next])}
      >
        Older
      </button>
    </p>
  );
}
