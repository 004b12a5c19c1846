-- Old mail brought in: what became of it, in numbers. Nothing here tells of a message or of a person.
CREATE SCHEMA operations;
GRANT USAGE ON SCHEMA operations TO haltija_service;

CREATE TABLE operations.import_run (
  id uuid PRIMARY KEY,
  mailbox text NOT NULL,
  -- The colleague who began it; nobody for the operator at the terminal.
  by uuid,
  started_at timestamptz NOT NULL,
  -- When it last said that it lives: a running one that has been silent is one that was broken off.
  seen_at timestamptz NOT NULL,
  state text NOT NULL CHECK (state IN ('running', 'finished', 'cancelled', 'failed')),
  imported bigint NOT NULL DEFAULT 0,
  already_there bigint NOT NULL DEFAULT 0,
  too_old bigint NOT NULL DEFAULT 0,
  from_future bigint NOT NULL DEFAULT 0,
  not_allowed bigint NOT NULL DEFAULT 0,
  unreadable bigint NOT NULL DEFAULT 0,
  too_large bigint NOT NULL DEFAULT 0,
  not_mail bigint NOT NULL DEFAULT 0
);
CREATE INDEX import_run_started ON operations.import_run (started_at DESC);
GRANT SELECT, INSERT, UPDATE ON operations.import_run TO haltija_service;

-- What an old mailbox told of a person did not come from them by a channel of this register (GDPR Art. 14).
ALTER TABLE register.person_field DROP CONSTRAINT person_field_source_check;
ALTER TABLE register.person_field ADD CONSTRAINT person_field_source_check
  CHECK (source IN ('email', 'phone', 'chat', 'staff', 'import'));
