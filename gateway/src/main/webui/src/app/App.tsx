import { useCallback, useEffect, useState, useSyncExternalStore } from "react";
import { meta as loadMeta, signOut, whoAmI } from "../api/gateway";
import { describe, Problem } from "../api/problem";
import type { Meta, User } from "../api/types";
import { AskPage } from "../ask/AskPage";
import { Conversation } from "../ask/conversation";
import { AuditPage } from "../audit/AuditPage";
import { ConnectionsPage } from "../connections/ConnectionsPage";
import { KnowledgePage } from "../knowledge/KnowledgePage";
import { CheckPage } from "../policy/CheckPage";
import { Mark } from "../ui/Icon";
import { ReviewsPage } from "../review/ReviewsPage";
import { useOpenReviews } from "../review/useOpenReviews";
import { connects, decides, keepsModels, type PageName, pagesFor } from "./rights";
import type { Unsaved } from "../semantics/ModelEditor";
import { SemanticsPage } from "../semantics/SemanticsPage";
import { go, readRoute, useHash } from "./route";
import { ThreadList } from "../threads/ThreadList";
import { Threads } from "../threads/threads";
import { Shell } from "./Shell";
import { SignIn } from "./SignIn";

type Session =
  | { name: "unknown" }
  | { name: "unreachable"; message: string }
  | { name: "signed-out"; notice: string | undefined }
  | { name: "signed-in"; user: User };

const PAGE_TITLES: Record<PageName, string> = { ask: "Ask", check: "Check SQL", reviews: "Reviews", knowledge: "Knowledge", connections: "Connections", semantics: "Semantic models", audit: "Audit" };
const ENDED = "Your session has ended. Sign in to go on; what you typed is kept.";

