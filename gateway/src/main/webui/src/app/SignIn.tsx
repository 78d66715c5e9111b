import { type FormEvent, useState } from "react";
import { signIn } from "../api/gateway";
import { describe, Problem } from "../api/problem";
import type { User } from "../api/types";
import { Icon, Mark } from "../ui/Icon";

/** The way in. What was typed before a session ended waits behind it. */
export function SignIn({ notice, onSignedIn }: { notice: string | undefined; onSignedIn: (user: User) => void }) {
  const [username, setUsername] = useState("");
  const [password, setPassword] = useState("");
  const [shown, setShown] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string>();

  async function submit(event: FormEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setError(undefined);
    try {
      onSignedIn(await signIn(username.trim(), password));
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
            value={username}
            onChange={(event) => setUsername(event.target.value)}
          />
          <label htmlFor="password">Password</label>
          <div className="password">
            <input
              id="password"
              name="password"
              type={shown ? "text" : "password"}
              autoComplete="current-password"
              required
              value={password}
              aria-describedby={error ? "sign-in-error" : undefined}
              onChange={(event) => setPassword(event.target.value)}
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
          <button type="submit" className="button button-primary button-wide" disabled={busy || !username.trim() || !password}>
            {busy ? "Signing in…" : "Sign in"}
          </button>
        </form>
      </div>
      <p className="sign-in-foot">Answers from your data, with the SQL, the rules and every step in the open.</p>
    </main>
  );
}
