import { type FormEvent, useState } from "react";
import { signIn } from "../api/gateway";
import { describe, Problem } from "../api/problem";
import type { User } from "../api/types";
import { Icon, Mark } from "../ui/Icon";

/** The way in. What was typed before a session ended waits behind it. */
export function SignIn({ notice, onSignedIn }: { notice: string | undefined; onSignedIn: (user: User) => void }) {
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function submit(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    // Read from the form itself: what a password manager filled in may not have been announced.
    const form = new FormData(event.currentTarget);
    const username = String(form.get("username") ?? "").trim();
    const password = String(form.get("password") ?? "");
    setBusy(true);
    setError(undefined);
    try {
      onSignedIn(await signIn(username, password));
    } catch (failure) {
      const refused = failure instanceof Problem && failure.unauthenticated;
      setError(refused ? "That user name and password do not fit together." : describe(failure));
      setBusy(false);
    }
  }

  return (
    <main className="sign-in">
      <div className="sign-in-card">
        <p className="brand">
          <Mark size={34} />
          <span>Nexus Hive</span>
        </p>
        <h1>Sign in</h1>
        {notice ? (
          <p className="notice tone-wait" role="status">
            <Icon name="info" size={16} />
            <span>{notice}</span>
          </p>
        ) : null}
        <form onSubmit={(event) => void submit(event)}>
          <label htmlFor="username">User name</label>
          <input
            id="username"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            spellCheck={false}
            required
            autoFocus
          />
          <label htmlFor="password">Password</label>
          <div className="password">
            <input
              id="password"
              name="password"
              type={shown ? "text" : "password"}
              autoComplete="current-password"
              required
              aria-describedby={error ? "sign-in-error" : undefined}
            />
            <button
              type="button"
              className="button button-icon"
              aria-label={shown ? "Hide password" : "Show password"}
              aria-pressed={shown}
              onClick={() => setShown(!shown)}
            >
              <Icon name="eye" size={17} />
            </button>
          </div>
          {error ? (
            <p className="field-error" id="sign-in-error" role="alert">
              {error}
            </p>
          ) : null}
          <button type="submit" className="button button-primary button-wide" disabled={busy}>
            {busy ? "Signing in…" : "Sign in"}
          </button>
        </form>
      </div>
      <p className="sign-in-foot">Answers from your data, with the SQL, the rules and every step in the open.</p>
    </main>
  );
}
