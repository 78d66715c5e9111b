import { Icon } from "../ui/Icon";
import { time } from "../ui/words";
import type { Kept } from "./semantics";
import { TextDiff } from "./TextDiff";

/** Somebody saved meanwhile: both texts, and what can be done without losing either. */
export function ConflictView({
  theirs,
  mine,
  onKeep,
  onTake,
}: {
  theirs: Kept;
  mine: string;
  /** Goes on with the own text, as a change of theirs. */
  onKeep: () => void;
  /** Goes on with theirs; the own text stays at hand. */
  onTake: () => void;
}) {
  return (
    <section className="notice tone-wait" aria-label="Saved by somebody else meanwhile">
      <Icon name="warning" size={16} />
      <div className="stack-tight">
        <p role="alert">
          <strong>
            {theirs.author ?? "Somebody"} saved version {theirs.version} meanwhile
          </strong>{" "}
          ({time(theirs.savedAt)}). Yours is not saved. This is what yours would change in it:
        </p>
        <TextDiff from={theirs.text} to={mine} label="From the version that was saved to yours" />
        <div className="form-row">
          <button type="button" className="button button-small" onClick={onKeep}>
            Go on with mine
          </button>
          <button type="button" className="button button-small" onClick={onTake}>
            Go on with version {theirs.version}
          </button>
        </div>
      </div>
    </section>
  );
}
