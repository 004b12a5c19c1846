import { Refusal } from '../../base/errors.ts';
import type { Db } from '../../storage/database.ts';
import type { Language } from '../declaration/declaration.ts';
import type { StaffActor } from './authorize.ts';
import type { Theme } from './sessions.ts';
import type { StaffDirectory } from './staff-directory.ts';

export interface OwnSettings {
  readonly userName: string;
  readonly displayName: string;
  readonly language: Language;
  readonly theme: Theme;
}

export interface OwnSettingsStore {
  /** @throws Refusal 'sign-in-needed' when the account was closed meanwhile */
  read(actor: StaffActor): Promise<OwnSettings>;
  change(actor: StaffActor, settings: { language?: Language; theme?: Theme }): Promise<void>;
}

export function createOwnSettings(deps: {
  db: Db;
  directory: Pick<StaffDirectory, 'profileOf'>;
}): OwnSettingsStore {
  return {
    async read(actor) {
      const [row] = await deps.db.query<{ language: Language; theme: Theme }>(
        `SELECT language, theme FROM staff.member WHERE id = $1 AND state = 'active'`,
        [actor.staffId],
      );
      const profile = await deps.directory.profileOf(actor.staffId);
      if (row === undefined || profile === undefined) throw new Refusal('sign-in-needed');
      return { ...profile, ...row };
    },

    async change(actor, settings) {
      const changed = await deps.db.query(
        `UPDATE staff.member SET language = coalesce($2, language), theme = coalesce($3, theme)
         WHERE id = $1 AND state = 'active' RETURNING id`,
        [actor.staffId, settings.language ?? null, settings.theme ?? null],
      );
      if (changed.length === 0) throw new Refusal('sign-in-needed');
    },
  };
}
