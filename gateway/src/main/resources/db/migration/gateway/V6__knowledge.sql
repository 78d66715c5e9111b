-- What askers thought of answers: the last word of each about each request.
CREATE TABLE gateway.feedback (
  request_id    uuid        NOT NULL REFERENCES gateway.requests,
  author        text        NOT NULL,
  helpful       boolean     NOT NULL,
  reason        text,
  corrected_sql text,
  given_at      timestamptz NOT NULL,
  PRIMARY KEY (request_id, author)
);

-- Verified queries and what may become one. "proposer" is who proposed it, with the rights that its SQL was checked
-- with; "checked_*" name the policy and the catalogue that it was last found to pass under.
CREATE TABLE gateway.knowledge (
  knowledge_id    uuid        PRIMARY KEY,
  tenant          text        NOT NULL,
  connection_id   text        NOT NULL,
  question        text        NOT NULL,
  sql             text        NOT NULL,
  literals        text        NOT NULL,
  fingerprint     text        NOT NULL,
  state           text        NOT NULL,
  revision        integer     NOT NULL DEFAULT 0,
  request_id      uuid        NOT NULL REFERENCES gateway.requests,
  proposed_by     text        NOT NULL,
  proposer        text        NOT NULL,
  proposed_at     timestamptz NOT NULL,
  decided_by      text,
  decided_at      timestamptz,
  reason          text,
  checked_policy  text,
  checked_catalog text
);
CREATE UNIQUE INDEX knowledge_once ON gateway.knowledge (tenant, connection_id, fingerprint)
  WHERE state IN ('candidate', 'approved');
CREATE INDEX knowledge_newest ON gateway.knowledge (tenant, proposed_at DESC, knowledge_id DESC);
CREATE INDEX knowledge_approved ON gateway.knowledge (connection_id) WHERE state = 'approved';
