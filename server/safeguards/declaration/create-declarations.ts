import { createHash } from 'node:crypto';
import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import {
  insertVersion,
  lockPublishing,
  selectNewest,
  selectSource,
  selectVersions,
} from './declaration-store.ts';
import type { Db } from './declaration-store.ts';
import type { PublishedDeclaration } from './declaration.ts';
import { heldFor } from './held-for.ts';
import { parseDeclaration } from './parse-declaration.ts';

/** A version as the history lists it. `digest` is the SHA-256 of its source, in hex. */
export interface DeclarationVersion {
  readonly version: number;
  readonly publishedAt: Date;
  /** The date the controller states on the notice, ISO. */
  readonly statedOn: string | null;
  readonly digest: string;
  readonly publishedBy: Id<'staff'> | null;
}

export interface Declarations {
  /**
   * The declaration in force, from memory.
   * @throws Refusal `declaration-missing` when none is published or `refresh` has not run yet.
   */
  current(): PublishedDeclaration;
  /** Takes over what another process published. Call at start, on the event, and every second. True when it changed. */
  refresh(): Promise<boolean>;
  /**
   * Publishes inside the caller's transaction; in force everywhere once that has committed and `refresh` has run.
   * @param against the version it was compared with, if a person did
   * @throws DeclarationInvalid; Refusal `already-done` when the source is that of the newest version,
   *   `changed-meanwhile` when that is no longer `against`
   */
  publish(tx: Db, source: string, by: Id<'staff'> | null, against?: number): Promise<PublishedDeclaration>;
  /** Newest first. */
  versions(): Promise<DeclarationVersion[]>;
  /** @throws Refusal `not-found`. */
  version(version: number): Promise<PublishedDeclaration>;
  /** The source as published. @throws Refusal `not-found`. */
  source(version: number): Promise<string>;
}

/** Published versions never change, so what was read once is kept; a portal reads few of them. */
const mostKept = 16;

export function createDeclarations({ db, clock }: { db: Db; clock: Clock }): Declarations {
  let current: PublishedDeclaration | undefined;
  let refreshing: Promise<boolean> | undefined;
  let asked: Promise<boolean> | undefined;
  const kept = new Map<number, PublishedDeclaration>();

  async function load(version: number): Promise<PublishedDeclaration> {
    const known = kept.get(version);
    if (known) return known;
    const row = isVersionNumber(version) ? await selectSource(db, version) : undefined;
    if (!row) throw new Refusal('not-found', { version: String(version).slice(0, 20) });
    const published = Object.freeze({
      version: row.version,
      publishedAt: row.published_at,
      declaration: parseDeclaration(row.source, { published: true }),
    });
    const oldest = kept.keys().next();
    if (kept.size >= mostKept && !oldest.done) kept.delete(oldest.value);
    kept.set(version, published);
    return published;
  }

  async function takeNewest(): Promise<boolean> {
    const newest = await selectNewest(db);
    if (!newest || newest.version === current?.version) return false;
    const published = await load(newest.version);
    // a slow answer never puts an older version back
    if (current && current.version >= published.version) return false;
    current = published;
    return true;
  }

  function look(): Promise<boolean> {
    const looking = takeNewest().finally(() => {
      if (refreshing === looking) refreshing = undefined;
    });
    refreshing = looking;
    return looking;
  }

  return {
    current() {
      if (!current) throw new Refusal('declaration-missing');
      return current;
    },
    refresh() {
      if (!refreshing) return look();
      // The look that is under way may have begun before the publishing one wants to hear of.
      asked ??= refreshing
        .catch(() => false)
        .then(() => {
          asked = undefined;
          return look();
        });
      return asked;
    },
    async publish(tx, source, by, against) {
      const declaration = parseDeclaration(source);
      const digest = createHash('sha256').update(source).digest();
      await lockPublishing(tx);
      const newest = await selectNewest(tx);
      if (against !== undefined && newest?.version !== against)
        throw new Refusal('changed-meanwhile', { version: newest?.version ?? 0 });
      if (newest?.digest.equals(digest)) throw new Refusal('already-done', { version: newest.version });
      // versions follow each other in time as in number, whatever two clocks say
      const earliest = newest ? newest.published_at.getTime() + 1 : 0;
      const publishedAt = new Date(Math.max(clock.now().getTime(), earliest));
      const version = (newest?.version ?? 0) + 1;
      await insertVersion(
        tx,
        {
          version,
          published_at: publishedAt,
          stated_on: declaration.register.statedOn,
          source,
          digest,
          published_by: by,
        },
        {
          serves: Object.keys(declaration.categories).flatMap((category) =>
            heldFor(declaration, category).map((purpose) => ({ category, purpose })),
          ),
          terms: Object.entries(declaration.periods).map(([rule, { unit, months, from }]) => ({
            rule,
            unit,
            months,
            from,
          })),
        },
      );
      return { version, publishedAt, declaration };
    },
    async versions() {
      const rows = await selectVersions(db);
      return rows.map((row) => ({
        version: row.version,
        publishedAt: row.published_at,
        statedOn: row.stated_on,
        digest: row.digest.toString('hex'),
        publishedBy: row.published_by,
      }));
    },
    version: load,
    async source(version) {
      const row = isVersionNumber(version) ? await selectSource(db, version) : undefined;
      if (!row) throw new Refusal('not-found', { version: String(version).slice(0, 20) });
      return row.source;
    },
  };
}

function isVersionNumber(version: number): boolean {
  return Number.isInteger(version) && version > 0 && version <= 2_147_483_647;
}
