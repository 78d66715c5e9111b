-- What else is known of a person, for row filters: {"region": ["EMEA"]}. Administrators set it, never for themselves.
ALTER TABLE gateway.accounts ADD COLUMN attributes jsonb NOT NULL DEFAULT '{}';
