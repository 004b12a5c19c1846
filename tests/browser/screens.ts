import { callScreens } from './call-screens.ts';
import { contactScreens } from './contact-screens.ts';
import { inboxScreens, search } from './inbox-screens.ts';
import { qualityScreens } from './quality-screens.ts';
import { receiptScreens } from './receipt-screens.ts';
import { registerScreens } from './register-screens.ts';
import { changeRegister } from '../promises/change-register.ts';
import type { Screen } from './screen.ts';
import { settingsScreens } from './settings-screens.ts';

/** Every screen of the console, by the role that works there. */
export const consoleScreens: readonly Screen[] = [
  { name: 'sign-in', path: '/console/sign-in', shows: 'input[type=password]' },
  { name: 'invitation', path: (the) => the.invitation, shows: 'input[type=password]' },
  { name: 'undertaking', as: 'newcomer', path: '/console/', shows: '.undertaking p' },
  ...inboxScreens,
  ...contactScreens,
  {
    name: 'palette',
    as: 'agent',
    path: '/console/inbox',
    shows: '.palette-list [role=option]',
    async act(page) {
      await page.locator('.card').first().waitFor();
      await page.keyboard.press('Control+k');
    },
  },
  {
    name: 'keys',
    as: 'agent',
    path: '/console/inbox',
    shows: '.keys li',
    async act(page) {
      await page.locator('.card').first().waitFor();
      await page.keyboard.press('?');
    },
  },
  {
    name: 'import',
    as: 'administrator',
    path: '/console/import',
    shows: '.import-done h2',
    async act(page) {
      const mail = (from: string, number: number) => ({
        name: `${number}.eml`,
        mimeType: 'message/rfc822',
        buffer: Buffer.from(
          `Message-ID: <old-${number}@example.fi>\r\nDate: Mon, 05 Jan 2026 10:00:0${number} +0200\r\nFrom: ${from}\r\nTo: service@posti.example\r\nSubject: Kirje\r\n\r\nHei\r\n`,
        ),
      });
      await page.locator('.import-form').waitFor();
      const files = [mail('Maija Meri <maija.meri@example.fi>', 1), mail('nobody', 2)];
      await page.locator('input[type=file]').setInputFiles(files);
      await page.locator('.import-form button[type=submit]').click();
    },
  },
  {
    name: 'import-not-declared',
    as: 'administrator',
    path: '/console/import',
    shows: '.empty',
    async act(page) {
      await page.route('**/api/console/imports*', async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, json: { ...(await answer.json()), declared: false } });
      });
      await page.reload();
    },
  },
  {
    name: 'backups',
    as: 'administrator',
    path: '/console/settings/backups',
    shows: '.table td',
    // The house makes its first by itself, or this does.
    act: async (_page, { house }) =>
      void ((await house.backups.list()).length > 0 || (await house.backups.make().catch(() => undefined))),
  },
  {
    name: 'backups-none',
    as: 'administrator',
    path: '/console/settings/backups',
    shows: '.empty',
    async act(page) {
      await page.route('**/api/console/backups', async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, json: { ...(await answer.json()), place: null, runs: [] } });
      });
      await page.reload();
    },
  },
  { name: 'people', as: 'team-lead', path: '/console/people', shows: '.people li', act: search },
  { name: 'person', as: 'officer', path: (the) => `/console/people/${the.person}`, shows: '.table td' },
  {
    name: 'person-doubled',
    as: 'team-lead',
    path: (the) => `/console/people/${the.doubled}`,
    shows: '.duplicates .reasons button',
    act: (page) => page.locator('.duplicate .mantine-Button-root').first().click(),
  },
  {
    name: 'person-compare',
    as: 'team-lead',
    path: (the) => `/console/people/${the.doubled}`,
    shows: '.compare',
    async act(page) {
      await page.locator('.duplicate .mantine-Button-root').first().click();
      await page.locator('.duplicate .reasons button').first().click();
    },
  },
  {
    name: 'reveal',
    as: 'officer',
    path: (the) => `/console/people/${the.person}`,
    shows: '.reasons button',
    act: (page) => page.locator('.sealed-row .text-button').last().click(),
  },
  {
    name: 'tray',
    as: 'team-lead',
    path: '/console/tray',
    shows: '.tray-item .row-acts',
    act: (page) => page.locator('.tray-line').first().click(),
  },
  { name: 'tray-aside', as: 'team-lead', path: '/console/tray?state=set-aside', shows: '.withheld li' },
  { name: 'write', as: 'agent', path: '/console/write', shows: 'form.write' },
  { name: 'incidents', as: 'officer', path: '/console/incidents', shows: '.incident-line' },
  {
    name: 'incident',
    as: 'officer',
    path: '/console/incidents',
    shows: '.incident',
    act: (page) => page.locator('.incident-line').first().click(),
  },
  {
    name: 'incident-report',
    as: 'officer',
    path: '/console/incidents?report=log',
    shows: '.incident-report',
  },
  {
    name: 'incident-under-way',
    as: 'officer',
    path: '/console/incidents',
    shows: '.incident-paper',
    async act(page) {
      await page.locator('.incident-line').nth(1).click();
      await page.locator('#step-authority .row-acts button').first().click();
    },
  },
  {
    name: 'own-menu',
    as: 'agent',
    path: '/console/inbox',
    shows: '[role=menu] [role=menuitem]',
    act: (page) => page.locator('.rail-own').click(),
  },
  { name: 'staff', as: 'administrator', path: '/console/staff', shows: '.member' },
  {
    name: 'staff-grant',
    as: 'administrator',
    path: '/console/staff',
    shows: '.grant',
    act: (page) => page.locator('.member-acts .mantine-Button-root').first().click(),
  },
  {
    name: 'access-log',
    as: 'auditor',
    path: '/console/access-log',
    shows: '.log-facts',
    act: (page) => page.locator('.log-line button').nth(2).click(),
  },
  {
    name: 'access-log-tree',
    as: 'auditor',
    path: '/console/access-log',
    shows: '.log-key',
    act: (page) => page.locator('.log-tree summary').click(),
  },
  {
    name: 'reports',
    as: 'officer',
    path: '/console/reports?period=last-90-days',
    shows: '.heat-cell',
  },
  { name: 'recordings', as: 'team-lead', path: '/console/recordings', shows: '.empty' },
  ...registerScreens,
  ...settingsScreens,
  ...receiptScreens,
  { name: 'disclosures', as: 'auditor', path: '/console/disclosures', shows: '.table td' },
  { name: 'erasures', as: 'auditor', path: '/console/erasures', shows: '.page-body' },
  { name: 'not-found', as: 'agent', path: '/console/nowhere', shows: 'h1' },
  ...qualityScreens,
  ...callScreens,
];

/** Every page of the portal; `{language}` is filled in. */
export const portalScreens: readonly Screen[] = [
  { name: 'portal-start', path: '/{language}', shows: '.doors' },
  { name: 'portal-notice', path: '/{language}/notice', shows: 'main h2' },
  { name: 'portal-versions', path: '/{language}/notice/versions', shows: 'main h1' },
  { name: 'portal-promises', path: '/{language}/promises', shows: '.promises li' },
  { name: 'portal-accessibility', path: '/{language}/accessibility', shows: 'main h1' },
  { name: 'portal-not-found', path: '/{language}/nowhere', shows: 'main h1' },
  // The last: it publishes a second version, which the others need not know.
  {
    name: 'portal-changes',
    path: '/{language}/notice/2/since/1',
    shows: '.change-lines li',
    async act(page, { house }) {
      if ((await house.declarations.versions()).length > 1) return;
      await house.publish(
        changeRegister((register) => {
          register.periods['contact']!.months = 12;
          register.purposes['service']!.description.en = 'Answering contacts and providing the service well.';
          register.processors!['work-reports']!.countries = ['FI', 'SE'];
        }),
        null,
      );
      await page.reload();
    },
  },
];
