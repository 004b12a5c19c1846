-- What was published and when. Rows are never changed or removed: which rules held on a given day,
-- and which notice a person saw, must stay answerable.
CREATE SCHEMA declaration;

CREATE TABLE declaration.version (
  version integer PRIMARY KEY CHECK (version > 0),
  published_at timestamptz NOT NULL,
  stated_on date,
  source text NOT NULL CHECK (octet_length(source) <= 262144),
  digest bytea NOT NULL CHECK (octet_length(digest) = 32),
  published_by uuid
);

-- What is being written binds nobody, and may be wrong still.
CREATE TABLE declaration.draft (
  id uuid PRIMARY KEY,
  name text NOT NULL,
  source text NOT NULL CHECK (octet_length(source) <= 262144),
  based_on integer NOT NULL REFERENCES declaration.version,
  version integer NOT NULL DEFAULT 1,
  saved_at timestamptz NOT NULL,
  saved_by uuid NOT NULL
);

GRANT USAGE ON SCHEMA declaration TO haltija_service;
GRANT SELECT, INSERT ON declaration.version TO haltija_service;
GRANT SELECT, INSERT, UPDATE, DELETE ON declaration.draft TO haltija_service;
