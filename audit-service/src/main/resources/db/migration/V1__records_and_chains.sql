-- One chain per topic partition. The first hash of a chain covers this row, so that it cannot be
-- changed either.
CREATE TABLE audit.chain (
    chain_id uuid PRIMARY KEY,
    cluster_id text NOT NULL,
    topic_id uuid NOT NULL,
    topic text NOT NULL,
    partition integer NOT NULL,
    UNIQUE (cluster_id, topic_id, partition)
);

-- One row per Kafka record. The columns are those of io.nexushive.audit.record.Column, plus the
-- hash over all of them and the hash before.
CREATE TABLE audit.record (
    chain_id uuid NOT NULL REFERENCES audit.chain (chain_id),
    seq bigint NOT NULL CHECK (seq >= 1),
    kafka_offset bigint NOT NULL,
    kafka_time timestamptz,
    stored_at timestamptz NOT NULL,
    record_key text,
    headers text,
    event_id text,
    event_type text,
    source text,
    subject text,
    event_time timestamptz,
    standing text NOT NULL CHECK (standing IN ('first', 'duplicate', 'conflict')),
    payload text,
    payload_bytes bigint,
    payload_sha256 text,
    request_id uuid,
    tenant text,
    asker text,
    roles text,
    asker_verified boolean,
    question text,
    connection_id text,
    model_asked text,
    attempt bigint,
    sql_source text,
    model text,
    sql_asked text,
    sql_run text,
    decision text,
    reasons text,
    policy_version text,
    catalog_version text,
    statement_id text,
    row_count bigint,
    truncated boolean,
    elapsed_ms bigint,
    error_code text,
    actor text,
    trace_kind text,
    agent text,
    stage text,
    status text,
    duration_ms bigint,
    outcome text,
    hash bytea NOT NULL CHECK (octet_length(hash) = 32),
    PRIMARY KEY (chain_id, seq),
    UNIQUE (chain_id, kafka_offset)
);

CREATE INDEX record_event_id ON audit.record (event_id) WHERE event_id IS NOT NULL;
CREATE INDEX record_request ON audit.record (request_id, kafka_time) WHERE request_id IS NOT NULL;
CREATE INDEX record_asked ON audit.record (request_id DESC) WHERE asker_verified;
CREATE INDEX record_stored_at ON audit.record USING brin (stored_at);

-- Archiving hides a request from the list of recent ones; it is said, never done to the records.
CREATE TABLE audit.archive_marker (
    marker_id uuid PRIMARY KEY,
    request_id uuid NOT NULL,
    archived boolean NOT NULL,
    by_subject text NOT NULL,
    reason text,
    marked_at timestamptz NOT NULL
);

CREATE INDEX archive_marker_request ON audit.archive_marker (request_id, marked_at DESC);

-- The service may add and read, nothing else; what it wrote, it cannot take back.
REVOKE ALL ON ALL TABLES IN SCHEMA audit FROM PUBLIC;
GRANT USAGE ON SCHEMA audit TO "${runtime_role}";
GRANT INSERT, SELECT ON audit.chain, audit.record, audit.archive_marker TO "${runtime_role}";
