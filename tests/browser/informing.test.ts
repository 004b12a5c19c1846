import { afterAll, beforeAll, expect, test } from 'vitest';
import { en } from '../../web/words/en.ts';
import { changeRegister } from '../promises/change-register.ts';
import { welcome } from '../promises/one-customer.ts';
import { makeAdministrator, makeColleague } from '../support/sign-in.ts';
import { password } from '../support/start-house.ts';
import { openHouse, type OpenHouse } from './open-house.ts';
import { describeInBrowser } from './start-browser.ts';

// Who publishes sees whom a version reaches only once they are told, reads the letter and sends it; who cannot be told by mail
// is told on the telephone, and their page says so.

const kaisa = { userName: 'kaisa.koski', password, language: 'en' } as const;
const patient = { timeout: 20_000 };
let the: OpenHouse;

describeInBrowser('informing', () => {
  beforeAll(async () => {
    the = await openHouse();
    const administrator = await makeAdministrator(the.house, the.app);
    await makeColleague(the.house, the.app, administrator, {
      userName: kaisa.userName,
      displayName: 'Kaisa Koski',
      tasks: ['keep-register', 'answer-customers'],
    });
    await welcome(the, { from: '"Tiina Tieto" <tiina@example.fi>' });
    const { personId } = await welcome(the, { from: '"Olli Osoitteeton" <olli@example.fi>' });
    await the.house.storage.db.query(
      "UPDATE register.person_field SET undeliverable_since = now() WHERE person_id = $1 AND category = 'emailAddress'",
      [personId],
    );
    await the.house.publish(
      changeRegister((register) => (register.periods['contact']!.months = 36)),
      null,
    );
  });
  afterAll(() => the?.stop());

  test('a round, from the count to the telephone', async () => {
    const page = await the.enter('/console/register', kaisa);
    await page.getByRole('heading', { name: en['informing.title'] }).waitFor(patient);
    await page.getByRole('button', { name: en['informing.letter'], exact: true }).click(patient);
    await page.getByText('/en/notice/2/since/1').waitFor(patient);
    await page.getByRole('button', { name: 'Inform 1 person by mail' }).click(patient);
    await page.getByRole('button', { name: en['informing.send'] }).click(patient);
    await expect.poll(() => the.outgoing.mails.length, patient).toBe(1);
    await page.reload();
    await page.getByText(en['informing.why-unreachable']).waitFor(patient);
    await page.getByRole('link', { name: en['informing.person'] }).click(patient);
    await page.getByRole('button', { name: 'Note that version 2 was told' }).click(patient);
    await page.getByRole('button', { name: en['told.way-phone'] }).click(patient);
    await page.getByText('by telephone.').waitFor(patient);
  });
});
