-- What came of each restore and each rehearsal of one, signed. Numbers, ids and codes only.
CREATE TABLE operations.restore_report (
  -- Of the SHA-256 of the statement: the line of the access log names it by this.
  id uuid PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('restore', 'replay', 'rehearsal')),
  at timestamptz NOT NULL,
  -- Whether all was as it should be: nothing unreadable, nothing missing that was signed for.
  ok boolean NOT NULL,
  backup text,
  late bigint,
  -- Units that open, and those that were unreadable without a tombstone.
  held bigint NOT NULL,
  alarms bigint NOT NULL,
  seconds integer NOT NULL,
  -- The signed statement, as it is given out.
  signed text NOT NULL
);
CREATE INDEX restore_report_at ON operations.restore_report (kind, at DESC);
GRANT SELECT, INSERT ON operations.restore_report TO haltija_service;

-- Mail dated before this moment may have had its automatic answer before a restore: it gets none.
CREATE TABLE mail.restored (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  until timestamptz NOT NULL
);
GRANT SELECT, INSERT, UPDATE ON mail.restored TO haltija_service;
