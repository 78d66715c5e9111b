-- Every version of a semantic model that a steward saved, as he wrote it; the newest is the one that holds.
CREATE TABLE gateway.semantic_models (
  connection_id text        NOT NULL,
  version       integer     NOT NULL,
  text          text        NOT NULL,
  author        text        NOT NULL,
  saved_at      timestamptz NOT NULL,
  PRIMARY KEY (connection_id, version)
);
