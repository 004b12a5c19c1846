import { idSchema, noContentSchema } from '../common.ts';
import { defineRoutes } from '../route.ts';
import {
  logExportSchema,
  logFilterSchema,
  logPageSchema,
  logTreeRoutes,
  reasonCountsSchema,
} from './access-log.ts';
import { connectionRoutes } from './connections.ts';
import { answeringRoutes } from './answering.ts';
import * as contacts from './contacts.ts';
import { mergingRoutes } from './merging.ts';
import * as people from './people.ts';
import { callRoutes } from './calls.ts';
import { backupRoutes } from './backups.ts';
import { erasureRoutes } from './erasures.ts';
import { incidentPeopleRoutes } from './incident-people.ts';
import { incidentRoutes } from './incidents.ts';
import { importingRoutes } from './importing.ts';
import { mailboxRoutes } from './mailboxes.ts';
import { informingRoutes } from './informing.ts';
import { registerDraftRoutes } from './register-drafts.ts';
import { registerTextRoutes } from './register-texts.ts';
import { receiptRoutes } from './receipts.ts';
import { promiseRoutes } from './promises.ts';
import { qualityRoutes } from './quality.ts';
import { recordingRoutes } from './recordings.ts';
import { reportRoutes } from './reports.ts';
import { searchRoutes } from './search.ts';
import * as session from './session.ts';
import * as staff from './staff.ts';
import { conditionsSchema, registerSchema } from './system.ts';
import * as tray from './tray.ts';
import { ruleRoutes } from './rules.ts';
import { teamRoutes } from './team.ts';
import { workRoutes } from './work.ts';
import { z } from 'zod';

const base = '/api/console';

/**
 * Every route of the console. Three more stand beside it because they stream: `GET /api/console/events`
 * (server-sent events, `liveEventSchema`), `GET /api/console/contacts/:contactId/files/:fileId`
 * (the file, always as a download) and `GET /api/console/recordings/:recordingId/audio` (ranges of sound). Writing calls carry the header `x-haltija: console`.
 */
