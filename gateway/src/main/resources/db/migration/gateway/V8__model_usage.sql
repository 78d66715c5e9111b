-- What each call of a language model took, once for each trace event that tells of it. "day" is the event's, in UTC.
CREATE TABLE gateway.model_usage (
  event_id uuid   PRIMARY KEY,
  tenant   text   NOT NULL,
  asker    text   NOT NULL,
  day      date   NOT NULL,
  model    text   NOT NULL,
  sent     bigint NOT NULL,
  written  bigint NOT NULL
);
CREATE INDEX model_usage_of_asker ON gateway.model_usage (tenant, asker, day);
