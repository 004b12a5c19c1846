import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
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

const openTab = (number: number) => async (page: Page) => {
  await page.locator('.drafting-list, .drafting-panel-body [role=status]').first().waitFor();
  await page.locator('.drafting-panel [role=tab]').nth(number).click();
};

/** The declaration: in force, and in the making. */
export const registerScreens: readonly Screen[] = [
  { name: 'register', as: 'team-lead', path: '/console/register', shows: '.versions' },
  { name: 'record', as: 'team-lead', path: '/console/register/record', shows: '.written-table td' },
  {
    name: 'draft-problems',
    as: 'officer',
    path: (the) => `/console/register/drafts/${the.wrongDraft}`,
    shows: '.drafting-list li:nth-child(2)',
  },
  {
    name: 'draft-completing',
    as: 'administrator',
    path: (the) => `/console/register/drafts/${the.wrongDraft}`,
    shows: '.cm-tooltip-autocomplete li',
    async act(page) {
      await page.locator('.drafting-list li button').last().click();
      await page.keyboard.press('Control+Space');
    },
  },
  {
    name: 'draft-changes',
    as: 'administrator',
    path: (the) => `/console/register/drafts/${the.draft}`,
    shows: '.drafting-panel section[aria-busy=false] .drafting-list',
    async act(page) {
      await openTab(1)(page);
      await page.locator('.drafting-publish button').click();
    },
  },
  {
    name: 'draft-notice',
    as: 'officer',
    path: (the) => `/console/register/drafts/${the.draft}`,
    shows: '.notice-view h3',
    act: openTab(2),
  },
  {
    name: 'draft-read-only',
    as: 'team-lead',
    path: (the) => `/console/register/drafts/${the.draft}`,
    shows: '.drafting-editor .cm-line',
  },
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
];
