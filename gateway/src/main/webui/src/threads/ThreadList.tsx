import { Icon } from "../ui/Icon";
import type { State, Threads } from "./threads";

/** The threads of whoever is signed in, the one used last first. */
export function ThreadList({ threads, state, onShown }: { threads: Threads; state: State; onShown: () => void }) {
  return (
    <nav aria-label="Threads" className="visits threads">
      <h2>Threads</h2>
      <button
        type="button"
        className="thread-new"
        aria-current={state.current === undefined ? "true" : undefined}
        onClick={() => {
          threads.start();
          onShown();
        }}
      >
        <Icon name="plus" size={15} />
        New thread
      </button>
      <ul>
        {state.items.map((thread) => (
          <li key={thread.id}>
            <button
              type="button"
              title={thread.title}
              aria-current={thread.id === state.current ? "true" : undefined}
              onClick={() => {
                void threads.open(thread.id);
                onShown();
              }}
            >
              <span className="visit-text">{thread.title ?? "Untitled thread"}</span>
            </button>
          </li>
        ))}
      </ul>
      {state.next ? (
        <button type="button" className="thread-more" onClick={() => void threads.more()}>
          Show older threads
        </button>
      ) : null}
    </nav>
  );
}
