-- Connections that people made. The definition is the signed payload of connection.changed, its secret sealed to the
-- executor: nothing in here can be used to sign in anywhere.
CREATE TABLE gateway.connections (
  connection_id text        PRIMARY KEY,
  tenant        text        NOT NULL,
  owner         text,
  definition    text        NOT NULL,
  created_at    timestamptz NOT NULL,
  updated_at    timestamptz NOT NULL
);
CREATE INDEX connections_of_owner ON gateway.connections (tenant, owner);

-- Tests and readings on demand: the last one of each connection, of configured ones too.
CREATE TABLE gateway.connection_jobs (
  connection_id text        NOT NULL,
  job           text        NOT NULL,
  started_at    timestamptz NOT NULL,
  ended_at      timestamptz,
  outcome       text,
  PRIMARY KEY (connection_id, job)
);
