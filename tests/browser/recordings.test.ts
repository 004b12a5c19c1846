import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { clockTime } from '../../web/console/recordings/clock-time.ts';
import { Waveform } from '../../server/channels/phone/media/finish/draw-waveform.ts';
import { en } from '../../web/words/en.ts';
import { writeDate } from '../../web/ui/read-date.ts';
import { recordCall, type Recorded } from '../calls/make-call.ts';
import { makeOgg, talk } from '../phone/media/make-ogg.ts';
import { makeAdministrator, makeColleague } from '../support/sign-in.ts';
import { password } from '../support/start-house.ts';
import { findBarriers, findOverflow } from './check-screen.ts';
import { openHouse, type OpenHouse } from './open-house.ts';
import { describeInBrowser, phone } from './start-browser.ts';

// Listened to, marked, kept longer with a reason, and listed for who answers for it; whoever has not the task hears nothing.

const patient = { timeout: 20_000 };
const seconds = 20;
const lead = { userName: 'liisa.laine', password, language: 'en' } as const;
const agent = { userName: 'eero.ek', password, language: 'en' } as const;
let the: OpenHouse;
let call: Recorded;

describeInBrowser('recordings', () => {
  beforeAll(async () => {
    the = await openHouse();
    const administrator = await makeAdministrator(the.house, the.app);
    for (const [{ userName }, displayName, tasks] of [
      [lead, 'Liisa Laine', ['lead-team']],
      [agent, 'Eero Ek', ['answer-customers']],
    ] as const)
      await makeColleague(the.house, the.app, administrator, { userName, displayName, tasks: [...tasks] });
    const sides = talk(seconds);
    const waveform = new Waveform({ channels: 2, rate: 8000 });
    for (let at = 0; at < sides[0].length; at += 160)
      waveform.add(Int16Array.from({ length: 320 }, (_, index) => sides[index % 2]![at + (index >> 1)]!));
    call = await recordCall(
      the.house,
      // Its three months are almost over.
      { at: new Date(Date.now() - 86 * 86_400_000), number: '+358401234567', seconds },
      await makeOgg(sides),
      undefined,
      waveform.finish(sides[0].length),
    );
  }, 120_000);
  afterAll(() => the?.stop());

  const slider = (page: Page) => page.getByRole('slider', { name: en['player.position'] });
  const place = async (page: Page) => Number(await slider(page).getAttribute('aria-valuenow'));
  const lines = async () =>
    (
      await the.house.storage.db.query(
        "SELECT 1 FROM log.entry WHERE action = 'play' AND units @> ARRAY[$1::uuid]",
        [call.recordingId],
      )
    ).length;
  const inThread = `/console/inbox/`;

  test('whoever has not the task sees that it is there and until when, and hears nothing', async () => {
    const page = await the.enter(`${inThread}${call.contactId}`, agent);
    await page.getByText(en['player.no-task']).waitFor(patient);
    expect(await page.getByRole('button', { name: en['player.listen'], exact: true }).count()).toBe(0);
    await page.getByText(en['recording.why-kept']).click();
    await page.getByText(en['recording.no-task-extend']).waitFor(patient);
    expect(await page.locator('.rail a[href$="/recordings"]').count()).toBe(0);
    await page.goto(`/console/recordings/${call.recordingId}?at=5`);
    await page.getByRole('alert').waitFor(patient);
    expect(await slider(page).count()).toBe(0);
    expect(await lines()).toBe(0);
    await page.context().close();
  });

  test('listened to where it stands in the thread, by keys, and marked', async () => {
    const page = await the.enter(`${inThread}${call.contactId}`, lead);
    await page.getByText(en['player.logged']).waitFor(patient);
    expect(await lines()).toBe(0);
    await page.getByRole('button', { name: en['player.listen'], exact: true }).click();
    await slider(page).waitFor(patient);
    await expect.poll(() => place(page), patient).toBeGreaterThan(0);
    // The keys of the player are its own, and not those of the inbox.
    await page.keyboard.press('k');
    await page.getByRole('button', { name: en['player.play'], exact: true }).waitFor(patient);
    await page.keyboard.press('Home');
    await page.keyboard.press('l');
    await page.keyboard.press('ArrowRight');
    await expect.poll(() => place(page), patient).toBe(15);
    await page.keyboard.press('j');
    await expect.poll(() => place(page), patient).toBe(5);
    await page.getByRole('button', { name: 'Customer: mute' }).click();
    await page.locator('.player-heard[data-muted=true]').waitFor({ state: 'attached' });
    await page.getByLabel(en['player.speed']).selectOption('2');
    await slider(page).press('m');
    await page.getByLabel(`Note at ${clockTime(5000)}`).fill('Lovar att ringa tillbaka');
    await page.keyboard.press('Enter');
    await page.getByText('Lovar att ringa tillbaka').waitFor(patient);
    expect(await lines()).toBe(1);
    expect(await findBarriers(page, 'all')).toEqual([]);
    await page.context().close();
  });

  test('kept longer for a complaint, with a reason, and listed for its owner', async () => {
    const page = await the.enter(`/console/recordings/${call.recordingId}`, lead);
    await page.getByRole('button', { name: en['recording.extend'] }).click(patient);
    const day = new Date(Date.now() + 10 * 86_400_000).toISOString().slice(0, 10);
    await page.getByLabel(en['recording.complaint-ends']).fill(writeDate(day, 'en'));
    await page.getByLabel(en['recording.reason'], { exact: true }).fill('Kunden säger att vi lovade annat');
    await page.getByRole('button', { name: en['recording.extend-do'] }).click();
    await page.getByText('Kunden säger att vi lovade annat').waitFor(patient);
    await page.getByRole('button', { name: en['recording.withdraw'] }).waitFor(patient);
    expect(await findBarriers(page, 'all')).toEqual([]);
    // It waits for a decision of hers: the rail counts it, and the list begins with it.
    await page.locator('.rail a[href$="/recordings"] .rail-count').waitFor(patient);
    await page.locator('.rail a[href$="/recordings"]').click();
    await page.locator('.recording-row').waitFor(patient);
    expect(await findBarriers(page, 'all')).toEqual([]);
    await page.getByRole('button', { name: en['recording.view-all'], exact: true }).click();
    await page.locator('.recording-row').click(patient);
    await page.getByRole('button', { name: en['recording.withdraw'] }).click(patient);
    await page.getByText(/withdrawn on/).waitFor(patient);
    await page.context().close();
  });

  test('a link leads to its moment; a browser that knows no Ogg plays it as MP4', async () => {
    const page = await the.enter('/console/settings', lead, { viewport: phone });
    await page.addInitScript(() => {
      const ask = HTMLMediaElement.prototype.canPlayType;
      HTMLMediaElement.prototype.canPlayType = function canPlayType(type) {
        return type.includes('ogg') ? '' : ask.call(this, type);
      };
    });
    const asked: { url: string; type: string | undefined; status: number }[] = [];
    page.on('response', (answer) => {
      if (answer.url().includes('/audio'))
        asked.push({ url: answer.url(), type: answer.headers()['content-type'], status: answer.status() });
    });
    await page.goto(`/console/recordings/${call.recordingId}?at=12`);
    await page.getByRole('button', { name: 'Listen from 0:12' }).click(patient);
    await slider(page).waitFor(patient);
    await expect.poll(() => place(page), patient).toBeGreaterThan(12);
    await slider(page).press('Home');
    await expect.poll(() => place(page), patient).toBeLessThan(5);
    await expect.poll(() => place(page), patient).toBeGreaterThan(0);
    expect(asked.length).toBeGreaterThan(0);
    expect(
      asked.every(
        ({ url, type, status }) => url.endsWith('?as=mp4') && type === 'audio/mp4' && status === 206,
      ),
    ).toBe(true);
    expect(await findOverflow(page)).toEqual([]);
    expect(the.browser.complaints).toEqual([]);
    expect(the.browser.strayRequests).toEqual([]);
    await page.context().close();
  });
});