export const consoleRoutes = defineRoutes({
  signIn: { method: 'POST', path: `${base}/sign-in`, body: session.signInSchema, answer: noContentSchema },
  signOut: { method: 'POST', path: `${base}/sign-out`, answer: noContentSchema },
  openLink: {
    method: 'POST',
    path: `${base}/links/open`,
    body: session.openLinkSchema,
    answer: session.linkSchema,
  },
  useLink: {
    method: 'POST',
    path: `${base}/links/use`,
    body: session.useLinkSchema,
    answer: noContentSchema,
  },
  me: { method: 'GET', path: `${base}/me`, answer: session.meSchema },
  changeProfile: {
    method: 'POST',
    path: `${base}/me/profile`,
    body: session.profileSchema,
    answer: noContentSchema,
  },
  changePassword: {
    method: 'POST',
    path: `${base}/me/password`,
    body: session.changePasswordSchema,
    answer: noContentSchema,
  },
  undertaking: { method: 'GET', path: `${base}/undertaking`, answer: session.undertakingSchema },
  acceptUndertaking: {
    method: 'POST',
    path: `${base}/undertaking/accept`,
    body: session.acceptUndertakingSchema,
    answer: noContentSchema,
  },

  listContacts: {
    method: 'GET',
    path: `${base}/contacts`,
    query: contacts.listContactsSchema,
    answer: contacts.contactPageSchema,
  },
  countContacts: { method: 'GET', path: `${base}/contacts/counts`, answer: contacts.countsSchema },
  ...searchRoutes,
  openContact: {
    method: 'GET',
    path: `${base}/contacts/:contactId`,
    params: contacts.contactParams,
    query: contacts.openContactSchema,
    answer: contacts.contactSchema,
  },
  openEarlier: {
    method: 'GET',
    path: `${base}/contacts/:contactId/earlier`,
    params: contacts.contactParams,
    query: contacts.earlierSchema,
    answer: contacts.earlierPageSchema,
  },
  ...answeringRoutes,
  ...callRoutes,
  ...recordingRoutes,
  ...qualityRoutes,
  ...incidentRoutes,
  ...incidentPeopleRoutes,
  assign: {
    method: 'POST',
    path: `${base}/contacts/:contactId/assign`,
    params: contacts.contactParams,
    body: contacts.assignSchema,
    answer: contacts.changedSchema,
  },
  close: {
    method: 'POST',
    path: `${base}/contacts/:contactId/close`,
    params: contacts.contactParams,
    body: contacts.versionOnlySchema,
    answer: contacts.changedSchema,
  },
  reopen: {
    method: 'POST',
    path: `${base}/contacts/:contactId/reopen`,
    params: contacts.contactParams,
    body: contacts.versionOnlySchema,
    answer: contacts.changedSchema,
  },
  undo: {
    method: 'POST',
    path: `${base}/contacts/:contactId/undo`,
    params: contacts.contactParams,
    body: contacts.versionOnlySchema,
    answer: contacts.changedSchema,
  },
  /** A message's mail as it came, as a download; `reason` where opening asks for one, or an identity code is in it. */
  openRawMail: {
    method: 'GET',
    path: `${base}/contacts/:contactId/messages/:messageId/raw`,
    params: contacts.contactParams.extend({ messageId: idSchema }),
    query: contacts.openContactSchema,
    answer: z.string(),
  },
  contactReadings: {
    method: 'GET',
    path: `${base}/contacts/:contactId/readings`,
    params: contacts.contactParams,
    query: contacts.listReadingsSchema,
    answer: contacts.readingsSchema,
  },
  lookUpMaskedCode: {
    method: 'POST',
    path: `${base}/contacts/:contactId/masked-codes/:maskId/look-up`,
    params: contacts.maskParams,
    answer: contacts.lookUpSchema,
  },

  openPerson: {
    method: 'GET',
    path: `${base}/people/:personId`,
    params: people.personParams,
    query: people.openPersonSchema,
    answer: people.personSchema,
  },
  personReadings: {
    method: 'GET',
    path: `${base}/people/:personId/readings`,
    params: people.personParams,
    query: contacts.listReadingsSchema,
    answer: contacts.readingsSchema,
  },
  collectField: {
    method: 'POST',
    path: `${base}/people/:personId/fields`,
    params: people.personParams,
    body: people.collectFieldSchema,
    answer: people.collectedSchema,
  },
  revealField: {
    method: 'POST',
    path: `${base}/people/:personId/reveal`,
    params: people.personParams,
    body: people.revealFieldSchema,
    answer: people.revealedSchema,
  },

  listTray: { method: 'GET', path: `${base}/tray`, query: tray.listTraySchema, answer: tray.traySchema },
  openTrayItem: {
    method: 'GET',
    path: `${base}/tray/:mailId`,
    params: tray.trayParams,
    answer: tray.trayOpenedSchema,
  },
  /** The mail as it came, as a download. */
  downloadTrayItem: {
    method: 'GET',
    path: `${base}/tray/:mailId/raw`,
    params: tray.trayParams,
    answer: z.string(),
  },
  settleTrayItem: {
    method: 'POST',
    path: `${base}/tray/:mailId/settle`,
    params: tray.trayParams,
    body: tray.settleTraySchema,
    answer: tray.settledSchema,
  },

  colleagues: { method: 'GET', path: `${base}/colleagues`, answer: staff.colleaguesSchema },
  listStaff: { method: 'GET', path: `${base}/staff`, answer: staff.staffListSchema },
  inviteStaff: {
    method: 'POST',
    path: `${base}/staff`,
    body: staff.inviteSchema,
    answer: staff.invitedSchema,
  },
  newStaffLink: {
    method: 'POST',
    path: `${base}/staff/:staffId/link`,
    params: staff.staffParams,
    answer: staff.invitedSchema,
  },
  setExtension: {
    method: 'POST',
    path: `${base}/staff/:staffId/extension`,
    params: staff.staffParams,
    body: staff.extensionSchema,
    answer: noContentSchema,
  },
  closeStaff: {
    method: 'POST',
    path: `${base}/staff/:staffId/close`,
    params: staff.staffParams,
    answer: noContentSchema,
  },
  grantTask: {
    method: 'POST',
    path: `${base}/staff/:staffId/tasks`,
    params: staff.staffParams,
    body: staff.grantTaskSchema,
    answer: staff.grantedSchema,
  },
  revokeTask: {
    method: 'DELETE',
    path: `${base}/staff/:staffId/tasks/:grantId`,
    params: staff.grantParams,
    answer: noContentSchema,
  },

  listAccessLog: { method: 'GET', path: `${base}/access-log`, query: logFilterSchema, answer: logPageSchema },
  countReasons: { method: 'GET', path: `${base}/access-log/reasons`, answer: reasonCountsSchema },
  /** Streams lines; the answer here is one line of the ndjson form. */
  exportAccessLog: {
    method: 'GET',
    path: `${base}/access-log/export`,
    query: logExportSchema,
    answer: z.string(),
  },
  ...logTreeRoutes,

  ...workRoutes,
  ...connectionRoutes,
  ...mergingRoutes,
  ...people.peopleRoutes,
  ...teamRoutes,
  ...ruleRoutes,

  ...reportRoutes,
  ...promiseRoutes,
  ...erasureRoutes,
  ...receiptRoutes,
  ...backupRoutes,
  ...mailboxRoutes,
  ...importingRoutes,
  register: { method: 'GET', path: `${base}/register`, answer: registerSchema },
  ...registerDraftRoutes,
  ...informingRoutes,
  ...registerTextRoutes,
  conditions: { method: 'GET', path: `${base}/conditions`, answer: conditionsSchema },
});

export type ConsoleRoutes = typeof consoleRoutes;
