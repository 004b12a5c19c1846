import { sealedJson, sealedText } from '../vault/sealed.ts';

/** The category under which staff data is sealed; it is no category of the register's persons. */
export const staffCategory = 'staff';

/** The blind index of user names. */
export const userNameIndex = 'staff-user-name';

export interface StaffProfile {
  readonly userName: string;
  readonly displayName: string;
}

export const profileColumn = sealedJson<StaffProfile>('staff.member', 'profile_sealed', staffCategory);
export const passwordColumn = sealedText('staff.member', 'password_sealed', staffCategory);
