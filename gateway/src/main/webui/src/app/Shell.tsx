import type { ReactNode } from "react";
import type { User } from "../api/types";
import { ending } from "../ask/outcome";
import { isRunning, type Turn } from "../ask/turn";
import { Icon, type IconName, Mark } from "../ui/Icon";
import type { PageName } from "./rights";

const PAGES: Record<PageName, { title: string; icon: IconName }> = {
  ask: { title: "Ask", icon: "ask" },
  check: { title: "Check SQL", icon: "shield" },
  reviews: { title: "Reviews", icon: "clock" },
  knowledge: { title: "Knowledge", icon: "book" },
  connections: { title: "Connections", icon: "database" },
  semantics: { title: "Semantic models", icon: "chain" },
  audit: { title: "Audit", icon: "ledger" },
};

/** What stands around every page: where one can go, the threads and the questions of this one, and who is signed in. */
export function Shell({
  user,
  pages,
  page,
  turns,
  threads,
  openReviews,
  onQuestion,
  onSignOut,
  children,
}: {
  user: User;
  pages: PageName[];
  page: PageName | undefined;
  turns: readonly Turn[];
  /** The list of threads, for those who ask. */
  threads: ReactNode;
  /** How many reviews wait for this user's decision. */
  openReviews: number;
  onQuestion: (key: string) => void;
  onSignOut: () => void;
  children: ReactNode;
}) {
  return (
    <div className="shell">
      <a className="skip" href="#main" onClick={skipToMain}>
        Skip to the page
      </a>
      <header className="side">
        <p className="brand">
          <Mark />
          <span>Nexus Hive</span>
        </p>
        <nav aria-label="Pages" className="nav">
          {pages.map((name) => (
            <a key={name} href={`#/${name}`} aria-current={name === page ? "page" : undefined}>
              <Icon name={PAGES[name].icon} />
              <span>{PAGES[name].title}</span>
              {name === "reviews" && openReviews > 0 ? (
                <span className="nav-count">
                  {openReviews}
                  <span className="visually-hidden"> waiting for you</span>
                </span>
              ) : null}
            </a>
          ))}
        </nav>
        {threads}
        {turns.length > 0 ? (
          <nav aria-label="Questions of this thread" className="visits">
            <h2>This thread</h2>
            <ul>
              {turns.map((turn) => (
                <li key={turn.key}>
                  <button type="button" onClick={() => onQuestion(turn.key)} title={turn.question}>
                    <span className={`dot ${dotOf(turn)}`} aria-hidden="true" />
                    <span className="visit-text">{turn.question}</span>
                  </button>
                </li>
              ))}
            </ul>
          </nav>
        ) : null}
        <div className="account">
          <p>
            <strong>{user.username}</strong>
            <span>{user.roles.join(", ") || "no role"}</span>
          </p>
          <button
            type="button"
            className="button button-icon"
            aria-label="Sign out"
            title="Sign out"
            onClick={onSignOut}
          >
            <Icon name="leave" size={17} />
          </button>
        </div>
      </header>
      <main id="main" tabIndex={-1}>
        {children}
      </main>
    </div>
  );
}

/** A jump inside the page must not change the route. */
function skipToMain(event: { preventDefault: () => void }): void {
  event.preventDefault();
  document.getElementById("main")?.focus();
}

function dotOf(turn: Turn): string {
  if (isRunning(turn)) return "dot-live";
  return `dot-${ending(turn)?.tone ?? "good"}`;
}
