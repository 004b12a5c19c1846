-- Staff: who may sign in, the tasks they were given, the undertaking they accepted. Names and password
-- hashes are sealed; a user name is found by its keyed digest.

CREATE SCHEMA staff;

-- password_sealed: the argon2id hash, sealed too, so that a stolen dump gives nothing to crack.
-- Without one (invited, closed) there is no signing in.
CREATE TABLE staff.member (
  id uuid PRIMARY KEY,
  user_name_digest bytea UNIQUE,
  profile_sealed bytea,
  password_sealed bytea,
  state text NOT NULL DEFAULT 'active' CHECK (state IN ('active', 'closed', 'erased')),
  language text NOT NULL CHECK (language IN ('sv', 'fi', 'en')),
  theme text NOT NULL DEFAULT 'system' CHECK (theme IN ('system', 'light', 'dark')),
  created_at timestamptz NOT NULL,
  closed_at timestamptz,
  delete_after timestamptz,
  delete_rule text,
  declaration_version integer,
  CONSTRAINT member_kept_until CHECK (
    (state = 'active') = (closed_at IS NULL)
    AND (state = 'active') = (delete_after IS NULL)
    AND (state = 'active') = (delete_rule IS NULL)
    AND (state = 'active') = (declaration_version IS NULL)
  ),
  CONSTRAINT member_closed_has_no_password CHECK (state = 'active' OR password_sealed IS NULL),
  CONSTRAINT member_erased_holds_nothing CHECK (
    (state = 'erased') = (profile_sealed IS NULL) AND (state = 'erased') = (user_name_digest IS NULL)
  )
);
CREATE INDEX member_due ON staff.member (delete_after) WHERE state = 'closed';

-- By the digest of what was typed, known or not: a lock that only real users could get would name them.
CREATE TABLE staff.sign_in_attempt (
  user_name_digest bytea PRIMARY KEY,
  attempts integer NOT NULL,
  last_at timestamptz NOT NULL,
  locked_until timestamptz
);
CREATE INDEX sign_in_attempt_last ON staff.sign_in_attempt (last_at);

CREATE TABLE staff.session (
  token_digest bytea PRIMARY KEY CHECK (octet_length(token_digest) = 32),
  id uuid NOT NULL UNIQUE,
  staff_id uuid NOT NULL REFERENCES staff.member,
  created_at timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  CONSTRAINT session_at_most_12_hours CHECK (expires_at <= created_at + interval '12 hours')
);
CREATE INDEX session_staff ON staff.session (staff_id);
CREATE INDEX session_expires ON staff.session (expires_at);

-- Who gave whom which task, until when (the day included). The first administrator's come from nobody.
CREATE TABLE staff.task_grant (
  id uuid PRIMARY KEY,
  staff_id uuid NOT NULL REFERENCES staff.member,
  task text NOT NULL,
  granted_by uuid REFERENCES staff.member,
  granted_at timestamptz NOT NULL,
  until date NOT NULL,
  revoked_at timestamptz,
  revoked_by uuid REFERENCES staff.member,
  CONSTRAINT task_grant_not_to_oneself CHECK (granted_by <> staff_id),
  -- A day more than two years: the register's day may be ahead of UTC's.
  CONSTRAINT task_grant_at_most_2_years CHECK (
    until <= (granted_at AT TIME ZONE 'UTC')::date + interval '2 years 1 day'
  ),
  CONSTRAINT task_grant_revoked_by_someone CHECK (revoked_by IS NULL OR revoked_at IS NOT NULL)
);
CREATE INDEX task_grant_staff ON staff.task_grant (staff_id) WHERE revoked_at IS NULL;

CREATE TABLE staff.undertaking_acceptance (
  staff_id uuid NOT NULL REFERENCES staff.member,
  version integer NOT NULL,
  language text NOT NULL CHECK (language IN ('sv', 'fi', 'en')),
  accepted_at timestamptz NOT NULL,
  PRIMARY KEY (staff_id, version)
);

-- One-time links: only the digest of what was handed out.
CREATE TABLE staff.link (
  token_digest bytea PRIMARY KEY CHECK (octet_length(token_digest) = 32),
  purpose text NOT NULL CHECK (purpose IN ('first-administrator', 'invitation')),
  staff_id uuid REFERENCES staff.member,
  made_at timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  used_at timestamptz,
  CONSTRAINT link_invitation_is_for_someone CHECK ((purpose = 'invitation') = (staff_id IS NOT NULL))
);
CREATE INDEX link_staff ON staff.link (staff_id) WHERE used_at IS NULL;

GRANT USAGE ON SCHEMA staff TO haltija_service;
GRANT SELECT, INSERT ON staff.member, staff.task_grant, staff.undertaking_acceptance, staff.link TO haltija_service;
GRANT UPDATE (user_name_digest, profile_sealed, password_sealed, state, language, theme, closed_at, delete_after, delete_rule, declaration_version)
  ON staff.member TO haltija_service;
-- What was granted and accepted stays on record: an end can be added, nothing rewritten or removed.
GRANT UPDATE (revoked_at, revoked_by) ON staff.task_grant TO haltija_service;
GRANT UPDATE (used_at, expires_at) ON staff.link TO haltija_service;
GRANT SELECT, INSERT, DELETE, UPDATE (attempts, last_at, locked_until) ON staff.sign_in_attempt TO haltija_service;
GRANT SELECT, INSERT, DELETE, UPDATE (last_seen_at) ON staff.session TO haltija_service;