/** The whole page: who is signed in, and which page is shown. */
export function App() {
  const [session, setSession] = useState<Session>({ name: "unknown" });
  const [conversation] = useState(() => new Conversation());
  const [threads] = useState(() => new Threads(conversation));
  const [lastUser, setLastUser] = useState<string>();
  const [draft, setDraft] = useState("");
  const [sql, setSql] = useState("");
  const [models] = useState(() => new Map<string, Unsaved>());
  const [meta, setMeta] = useState<Meta>();
  const [metaRound, setMetaRound] = useState(0);
  const [picked, setPicked] = useState<string>();
  const turns = useSyncExternalStore(conversation.subscribe, conversation.snapshot);
  const thread = useSyncExternalStore(threads.subscribe, threads.snapshot);
  const route = readRoute(useHash());

  const look = useCallback((signal: AbortSignal) => {
    whoAmI(signal).then(
      (user) => {
        setLastUser(user.username);
        setSession({ name: "signed-in", user });
      },
      (error: unknown) => {
        if (signal.aborted) return;
        const out = error instanceof Problem && error.unauthenticated;
        setSession(out ? { name: "signed-out", notice: undefined } : { name: "unreachable", message: describe(error) });
      },
    );
  }, []);

  useEffect(() => {
    const controller = new AbortController();
    look(controller.signal);
    return () => controller.abort();
  }, [look]);

  const ended = useCallback(() => setSession({ name: "signed-out", notice: ENDED }), []);
  useEffect(() => {
    conversation.onSignedOut = ended;
    threads.onSignedOut = ended;
    conversation.threadOf = () => threads.place();
  }, [conversation, threads, ended]);

  const title = session.name === "signed-in" ? PAGE_TITLES[route?.page ?? "ask"] : "Sign in";
  useEffect(() => {
    document.title = `${title} · Nexus Hive`;
  }, [title]);

  const user = session.name === "signed-in" ? session.user : undefined;
  useEffect(() => {
    if (!user) return;
    const controller = new AbortController();
    loadMeta(controller.signal).then(setMeta, () => undefined); // suggestions are a help, not a need
    return () => controller.abort();
  }, [user, metaRound]);

  const asks = user !== undefined && pagesFor(user.roles).includes("ask");
  useEffect(() => {
    if (asks) void threads.load();
  }, [asks, threads]);

  // What was picked may be gone by now; what a thread is about comes before what was picked.
  const usable = (id: string | undefined): boolean => meta?.connections.some((one) => one.id === id) ?? false;
  const connectionId = [thread.connectionId, picked].find(usable) ?? meta?.connectionId;
  const pick = useCallback(
    (id: string) => {
      setPicked(id);
      void threads.connect(id);
    },
    [threads],
  );
  const lookForConnections = useCallback(() => setMetaRound((n) => n + 1), []);

  const [openReviews, lookForReviews] = useOpenReviews(user !== undefined && decides(user.roles));

  const forget = useCallback(() => {
    threads.clear();
    setDraft("");
    setSql("");
    models.clear();
    setMeta(undefined);
    setPicked(undefined);
  }, [threads, models]);

  function signedIn(next: User): void {
    if (lastUser !== undefined && lastUser !== next.username) forget();
    setLastUser(next.username);
    setSession({ name: "signed-in", user: next });
    conversation.resumeAll();
  }

  async function leave(): Promise<void> {
    try {
      await signOut();
    } catch (error) {
      // Still signed in on the server: to say otherwise would be false.
      if (!(error instanceof Problem && error.unauthenticated)) {
        setSession({ name: "unreachable", message: `You could not be signed out. ${describe(error)}` });
        return;
      }
    }
    forget();
    setSession({ name: "signed-out", notice: undefined });
  }

  function showTurn(key: string): void {
    go("ask");
    requestAnimationFrame(() => document.getElementById(`turn-${key}`)?.scrollIntoView({ block: "start" }));
  }

  const toCheck = useCallback((text: string) => {
    setSql(text);
    go("check");
  }, []);

  if (session.name === "unknown") return <Splash text="Loading" />;
  if (session.name === "unreachable") {
    return (
      <Splash text={session.message}>
        <button type="button" className="button" onClick={() => look(new AbortController().signal)}>
          Try again
        </button>
      </Splash>
    );
  }
  if (session.name === "signed-out") return <SignIn notice={session.notice} onSignedIn={signedIn} />;

  const pages = pagesFor(session.user.roles);
  const page = route && pages.includes(route.page) ? route.page : pages[0];
  return (
    <Shell
      user={session.user}
      pages={pages}
      page={page}
      turns={turns}
      threads={asks ? <ThreadList threads={threads} state={thread} onShown={() => go("ask")} /> : null}
      openReviews={openReviews}
      onQuestion={showTurn}
      onSignOut={() => void leave()}
    >
      {page === "ask" ? (
        <AskPage
          conversation={conversation}
          turns={turns}
          threads={threads}
          thread={thread}
          meta={meta}
          connectionId={connectionId}
          onConnection={pick}
          draft={draft}
          onDraft={setDraft}
          onCheck={pages.includes("check") ? toCheck : undefined}
          onSignedOut={ended}
        />
      ) : page === "check" ? (
        <CheckPage
          user={session.user}
          sql={sql}
          onSql={setSql}
          connections={meta?.connections ?? []}
          connectionId={connectionId}
          onConnection={setPicked}
          onSignedOut={ended}
        />
      ) : page === "reviews" ? (
        <ReviewsPage
          reviewId={route?.page === "reviews" ? route.rest : undefined}
          decides={decides(session.user.roles)}
          username={session.user.username}
          onDecided={lookForReviews}
          onFollow={(requestId, question) => showTurn(conversation.open(requestId, question))}
          onSignedOut={ended}
        />
      ) : page === "knowledge" ? (
        <KnowledgePage
          entryId={route?.page === "knowledge" ? route.rest : undefined}
          retires={session.user.roles.includes("steward")}
          onSignedOut={ended}
        />
      ) : page === "connections" ? (
        <ConnectionsPage
          connectionId={route?.page === "connections" ? route.rest : undefined}
          mayShare={decides(session.user.roles)}
          mayMake={connects(session.user.roles)}
          keepsModels={keepsModels(session.user.roles)}
          onChanged={lookForConnections}
          onSignedOut={ended}
        />
      ) : page === "semantics" ? (
        <SemanticsPage
          connectionId={route?.page === "semantics" ? route.rest : undefined}
          unsaved={models}
          onSignedOut={ended}
        />
      ) : page === "audit" ? (
        <AuditPage requestId={route?.page === "audit" ? route.rest : undefined} onSignedOut={ended} />
      ) : (
        <div className="page">
          <header className="page-head">
            <h1>No role yet</h1>
            <p>Your account has no role that opens a page here. Ask an administrator for one.</p>
          </header>
        </div>
      )}
    </Shell>
  );
}

function Splash({ text, children }: { text: string; children?: React.ReactNode }) {
  return (
    <main className="splash">
      <Mark size={40} />
      <p role="status">{text}</p>
      {children}
    </main>
  );
}
