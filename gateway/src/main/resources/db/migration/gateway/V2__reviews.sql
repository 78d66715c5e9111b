-- What waits, or waited, for a steward: policy's signed ticket inside the envelope as it waits, and who decided.
CREATE TABLE gateway.reviews (
  ticket_id         uuid        PRIMARY KEY,
  request_id        uuid        NOT NULL REFERENCES gateway.requests,
  request_signature text        NOT NULL,
  tenant            text        NOT NULL,
  asker             text        NOT NULL,
  requested_at      timestamptz NOT NULL,
  expires_at        timestamptz NOT NULL,
  state             text        NOT NULL,
  approved          boolean,
  decided_by        text,
  decided_at        timestamptz,
  reason            text
);
CREATE INDEX reviews_of_request ON gateway.reviews (request_id);
CREATE INDEX reviews_newest ON gateway.reviews (tenant, requested_at DESC, ticket_id);
CREATE INDEX reviews_of_asker ON gateway.reviews (tenant, asker, requested_at DESC, ticket_id);
CREATE INDEX reviews_undecided ON gateway.reviews (tenant, expires_at) WHERE decided_at IS NULL;

-- Events that a transaction kept together with what it changed; each is gone once the broker has it.
CREATE TABLE gateway.outbox (
  event_id      uuid        PRIMARY KEY,
  position      bigint      GENERATED ALWAYS AS IDENTITY,
  type          text        NOT NULL,
  key           text        NOT NULL,
  event         text        NOT NULL,
  trace_context text        NOT NULL,
  kept_at       timestamptz NOT NULL
);
CREATE INDEX outbox_oldest ON gateway.outbox (position);
