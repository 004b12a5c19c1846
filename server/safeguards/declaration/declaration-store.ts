/** The little of a database that versions need; a transaction is one too. */
export interface Db {
  query<Row>(text: string, values?: readonly unknown[]): Promise<Row[]>;
}

export interface VersionRow {
  readonly version: number;
  readonly published_at: Date;
  readonly stated_on: string | null;
  readonly digest: Buffer;
  readonly published_by: string | null;
}

/** Held until the transaction ends, so that versions are numbered one at a time. The number is ours alone. */
const publishingLock = 7_241_001;

export async function lockPublishing(tx: Db): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock($1)', [publishingLock]);
}

export async function selectNewest(db: Db): Promise<VersionRow | undefined> {
  const rows = await db.query<VersionRow>(
    `SELECT version, published_at, stated_on, digest, published_by
       FROM declaration.version ORDER BY version DESC LIMIT 1`,
  );
  return rows[0];
}

export async function selectVersions(db: Db): Promise<VersionRow[]> {
  return db.query<VersionRow>(
    `SELECT version, published_at, stated_on, digest, published_by
       FROM declaration.version ORDER BY version DESC`,
  );
}

export async function selectSource(
  db: Db,
  version: number,
): Promise<(VersionRow & { readonly source: string }) | undefined> {
  const rows = await db.query<VersionRow & { readonly source: string }>(
    `SELECT version, published_at, stated_on, digest, published_by, source
       FROM declaration.version WHERE version = $1`,
    [version],
  );
  return rows[0];
}

/** What of a version the database itself reads: what ground a stored value has, and how long a unit may be kept. */
export interface PlainRules {
  readonly serves: readonly { readonly category: string; readonly purpose: string }[];
  readonly terms: readonly {
    readonly unit: string;
    readonly rule: string;
    readonly months: number;
    readonly from: string;
  }[];
}

export async function insertVersion(
  tx: Db,
  row: VersionRow & { readonly source: string },
  { serves, terms }: PlainRules = { serves: [], terms: [] },
): Promise<void> {
  await tx.query(
    `INSERT INTO declaration.version (version, published_at, stated_on, source, digest, published_by)
     VALUES ($1, $2, $3, $4, $5, $6)`,
    [row.version, row.published_at, row.stated_on, row.source, row.digest, row.published_by],
  );
  await tx.query(
    `INSERT INTO declaration.serves (version, category, purpose)
     SELECT DISTINCT $1::integer, category, purpose FROM unnest($2::text[], $3::text[]) AS each (category, purpose)`,
    [row.version, serves.map(({ category }) => category), serves.map(({ purpose }) => purpose)],
  );
  await tx.query(
    `INSERT INTO declaration.term (version, unit, rule, months, runs_from)
     SELECT $1, unit, rule, months, "from" FROM jsonb_to_recordset($2) AS each (unit text, rule text, months integer, "from" text)`,
    [row.version, JSON.stringify(terms)],
  );
}
