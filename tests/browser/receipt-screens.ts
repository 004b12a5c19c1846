import type { Page } from 'playwright-core';
import type { FurnishedHouse } from './furnish-house.ts';
import type { Screen } from './screen.ts';

const today = (days = 0) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
const terms = {
  name: 'Tarja Tarkkanen',
  organisation: 'Tilintarkastus Tarkka Oy',
  scopes: ['log', 'promises', 'declaration', 'record', 'erasures'],
  from: today(),
  to: today(6),
} as const;

/** The auditor's sign-in, made once: a window that has it keeps it. */
async function beAuditor(page: Page, { house, origin }: FurnishedHouse): Promise<void> {
  const name = 'haltija-inspection';
  if ((await page.context().cookies()).some((cookie) => cookie.name === name)) return;
  const { token } = await house.staff.inspections.open('command', terms);
  const { session } = await house.staff.inspections.redeem(token);
  await page.context().addCookies([{ name, value: session, url: origin }]);
  await page.reload();
}

/** Receipts, what is held of oneself, and inspections. */
export const receiptScreens: readonly Screen[] = [
  { name: 'held', as: 'agent', path: '/console/settings/my-data', shows: '.held-notice p' },
  {
    name: 'person-receipt',
    as: 'officer',
    path: (the) => `/console/people/${the.person}`,
    shows: '.receipt-links a',
    act: (page) => page.locator('.readings-button').first().click(),
  },
  {
    name: 'inspections',
    as: 'officer',
    path: '/console/inspections',
    shows: '.inspection-row',
    async act(page, { house }) {
      if ((await house.staff.inspections.list('command')).length < 1)
        await house.staff.inspections.open('command', terms);
      await page.reload();
    },
  },
  {
    name: 'inspections-open',
    as: 'officer',
    path: '/console/inspections',
    shows: '.inspection-form',
    act: (page) => page.locator('.page-acts .mantine-Button-root').first().click(),
  },
  {
    name: 'inspection-link',
    path: `/console/inspection#${'A'.repeat(43)}`,
    shows: '.door-body .form button',
  },
  {
    name: 'inspection',
    path: '/console/inspection',
    shows: '.inspection-draw',
    async act(page, the) {
      await beAuditor(page, the);
      await page.locator('.inspection-commit button[type=submit]').waitFor();
      if ((await page.locator('.inspection-draw').count()) === 0)
        await page.locator('.inspection-commit button[type=submit]').click();
      await page.locator('[data-part=promises] button').first().click();
      await page.locator('[data-part=promises] td').first().waitFor();
      await page.locator('.inspection').evaluate((element) => element.scrollTo(0, 0));
    },
  },
];
