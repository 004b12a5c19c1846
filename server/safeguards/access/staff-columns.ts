import { type Place, sealedJson, sealedText } from '../vault/sealed.ts';

/** The category under which staff data is sealed; it is no category of the register's persons. */
export const staffCategory = 'staff';

/** The blind index of user names. */
export const userNameIndex = 'staff-user-name';
/** That of extensions. */
export const extensionIndex = 'staff-extension';

export interface StaffProfile {
  readonly userName: string;
  readonly displayName: string;
}

export const profileColumn = sealedJson<StaffProfile>('staff.member', 'profile_sealed', staffCategory);
/** What its maker calls a token; it may say what it likes, so it is sealed. */
export const tokenNameColumn = sealedText('staff.access_token', 'name_sealed', staffCategory);
/** The telephone that is theirs. */
export const extensionColumn = sealedText('staff.extension', 'number_sealed', staffCategory);
export const passwordColumn = sealedText('staff.member', 'password_sealed', staffCategory);

/** Who inspects, and for whom; sealed under a key of the inspection's own. */
export interface Auditor {
  readonly name: string;
  readonly organisation: string;
}
export const auditorColumn = sealedJson<Auditor>('staff.inspection', 'auditor_sealed', staffCategory);

/** What stands sealed about members of staff. */
export const staffPlaces: readonly Place[] = [
  profileColumn,
  passwordColumn,
  extensionColumn,
  tokenNameColumn,
  auditorColumn,
];
