import type { Page } from 'playwright-core';
import type { FurnishedHouse } from './furnish-house.ts';
import type { Screen } from './screen.ts';

export const search = (page: Page, the: FurnishedHouse): Promise<void> => searchFor(page, the.nameToSearch);

async function searchFor(page: Page, text: string): Promise<void> {
  const box = page.locator('input[type=search]');
  await box.fill(text);
  await box.press('Enter');
}

/** The list: its views, filters, choosing many, and the search. */
export const inboxScreens: readonly Screen[] = [
  { name: 'inbox', as: 'agent', path: '/console/inbox', shows: '.card' },
  {
    name: 'inbox-views',
    as: 'agent',
    path: '/console/inbox',
    shows: '[role=menu] [role=menuitem]',
    act: (page) => page.locator('.view-more').click(),
  },
  {
    name: 'inbox-filters',
    as: 'agent',
    path: '/console/inbox?priority=high',
    shows: '.filter-panel select',
    act: (page) => page.locator('.filter-button').click(),
  },
  {
    name: 'inbox-chosen',
    as: 'agent',
    path: '/console/inbox',
    shows: '.bulk',
    async act(page) {
      await page.locator('.card').first().waitFor();
      for (const key of ['j', 'x', 'j', 'x', 'j', 'x']) await page.keyboard.press(key);
    },
  },
  {
    name: 'inbox-refused',
    as: 'agent',
    path: '/console/inbox?status=closed',
    shows: '.bulk-refused',
    async act(page) {
      await page.locator('.card').first().waitFor();
      for (const key of ['j', 'x', 'j', 'x', 'h']) await page.keyboard.press(key);
    },
  },
  { name: 'inbox-todos', as: 'agent', path: '/console/inbox?todos=mine', shows: '.todo-row, .empty' },
  { name: 'inbox-todos-team', as: 'agent', path: '/console/inbox?todos=team', shows: '.todo-row' },
  { name: 'inbox-snoozed', as: 'agent', path: '/console/inbox?status=snoozed', shows: '.card-snoozed' },
  {
    name: 'inbox-empty',
    as: 'agent',
    path: '/console/inbox?view=watching&language=en&priority=low&channel=chat',
    shows: '.empty',
  },
  { name: 'inbox-search', as: 'agent', path: '/console/inbox', shows: '.inbox-found', act: search },
  {
    name: 'search-words',
    as: 'agent',
    path: '/console/inbox',
    shows: '.hits mark',
    act: (page) => searchFor(page, 'is:open brev'),
  },
  {
    name: 'search-nothing',
    as: 'agent',
    path: '/console/inbox',
    shows: '.hits-examples',
    act: (page) => searchFor(page, 'tag:nowhere lentokenttäbussi'),
  },
  {
    name: 'search-suggestions',
    as: 'agent',
    path: '/console/inbox',
    shows: '.search-suggestions li',
    async act(page) {
      await page.locator('.card').first().waitFor();
      await page.locator('input[type=search]').click();
    },
  },
];
