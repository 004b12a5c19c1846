import type { Page } from 'playwright-core';
import type { FurnishedHouse } from './furnish-house.ts';
import type { Screen } from './screen.ts';

/** Once the thread stands there, what is pressed and waited for. */
const atContact =
  (...keys: readonly string[]) =>
  async (page: Page): Promise<void> => {
    await page.locator('.thread .message').first().waitFor();
    for (const key of keys) await page.keyboard.press(key);
  };

/** One contact, and all that can happen to it. */
export const contactScreens: readonly Screen[] = [
  {
    name: 'contact',
    as: 'agent',
    path: (the) => `/console/inbox/${the.openContact}`,
    shows: '.thread .message',
  },
  {
    name: 'contact-person',
    as: 'agent',
    path: (the) => `/console/inbox/${the.openContact}`,
    shows: '.pane .fields',
    async act(page) {
      const open = page.locator('.pane-seals ~ p .text-button').first();
      await page.locator('.thread .message').first().waitFor();
      if (!(await open.isVisible())) await page.locator('.contact-pane-button').click();
      await open.click();
    },
  },
  {
    name: 'contact-snooze',
    as: 'agent',
    path: (the) => `/console/inbox/${the.openContact}`,
    shows: '[role=menu] [role=menuitem]',
    act: atContact('s'),
  },
  {
    name: 'contact-snooze-day',
    as: 'agent',
    path: (the) => `/console/inbox/${the.openContact}`,
    shows: '.snooze-day input',
    async act(page) {
      await atContact('s')(page);
      await page.locator('[role=menuitem]').last().click();
    },
  },
  {
    name: 'contact-assign',
    as: 'agent',
    path: (the) => `/console/inbox/${the.openContact}`,
    shows: '[role=menu] [role=menuitem]',
    act: atContact('a'),
  },
  {
    name: 'contact-more',
    as: 'agent',
    path: (the) => `/console/inbox/${the.withTask}`,
    shows: '.more-menu [role=menuitem]',
    act: atContact('t'),
  },
  {
    name: 'contact-task',
    as: 'agent',
    path: (the) => `/console/inbox/${the.withTask}`,
    shows: '.presence li',
    async act(page, the) {
      await the.sitAt(the.withTask);
      await atContact()(page);
      const pane = page.locator('.contact-pane-button');
      if (await pane.isVisible()) await pane.click();
      await page.locator('.todos').waitFor();
    },
  },
  {
    name: 'contact-todo',
    as: 'agent',
    path: (the) => `/console/inbox/${the.openContact}`,
    shows: '.todo-form',
    async act(page) {
      await atContact()(page);
      const pane = page.locator('.contact-pane-button');
      if (await pane.isVisible()) await pane.click();
      await page.locator('.pane .todos').waitFor({ state: 'attached' });
      await page.keyboard.press('d');
    },
  },
  {
    name: 'contact-scheduled',
    as: 'agent',
    path: (the) => `/console/inbox/${the.scheduled}`,
    shows: '.delivery .text-button',
  },
  {
    name: 'contact-bounced',
    as: 'agent',
    path: (the) => `/console/inbox/${the.bounced}`,
    shows: '.dead-addresses',
  },
  {
    name: 'contact-denied',
    as: 'agent',
    path: (the) => `/console/inbox/${the.denied}`,
    shows: '.sender-line[data-tone=danger]',
  },
  {
    name: 'contact-odd-mail',
    as: 'agent',
    path: (the) => `/console/inbox/${the.odd}`,
    shows: '.file-real-type',
  },
  {
    name: 'contact-events',
    as: 'agent',
    path: (the) => `/console/inbox/${the.merged}`,
    shows: '.contact-event',
  },
  {
    name: 'recall',
    as: 'agent',
    path: (the) => `/console/inbox/${the.answered}`,
    shows: '.delivery-form',
    async act(page) {
      await page.locator('.delivery-recall').first().click();
    },
  },
  ...(['merge', 'split', 'move'] as const).map((way, index) => ({
    name: `contact-${way}`,
    as: 'agent' as const,
    path: (the: FurnishedHouse) => `/console/inbox/${the.answered}`,
    shows: '.merging',
    async act(page: Page) {
      await atContact('m')(page);
      await page.locator('.merging label').nth(index).click();
    },
  })),
  {
    name: 'reason',
    as: 'agent',
    path: (the) => `/console/inbox/${the.closedContact}`,
    shows: '.reasons button',
  },
  {
    name: 'composer',
    as: 'agent',
    path: (the) => `/console/inbox/${the.openContact}`,
    shows: '.composer-to, .composer-head',
    async act(page) {
      await page.locator('.thread .message').first().waitFor();
      await page.locator('.composer textarea').fill('Liitteenä kuitti.');
    },
  },
  {
    name: 'composer-doubts',
    as: 'agent',
    path: (the) => `/console/inbox/${the.openContact}`,
    shows: '.doubts li',
    async act(page) {
      await page.locator('.thread .message').first().waitFor();
      await page.locator('.composer textarea').fill('Hei Tuntematon, liitteenä kuitti.');
      await page.locator('.composer textarea').press('Control+Enter');
    },
  },
  {
    name: 'composer-unfilled',
    as: 'agent',
    path: (the) => `/console/inbox/${the.openContact}`,
    shows: '.doubts .row-acts',
    async act(page) {
      await page.locator('.thread .message').first().waitFor();
      await page.locator('.composer textarea').fill('Hei {customer.name}, lue lisää: {notice.link}');
      await page.locator('.composer textarea').press('Control+Enter');
    },
  },
  {
    name: 'composer-later',
    as: 'agent',
    path: (the) => `/console/inbox/${the.openContact}`,
    shows: '[role=menuitem]',
    async act(page) {
      await page.locator('.thread .message').first().waitFor();
      await page.locator('.composer textarea').fill('Palaan asiaan huomenna.');
      await page.locator('.composer-acts .mantine-ActionIcon-root').click();
    },
  },
  {
    name: 'canned',
    as: 'agent',
    path: (the) => `/console/inbox/${the.openContact}`,
    shows: '.canned',
    async act(page) {
      await page.locator('.thread .message').first().waitFor();
      await page.locator('.composer textarea').fill('');
      await page.locator('.composer textarea').press('/');
    },
  },
];
