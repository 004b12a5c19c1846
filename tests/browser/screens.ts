import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { contactScreens } from './contact-screens.ts';
import { inboxScreens, search } from './inbox-screens.ts';
import { registerScreens } from './register-screens.ts';
import { changeRegister } from '../promises/change-register.ts';
import type { Promises } from '../../contract/console/promises.ts';
import type { Screen } from './screen.ts';

/** The answer of a house in which a task was given by its holder, found an hour ago. */
function breakPromise(answer: Promises): Promises {
  const at = new Date(Date.now() - 3_600_000).toISOString();
  return {
    ...answer,
    promises: answer.promises.map((promise) => {
      if (promise.number !== 9) return promise;
      const [first, ...rest] = promise.probes;
      const newest = {
        at,
        state: 'broken' as const,
        numerator: 1,
        denominator: 31,
        code: null,
        milliseconds: 2,
      };
      const sample = ['0198f2a4-7c1e-7b3a-9d52-3f6b8c0e1a27'];
      const probe = { ...first!, newest: { ...newest, sample }, brokenSince: at, mailedAt: at };
      return { ...promise, status: 'broken' as const, probes: [probe, ...rest] };
    }),
  };
}

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
    name: 'reports',
    as: 'officer',
    path: '/console/reports?period=last-90-days',
    shows: '.heat-cell',
  },
  ...registerScreens,
  {
    name: 'promises',
    as: 'officer',
    path: '/console/promises',
    shows: '.proof .figure',
    act: (page) => page.locator('.page-acts .mantine-Button-root').last().click(),
  },
  {
    name: 'promises-open',
    as: 'auditor',
    path: '/console/promises',
    shows: '.proof-more[open] .asks',
    async act(page) {
      await page.locator('#p10 .proof-figure').waitFor();
      await page.locator('#p10 .proof-more > summary').click();
      await page.locator('#p10').evaluate((proof) => proof.scrollIntoView());
    },
  },
  {
    name: 'promises-broken',
    as: 'administrator',
    path: '/console/promises',
    shows: '.proof[data-status=broken] .proof-broken',
    async act(page) {
      await page.route('**/api/console/promises?*', async (route) => {
        const answer = await route.fetch();
        await route.fulfill({ response: answer, json: breakPromise(await answer.json()) });
      });
      await page.reload();
      await page.locator('#p9').evaluate((proof) => proof.scrollIntoView());
    },
  },
  {
    name: 'promises-attest',
    as: 'administrator',
    path: '/console/promises',
    shows: '.attest-form',
    async act(page) {
      await page.locator('.attested button').first().click();
      await page.locator('#p8').evaluate((proof) => proof.scrollIntoView());
    },
  },
  { name: 'register', as: 'team-lead', path: '/console/register', shows: '.versions' },
  {
    name: 'from-notice',
    as: 'team-lead',
    path: '/console/register/from-notice',
    shows: '.notice-sentences li',
    async act(page) {
      const notice = await readFile(join(import.meta.dirname, '../reverse/notices/bookshop.fi.txt'), 'utf8');
      await page.locator('.notice-form textarea').fill(notice);
      await page.locator('.notice-form button[type=submit]').click();
      const contradicted = page.locator('.notice-sentences li[data-kind=contradicted]');
      await contradicted.first().evaluate((line) => line.scrollIntoView({ block: 'center' }));
    },
  },
  { name: 'settings', as: 'agent', path: '/console/settings', shows: '.settings-entry' },
  { name: 'settings-profile', as: 'agent', path: '/console/settings/profile', shows: 'select' },
  {
    name: 'settings-keys',
    as: 'agent',
    path: '/console/settings/keys',
    shows: '.key-listen',
    act: (page) => page.locator('.key-listen').first().click(),
  },
  {
    name: 'settings-notifications',
    as: 'agent',
    path: '/console/settings/notifications',
    shows: '.settings-stack',
  },
  {
    name: 'settings-views',
    as: 'team-lead',
    path: '/console/settings/views',
    shows: '.settings-form',
    act: (page) => page.locator('.settings-section .mantine-Button-root').first().click(),
  },
  {
    name: 'settings-queues',
    as: 'team-lead',
    path: '/console/settings/queues',
    shows: '.hours-opening',
    act: (page) => page.locator('.settings-row .mantine-Button-root').first().click(),
  },
  { name: 'settings-rules', as: 'team-lead', path: '/console/settings/rules', shows: '.rule-row' },
  {
    name: 'settings-rule',
    as: 'team-lead',
    path: '/console/settings/rules',
    shows: '.rule-trial p',
    async act(page) {
      await page.locator('.rule-row .row-acts button').first().click();
      await page.locator('.rule-form summary').click();
      await page.locator('.rule-trial button').click();
    },
  },
  {
    name: 'settings-tags',
    as: 'team-lead',
    path: '/console/settings/tags',
    shows: '.tones',
    act: (page) => page.locator('.settings-section .mantine-Button-root').first().click(),
  },
  {
    name: 'settings-canned',
    as: 'team-lead',
    path: '/console/settings/canned',
    shows: '.canned-chip',
    act: (page) => page.locator('.settings-section .mantine-Button-root').first().click(),
  },
  {
    name: 'settings-signatures',
    as: 'team-lead',
    path: '/console/settings/signatures',
    shows: '.signature-form',
    act: (page) => page.locator('.settings-row .mantine-Button-root').first().click(),
  },
  {
    name: 'settings-mailboxes',
    as: 'team-lead',
    path: '/console/settings/mailboxes',
    shows: '.mailbox-facts',
  },
  {
    name: 'access-tokens',
    as: 'agent',
    path: '/console/settings/access-tokens',
    shows: '.connection-form',
    act: (page) => page.locator('.connection-start').click(),
  },
  { name: 'connections', as: 'administrator', path: '/console/connections', shows: '.connection' },
  {
    name: 'connections-new',
    as: 'administrator',
    path: '/console/connections',
    shows: '.connection-form fieldset',
    act: (page) => page.locator('.page-acts .mantine-Button-root').click(),
  },
  {
    name: 'connections-deliveries',
    as: 'administrator',
    path: '/console/connections',
    shows: '.connection-more td',
    act: (page) => page.locator('.connection-acts .mantine-Button-root').first().click(),
  },
  {
    name: 'connections-change',
    as: 'administrator',
    path: '/console/connections',
    shows: '.connection-more fieldset',
    act: async (page) => {
      await page.locator('.connection-acts .mantine-ActionIcon-root').first().click();
      await page.locator('[role=menuitem]').nth(2).click();
    },
  },
  { name: 'disclosures', as: 'auditor', path: '/console/disclosures', shows: '.table td' },
  { name: 'not-found', as: 'agent', path: '/console/nowhere', shows: 'h1' },
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
