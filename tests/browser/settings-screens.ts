import type { Screen } from './screen.ts';

/** What a team sets, and whom the register is connected to. */
export const settingsScreens: readonly Screen[] = [
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
  {
    name: 'settings-rules',
    as: 'team-lead',
    path: '/console/settings/rules',
    shows: '.settings-rows > .settings-row',
  },
  {
    name: 'settings-rule',
    as: 'team-lead',
    path: '/console/settings/rules',
    shows: '.rule-trial p',
    async act(page) {
      await page.locator('.settings-rows > .settings-row .row-acts button').first().click();
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
];
