-- Conversations. "title" is the first question until the owner gives a name; "model" and "connection_id" are what its
-- questions are asked with where they name none.
CREATE TABLE gateway.threads (
  thread_id     uuid        PRIMARY KEY,
  tenant        text        NOT NULL,
  owner         text        NOT NULL,
  title         text,
  model         text,
  connection_id text,
  created_at    timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL
);
CREATE INDEX threads_of_owner ON gateway.threads (tenant, owner, updated_at DESC, thread_id DESC);

ALTER TABLE gateway.requests ADD COLUMN thread_id uuid REFERENCES gateway.threads ON DELETE SET NULL;
CREATE INDEX requests_of_thread ON gateway.requests (thread_id, asked_at DESC, request_id DESC)
  WHERE thread_id IS NOT NULL;
