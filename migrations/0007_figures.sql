-- Figures of the work, counted when it happened: hours, queues, channels, languages and numbers. No id of a contact, message,
-- person or member of staff stands here, so erasing any of them changes no figure, and no figure leads to any of them.
CREATE SCHEMA figures;
GRANT USAGE ON SCHEMA figures TO haltija_service;

-- What happened, as it is counted: one row a thing, so that no two transactions want the same row. An hourly job folds them into totals.
CREATE TABLE figures.fact (
  -- The beginning of the hour by the register's clock.
  hour timestamptz NOT NULL,
  queue text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('email', 'phone', 'chat')),
  language text NOT NULL CHECK (language IN ('sv', 'fi', 'en', 'none')),
  kind text NOT NULL CHECK (kind ~ '^[a-z]+(-[a-z]+)*$' AND length(kind) <= 40),
  -- How long it took, as a class (duration-buckets.ts); -1: nothing to measure.
  bucket smallint NOT NULL CHECK (bucket BETWEEN -1 AND 80),
  -- -1 takes back what was undone.
  times integer NOT NULL
);
CREATE INDEX fact_hour ON figures.fact (hour);

CREATE TABLE figures.total (
  hour timestamptz NOT NULL,
  queue text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('email', 'phone', 'chat')),
  language text NOT NULL CHECK (language IN ('sv', 'fi', 'en', 'none')),
  kind text NOT NULL CHECK (kind ~ '^[a-z]+(-[a-z]+)*$' AND length(kind) <= 40),
  bucket smallint NOT NULL CHECK (bucket BETWEEN -1 AND 80),
  times integer NOT NULL,
  PRIMARY KEY (hour, queue, channel, language, kind, bucket)
);

-- What stood unanswered or unfinished at the beginning of an hour. Every queue has a row, be it of none.
CREATE TABLE figures.backlog (
  hour timestamptz NOT NULL,
  queue text NOT NULL,
  channel text NOT NULL CHECK (channel IN ('email', 'phone', 'chat')),
  language text NOT NULL CHECK (language IN ('sv', 'fi', 'en', 'none')),
  status text NOT NULL CHECK (status IN ('open', 'waiting', 'snoozed')),
  contacts integer NOT NULL CHECK (contacts >= 0),
  PRIMARY KEY (hour, queue, channel, language, status)
);

-- What was counted stays counted: the service cannot delete a total, nor change what stood at an hour.
GRANT SELECT, INSERT, DELETE ON figures.fact TO haltija_service;
GRANT SELECT, INSERT, UPDATE ON figures.total TO haltija_service;
GRANT SELECT, INSERT ON figures.backlog TO haltija_service;

-- An answer is counted when it has left the house; until then the message itself remembers who waited since when, and goes with its contact.
ALTER TABLE register.contact_message
  ADD COLUMN waited_since timestamptz,
  ADD COLUMN answer_due_at timestamptz;
