-- Connections that were refused: to a machine that the declaration in force does not have. One row for what is refused
-- again and again; logged_at: when a line of the access log last told of it.
CREATE TABLE connections.refused (
  id uuid PRIMARY KEY,
  way text NOT NULL,
  host text NOT NULL,
  port integer NOT NULL,
  code text NOT NULL,
  first_at timestamptz NOT NULL,
  last_at timestamptz NOT NULL,
  times bigint NOT NULL,
  logged_at timestamptz NOT NULL,
  UNIQUE (way, host, port, code)
);
CREATE INDEX refused_last ON connections.refused (last_at);
GRANT SELECT, INSERT, DELETE, UPDATE (last_at, times, logged_at) ON connections.refused TO haltija_service;
