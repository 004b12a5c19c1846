import { Refusal } from '../../base/errors.ts';
import type { Id } from '../../base/new-id.ts';
import { DatabaseError, type Tx } from '../../storage/database.ts';
import type { Language } from '../declaration/declaration.ts';
import type { Digests } from '../vault/blind-index.ts';
import type { Sealer } from '../vault/vault.ts';
import { parseUserName } from './parse-user-name.ts';
import { passwordColumn, profileColumn, type StaffProfile } from './staff-columns.ts';

export interface NewStaff {
  readonly userName: string;
  readonly displayName: string;
  readonly language: Language;
}

/** @throws Refusal 'user-name-not-personal', or 'invalid-input' for a display name that is empty, over 100 characters or not plain text */
export function parseProfile(given: { userName: string; displayName: string }): StaffProfile {
  const userName = parseUserName(given.userName);
  const displayName = given.displayName.normalize('NFC').trim().replaceAll(/\s+/g, ' ');
  if (displayName === '' || displayName.length > 100 || /\p{C}/u.test(displayName)) {
    throw new Refusal('invalid-input', { field: 'displayName' });
  }
  return { userName, displayName };
}

export async function insertStaff(
  tx: Tx,
  sealer: Sealer,
  member: {
    id: Id<'staff'>;
    profile: StaffProfile;
    userNameDigests: Digests;
    passwordHash?: string;
    language: Language;
    now: Date;
  },
): Promise<void> {
  const { id } = member;
  const password =
    member.passwordHash === undefined ? null : sealer.seal(passwordColumn, id, id, member.passwordHash);
  const [userNameDigest, ...others] = member.userNameDigests;
  try {
    const inserted = await tx.query(
      `INSERT INTO staff.member (id, user_name_digest, profile_sealed, password_sealed, language, created_at)
       SELECT $1, $2, $3, $4, $5, $6 WHERE NOT EXISTS (SELECT FROM staff.member WHERE user_name_digest = ANY ($7::bytea[]))
       RETURNING 1`,
      [
        id,
        userNameDigest,
        sealer.seal(profileColumn, id, id, member.profile),
        password,
        member.language,
        member.now,
        others,
      ],
    );
    if (inserted.length === 0) throw new Refusal('user-name-taken');
  } catch (error) {
    if (error instanceof DatabaseError && error.constraint === 'member_user_name_digest_key')
      throw new Refusal('user-name-taken');
    throw error;
  }
}
