-- What somebody noted at a moment of a recording: it goes with it. An empty note is sealed like any other, so that nobody sees which are.
CREATE TABLE register.recording_mark (
  recording_id uuid NOT NULL REFERENCES register.recording ON DELETE CASCADE,
  id uuid NOT NULL,
  at_milliseconds integer NOT NULL CHECK (at_milliseconds >= 0),
  made_at timestamptz NOT NULL,
  made_by uuid NOT NULL,
  note_sealed bytea NOT NULL,
  PRIMARY KEY (recording_id, id)
);
GRANT SELECT, INSERT, DELETE ON register.recording_mark TO haltija_service;

-- Whose decision is waited for: asked with every screen of who may hold.
CREATE INDEX recording_hold_owner ON register.recording_hold (owner_id, review_on) WHERE ended_at IS NULL AND owner_id IS NOT NULL;
