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
  writeFirst: 'answer-contact',
  writingMailboxes: 'answer-contact',
  replySignature: 'answer-contact',
  // Each saving asks for the act of its kind.
  saveDraft: 'open-contact',
  discardDraft: 'open-contact',
  detachFile: 'answer-contact',
  draftMarks: 'open-contact',
  mentionable: 'note-contact',
  cancelMessage: 'answer-contact',
  sendNow: 'answer-contact',
  resendMessage: 'answer-contact',
  recallMessage: 'report-incident',
  listIncidents: 'read-incidents',
  openIncident: 'read-incidents',
  changeIncident: 'read-incidents',
  assign: 'assign-contact',
  close: 'close-contact',
  reopen: 'close-contact',
  // The act itself asks for the leave of what is taken back.
  undo: 'list-contacts',
  contactReadings: 'open-contact',
  organise: 'assign-contact',
  snooze: 'assign-contact',
  follow: 'open-contact',
  markUnread: 'open-contact',
  bePresent: 'open-contact',
  addTodo: 'note-contact',
  settleTodo: 'note-contact',
  // Each change within asks for its own act.
  changeMany: 'list-contacts',
  lookUpMaskedCode: 'match-identity-code',
  matchMaskedCode: 'match-identity-code',

  mergeContacts: 'merge-contacts',
  splitContact: 'merge-contacts',
  moveContact: 'merge-contacts',

  openPerson: 'open-person',
  personHistory: 'open-person',
  personDuplicates: 'open-person',
  comparePeople: 'merge-people',
  mergePeople: 'merge-people',
  keepPeopleApart: 'merge-people',
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

  // What the team has set is about nobody, and every screen needs it.
  team: 'bound',
  cannedReplies: 'bound',
  signatures: 'bound',
  holidays: 'bound',
  saveTag: 'manage-settings',
  removeTag: 'manage-settings',
  saveCanned: 'manage-settings',
  removeCanned: 'manage-settings',
  saveSignature: 'manage-settings',
  saveAcknowledgement: 'manage-settings',
  saveQueue: 'manage-settings',
  saveTeamView: 'manage-settings',
  removeTeamView: 'manage-settings',
  own: 'signed-in',
  changeOwn: 'signed-in',
  setDuty: 'signed-in',
  saveOwnView: 'signed-in',
  removeOwnView: 'signed-in',

  mailboxes: 'manage-settings',
  listImports: 'import-mail',
  beginImport: 'import-mail',
  endImport: 'import-mail',
  report: 'read-reports',
  exportReport: 'read-reports',

  ownTokens: 'signed-in',
  makeToken: 'bound',
  revokeOwnToken: 'signed-in',
  listTokens: 'manage-connections',
  revokeToken: 'manage-connections',
  listRecipients: 'manage-connections',
  listEndpoints: 'manage-connections',
  makeEndpoint: 'manage-connections',
  removeEndpoint: 'manage-connections',
  setEndpointState: 'manage-connections',
  rotateSecret: 'manage-connections',
  testEndpoint: 'manage-connections',
  listDeliveries: 'manage-connections',
  replayDelivery: 'manage-connections',
  listDisclosures: 'read-access-log',

  register: 'read-register',
  conditions: 'signed-in',
};
