-- Sums that are kept while records come in, so that a summary need not read the records. They follow from the records
-- and prove nothing. The service reads them and cannot write them: the trigger does, with the rights of its owner.

-- Records that name a tenant, by five minutes; and dead letters, which concern every tenant, under none. What is absent
-- is '', what is longer than any value of ours is cut: whatever a record claims, its row has to fit into the index.
CREATE TABLE audit.record_sum (
    since timestamptz NOT NULL,
    tenant text NOT NULL,
    topic text NOT NULL,
    standing text NOT NULL,
    decision text NOT NULL,
    sql_source text NOT NULL,
    error_code text NOT NULL,
    model_asked text NOT NULL,
    asker_verified boolean NOT NULL,
    records bigint NOT NULL,
    PRIMARY KEY (since, tenant, topic, standing, decision, sql_source, error_code, model_asked, asker_verified)
);

-- One row per request. Its tenant is known once its question is proved; traces name none, and are counted here.
CREATE TABLE audit.request_sum (
    request_id uuid PRIMARY KEY,
    tenant text,
    stored_at timestamptz,
    asked_at timestamptz,
    answered_at timestamptz,
    ended_at timestamptz,
    outcome text,
    records bigint NOT NULL,
    duplicates bigint NOT NULL,
    conflicts bigint NOT NULL
);

CREATE INDEX request_sum_asked ON audit.request_sum (tenant, stored_at);

-- Rows are locked in the order of their keys, so that two writers cannot wait for each other.
CREATE FUNCTION audit.sum_up() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
    INSERT INTO audit.record_sum AS known
    SELECT date_bin('5 minutes', r.stored_at, timestamptz 'epoch'),
           CASE WHEN c.topic LIKE '%.dead-letter.%' THEN '' ELSE left(r.tenant, 64) END,
           c.topic,
           r.standing,
           coalesce(left(r.decision, 64), ''),
           coalesce(left(r.sql_source, 64), ''),
           coalesce(left(r.error_code, 64), ''),
           coalesce(left(r.model_asked, 64), ''),
           coalesce(r.asker_verified, false),
           count(*)
    FROM fresh r JOIN audit.chain c USING (chain_id)
    WHERE r.tenant <> '' OR c.topic LIKE '%.dead-letter.%'
    GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
    ORDER BY 1, 2, 3, 4, 5, 6, 7, 8, 9
    ON CONFLICT ON CONSTRAINT record_sum_pkey DO UPDATE SET records = known.records + excluded.records;

    INSERT INTO audit.request_sum AS known
    SELECT told.request_id,
           min(left(told.tenant, 64)) FILTER (WHERE told.asker_verified),
           min(told.stored_at) FILTER (WHERE told.asker_verified),
           min(told.event_time) FILTER (WHERE told.asker_verified),
           max(told.event_time) FILTER (WHERE told.ends AND told.outcome = 'answered'),
           max(told.at) FILTER (WHERE told.ends),
           (array_agg(told.outcome ORDER BY told.at DESC, told.seq DESC) FILTER (WHERE told.ends))[1],
           count(*) FILTER (WHERE told.nobodys),
           count(*) FILTER (WHERE told.nobodys AND told.standing = 'duplicate'),
           count(*) FILTER (WHERE told.nobodys AND told.standing = 'conflict')
    FROM (SELECT r.*,
                 coalesce(r.event_time, r.kafka_time, r.stored_at) AS at,
                 r.trace_kind = 'done' AND r.standing = 'first' AND r.outcome IS NOT NULL AS ends,
                 coalesce(r.tenant, '') = '' AND c.topic NOT LIKE '%.dead-letter.%' AS nobodys
          FROM fresh r JOIN audit.chain c USING (chain_id)
          WHERE r.request_id IS NOT NULL) AS told
    GROUP BY told.request_id
    ORDER BY told.request_id
    ON CONFLICT (request_id) DO UPDATE SET
        tenant = coalesce(known.tenant, excluded.tenant),
        stored_at = coalesce(known.stored_at, excluded.stored_at),
        asked_at = least(known.asked_at, excluded.asked_at),
        answered_at = greatest(known.answered_at, excluded.answered_at),
        outcome = CASE WHEN excluded.ended_at >= coalesce(known.ended_at, excluded.ended_at)
                       THEN excluded.outcome ELSE known.outcome END,
        ended_at = greatest(known.ended_at, excluded.ended_at),
        records = known.records + excluded.records,
        duplicates = known.duplicates + excluded.duplicates,
        conflicts = known.conflicts + excluded.conflicts;
    RETURN NULL;
END
$$;
REVOKE ALL ON FUNCTION audit.sum_up() FROM PUBLIC;

-- What was recorded before is summed up in the same way; nothing may come in between.
LOCK TABLE audit.record IN SHARE ROW EXCLUSIVE MODE;
CREATE UNLOGGED TABLE audit.recorded AS
    SELECT chain_id, seq, kafka_time, stored_at, event_time, standing, request_id, tenant, asker_verified, model_asked,
           sql_source, decision, error_code, trace_kind, outcome
    FROM audit.record WITH NO DATA;
CREATE TRIGGER sum_up AFTER INSERT ON audit.recorded
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION audit.sum_up();
INSERT INTO audit.recorded
    SELECT chain_id, seq, kafka_time, stored_at, event_time, standing, request_id, tenant, asker_verified, model_asked,
           sql_source, decision, error_code, trace_kind, outcome
    FROM audit.record;
DROP TABLE audit.recorded;

CREATE TRIGGER sum_up AFTER INSERT ON audit.record
    REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION audit.sum_up();

GRANT SELECT ON audit.record_sum, audit.request_sum TO "${runtime_role}";
