import type { Clock } from '../../base/clock.ts';
import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import type { Database } from '../../storage/database.ts';
import type { Access, StaffActor } from '../access/authorize.ts';
import type { Declarations } from '../declaration/create-declarations.ts';
import { largestDeclaration } from '../declaration/parse-declaration.ts';
import type { Vault } from '../vault/vault.ts';
import {
  deleteDraft,
  type DraftRow,
  lockDrafts,
  selectDraft,
  selectDrafts,
  upsertDraft,
} from './drafts-store.ts';
import type { Publisher } from './publish-declaration.ts';

export type { DraftRow };

/** More are a sign that old ones should go. */
export const mostDrafts = 50;
/** Somebody who writes on saves every few seconds: the log has a line for the sitting. */
const sittingMs = 10 * 60_000;

/** A declaration being written. It binds nobody: rules and notice follow what is published. */
export interface Drafts {
  /** Last saved first. */
  list(): Promise<DraftRow[]>;
  /** @throws Refusal 'not-found' */
  read(id: Id<'draft'>): Promise<DraftRow & { readonly source: string }>;
  /**
   * Keeps a text, however wrong it still is. @param version the one it was read as; null for a new one
   * @returns its version now
   * @throws Refusal as `authorize` (act 'draft-register'), 'changed-meanwhile', 'limit-reached',
   *   'body-too-large' over 256 KiB
   */
  save(
    actor: StaffActor,
    id: Id<'draft'>,
    text: { readonly name: string; readonly source: string },
    version: number | null,
  ): Promise<number>;
  /** @throws Refusal as `authorize` (act 'draft-register'), 'not-found', 'changed-meanwhile' */
  remove(actor: StaffActor, id: Id<'draft'>, version: number): Promise<void>;
  /**
   * Puts it in force, and lets the draft go in the same transaction. @param against the version in force that it was
   * compared with @returns the new version's number
   * @throws DeclarationInvalid; Refusal as `authorize` (act 'publish-register'), 'not-found', 'changed-meanwhile', 'already-done'
   */
  publish(actor: StaffActor, id: Id<'draft'>, seen: { version: number; against: number }): Promise<number>;
}

export function createDrafts(deps: {
  db: Database;
  access: Access;
  vault: Vault;
  clock: Clock;
  declarations: Pick<Declarations, 'current'>;
  publish(source: string, publisher: Publisher): Promise<number>;
}): Drafts {
  const { db, access, vault, clock } = deps;

  async function read(id: Id<'draft'>) {
    const row = await selectDraft(db, id);
    if (!row) throw new Refusal('not-found', { what: 'draft' });
    return row;
  }

  return {
    list: () => selectDrafts(db),
    read,

    async save(actor, id, { name, source }, version) {
      if (Buffer.byteLength(source) > largestDeclaration)
        throw new Refusal('body-too-large', { field: 'source', most: largestDeclaration });
      const grant = await access.authorize(actor, { act: 'draft-register', units: [] });
      const now = clock.now();
      await db.transaction(async (tx) => {
        const drafts = await lockDrafts(tx);
        const held = drafts.get(id);
        mustBe(version, held);
        if (!held && drafts.size >= mostDrafts) throw new Refusal('limit-reached', { most: mostDrafts });
        upsertDraft(tx, {
          id,
          name,
          source,
          based_on: deps.declarations.current().version,
          saved_at: now,
          saved_by: actor.staffId,
        });
        if (held?.saved_by === actor.staffId && now.getTime() - held.saved_at.getTime() < sittingMs) return;
        await vault.change(tx, grant, 'administer', {
          details: { setting: 'draft', change: 'saved', item: id },
        });
      });
      return (version ?? 0) + 1;
    },

    async remove(actor, id, version) {
      const grant = await access.authorize(actor, { act: 'draft-register', units: [] });
      await db.transaction(async (tx) => {
        const held = (await lockDrafts(tx)).get(id);
        if (!held) throw new Refusal('not-found', { what: 'draft' });
        mustBe(version, held);
        deleteDraft(tx, id);
        await vault.change(tx, grant, 'administer', {
          details: { setting: 'draft', change: 'removed', item: id },
        });
      });
    },

    async publish(actor, id, { version, against }) {
      const { source, ...draft } = await read(id);
      mustBe(version, draft);
      return deps.publish(source, {
        actor,
        against,
        async also(tx) {
          // What somebody saved since is neither published nor lost.
          mustBe(version, (await lockDrafts(tx)).get(id));
          deleteDraft(tx, id);
        },
      });
    },
  };
}

function mustBe(version: number | null, held: Pick<DraftRow, 'version'> | undefined): void {
  if ((held?.version ?? null) !== version)
    throw new Refusal('changed-meanwhile', { version: held?.version ?? 0 });
}
