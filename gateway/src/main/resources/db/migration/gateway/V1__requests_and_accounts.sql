-- A question and how far it has come. The row is also the outbox of question.asked: the signed event stands in
-- "event" and goes out until "published_at" says that the broker has it.
CREATE TABLE gateway.requests (
  request_id      uuid        PRIMARY KEY,
  tenant          text        NOT NULL,
  asker           text        NOT NULL,
  signature       text        NOT NULL,
  idempotency_key text,
  fingerprint     text,
  status          text        NOT NULL,
  progress        integer     NOT NULL,
  asked_at        timestamptz NOT NULL,
  deadline        timestamptz NOT NULL,
  event           text,
  trace_context   text,
  published_at    timestamptz,
  state           text        NOT NULL,
  ending          text,
  ending_at       timestamptz,
  ended_at        timestamptz,
  updated_at      timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX requests_idempotency ON gateway.requests (tenant, asker, idempotency_key)
  WHERE idempotency_key IS NOT NULL;
CREATE INDEX requests_unpublished ON gateway.requests (asked_at) WHERE published_at IS NULL;
CREATE INDEX requests_open ON gateway.requests (deadline) WHERE ended_at IS NULL;
CREATE INDEX requests_of_asker ON gateway.requests (tenant, asker, asked_at DESC);

-- People who sign in here. A deleted account keeps its name, so that nobody else comes by what was asked under it.
CREATE TABLE gateway.accounts (
  account_id          uuid        PRIMARY KEY,
  username            text        NOT NULL UNIQUE,
  display_name        text,
  password_hash       text        NOT NULL,
  roles               text[]      NOT NULL,
  created_at          timestamptz NOT NULL DEFAULT now(),
  tokens_valid_after  timestamptz NOT NULL DEFAULT 'epoch',
  deleted_at          timestamptz
);
CREATE INDEX accounts_revoked ON gateway.accounts (tokens_valid_after);

-- Browser sessions, by the hash of their secret.
CREATE TABLE gateway.sessions (
  token_hash text        PRIMARY KEY,
  account_id uuid        NOT NULL REFERENCES gateway.accounts,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX sessions_of_account ON gateway.sessions (account_id);
CREATE INDEX sessions_by_end ON gateway.sessions (expires_at);

-- What slows down whoever guesses passwords.
CREATE TABLE gateway.attempts (
  key           text        PRIMARY KEY,
  failures      integer     NOT NULL,
  blocked_until timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL DEFAULT now()
);
