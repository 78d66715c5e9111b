import type { ReactNode } from "react";
import { Icon } from "./Icon";
import { Shown } from "./Shown";
import type { Loaded } from "./useLoaded";

/**
 * A list that was loaded, and can be loaded again.
 *
 * `list` draws what was loaded, or nothing where `empty` is to be said; `foot` stands below it.
 */
export function ListPanel<T>(props: {
  label: string;
  title: string;
  controls: ReactNode;
  loaded: Loaded<T>;
  onReload: () => void;
  empty: string;
  list: (value: T) => ReactNode;
  foot?: ReactNode;
}) {
  return (
    <section className="panel" aria-label={props.label}>
      <header className="panel-head">
        <h2>{props.title}</h2>
        <span className="spacer" />
        {props.controls}
        <button type="button" className="button button-small" onClick={props.onReload}>
          <Icon name="again" size={15} />
          Reload
        </button>
      </header>
      <Shown loaded={props.loaded} word="panel-empty">
        {(value) => props.list(value) || <p className="panel-empty">{props.empty}</p>}
      </Shown>
      {props.foot}
    </section>
  );
}
