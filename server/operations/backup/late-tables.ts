/** A table of the late set, and which of its rows. Walked over by who writes one and by who replays it. */
export interface LateTable {
  readonly schema: string;
  readonly table: string;
  /** Its rows are all there are now: what the backup has beside them is gone since. */
  readonly whole: boolean;
  /** Of a part. A constant text; `haltija.since` is the moment that `changesSince` names. */
  readonly where?: string;
  /** Of a part: what it means that a row stands in it. */
  readonly rows?: string;
}

/** A little earlier: clocks of processes differ from each other's and from the database's, and what was begun before may commit after. */
const since = "(current_setting('haltija.since')::timestamptz - interval '10 minutes')";

/**
 * People whose record somebody changed (corrected, collected, merged, lost ground, kept apart, restricted), by the access log, which has a line for
 * each in the same transaction; and all who are restricted.
 */
const changedPeople = `(SELECT unit FROM log.entry e, unnest(e.units) AS unit
     WHERE e.at >= ${since} AND e.action = 'change')`;

const ofChanged = (column: string) =>
  `(t.${column} IN ${changedPeople} OR EXISTS (SELECT FROM register.person p WHERE p.id = t.${column} AND p.state = 'restricted'))`;

const personRows =
  'every row of a person who was changed since, or is restricted: they take the place of all the person has in the backup';

/** In an order in which they can be loaded. */
export const lateTables: readonly LateTable[] = [
  ...['epoch', 'unit_key', 'index_key', 'index_cover', 'tombstone'].map((table) => ({
    schema: 'ring',
    table,
    whole: true,
  })),
  ...['version', 'draft', 'serves', 'term'].map((table) => ({ schema: 'declaration', table, whole: true })),
  ...[
    'member',
    'task_grant',
    'undertaking_acceptance',
    'link',
    'access_token',
    'inspection',
    'inspection_sample',
  ].map((table) => ({
    schema: 'staff',
    table,
    whole: true,
  })),
  { schema: 'connections', table: 'endpoint', whole: true },
  // The register of breaches is documentation for the authority (GDPR Art. 33(5)), and its clock runs on.
  ...['incident', 'incident_step', 'incident_notice', 'inform_round', 'erasure'].map((table) => ({
    schema: 'register',
    table,
    whole: true,
  })),
  // What a recording is kept by, and what a hold by law asks for: neither a closed complaint nor an ended hold comes back to life.
  ...['quality_project', 'recording_extension', 'recording_hold'].map((table) => ({
    schema: 'register',
    table,
    whole: true,
  })),
  { schema: 'mail', table: 'forgotten', whole: true },
  {
    schema: 'register',
    table: 'person',
    whole: false,
    where: `(t.state = 'restricted' OR t.id IN ${changedPeople})`,
    rows: 'a person who was changed since, or is restricted. A person of the backup with neither a row here nor a tombstone is as it was, and not restricted',
  },
  {
    schema: 'register',
    table: 'person_field',
    whole: false,
    where: ofChanged('person_id'),
    rows: personRows,
  },
  { schema: 'register', table: 'identifier', whole: false, where: ofChanged('person_id'), rows: personRows },
  { schema: 'register', table: 'name_token', whole: false, where: ofChanged('person_id'), rows: personRows },
  {
    schema: 'register',
    table: 'identifier_variant',
    whole: false,
    where: ofChanged('person_id'),
    rows: personRows,
  },
  {
    schema: 'register',
    table: 'person_forward',
    whole: false,
    where: `t.at >= ${since}`,
    rows: 'a person who was merged since: old_id has a tombstone and went into person_id',
  },
  {
    schema: 'register',
    table: 'person_distinct',
    whole: false,
    where: `t.at >= ${since}`,
    rows: 'two people who were found to be two since',
  },
  { schema: 'register', table: 'incident_person', whole: true },
  {
    schema: 'register',
    table: 'person_informed',
    whole: false,
    where: `(t.at >= ${since} OR t.person_id IN ${changedPeople})`,
    rows: 'a person who was told of a version since',
  },
  {
    schema: 'register',
    table: 'inform_letter',
    whole: false,
    where: `(t.sent_at >= ${since} OR t.handing_since >= ${since})`,
    rows: 'a letter that was handed over since: it is not sent again',
  },
  {
    schema: 'mail',
    table: 'known',
    whole: false,
    where: `(t.seen_at >= ${since} AND EXISTS (SELECT FROM ring.tombstone e WHERE e.unit_id = t.mail_id))`,
    rows: 'the digest of a mail that came since and is erased: it is not taken in again. One that came since and is not erased is to come again',
  },
  {
    schema: 'connections',
    table: 'disclosure',
    whole: false,
    where: `t.at >= ${since}`,
    rows: 'what was disclosed since',
  },
];
