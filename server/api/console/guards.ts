import type { ConsoleRoutes } from '../../../contract/console/routes.ts';
import type { Act } from '../../safeguards/declaration/declaration.ts';

/**
 * `anyone`: before signing in. `signed-in`: one's own account. `bound`: whoever has accepted the
 * undertaking and holds any task. Otherwise the act that a task must hold.
 */
export type Guard = 'anyone' | 'signed-in' | 'bound' | Act;

/** Who may use each route. The compiler wants every route here; the access matrix tests every one. */
export const consoleGuards: Readonly<Record<keyof ConsoleRoutes, Guard>> = {
  signIn: 'anyone',
  signOut: 'signed-in',
  openLink: 'anyone',
  useLink: 'anyone',
  me: 'signed-in',
  changeProfile: 'signed-in',
  changePassword: 'signed-in',
  undertaking: 'signed-in',
  acceptUndertaking: 'signed-in',

  listContacts: 'list-contacts',
  countContacts: 'list-contacts',
  searchContacts: 'search-contacts',
  openContact: 'open-contact',
  reply: 'answer-contact',
  writeNote: 'note-contact',
  assign: 'assign-contact',
  close: 'close-contact',
  reopen: 'close-contact',
  contactReadings: 'open-contact',
  lookUpMaskedCode: 'match-identity-code',
  matchMaskedCode: 'match-identity-code',

  openPerson: 'open-person',
  personReadings: 'open-person',
  collectField: 'collect-field',
  matchIdentityCode: 'match-identity-code',
  revealField: 'open-person',

  listTray: 'open-tray',
  openTrayItem: 'open-tray',
  settleTrayItem: 'open-tray',

  // Names beside what they wrote: the auditor reads them in the log, others in threads.
  colleagues: 'bound',
  listStaff: 'list-staff',
  inviteStaff: 'manage-staff',
  newStaffLink: 'manage-staff',
  closeStaff: 'manage-staff',
  grantTask: 'grant-tasks',
  revokeTask: 'grant-tasks',

  listAccessLog: 'read-access-log',
  countReasons: 'read-access-log',
  exportAccessLog: 'export-access-log',

  register: 'read-register',
  conditions: 'signed-in',
};
