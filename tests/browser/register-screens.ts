import type { Page } from 'playwright-core';
import type { Screen } from './screen.ts';

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
];
