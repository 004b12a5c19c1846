import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LightMyRequestResponse } from 'fastify';
import { handInMail } from '../support/hand-in-mail.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse } from '../support/start-house.ts';
import { movableClock } from './move-clock.ts';
import { signInAgain } from './visit.ts';

export const base = '/api/console/inspections';
export const auditor = { name: 'Tarja Tarkkanen', organisation: 'Tarkastus Oy' };

export interface Opened {
  readonly inspectionId: string;
  readonly link: string;
}

export type InspectionHouse = Awaited<ReturnType<typeof startInspectionHouse>>;

/** A house with an officer, an agent, a contact that was read thirty times, and ways to be an auditor. */
export async function startInspectionHouse() {
  const clock = movableClock('2026-04-07T06:10:00Z');
  const the = await startHouse({ clock, start: false });
  const folder = await mkdtemp(join(tmpdir(), 'haltija-inspection-'));
  const administrator = await makeAdministrator(the.house, the.app);
  const make = (userName: string, displayName: string, tasks: readonly string[]) =>
    makeColleague(the.house, the.app, administrator, { userName, displayName, tasks });
  const officer = await make('paula.palo', 'Paula Palo', ['handle-data-protection']);
  const agent = await make('eero.virtanen', 'Eero Virtanen', ['answer-customers']);
  const contactId = (await handInMail(the.house, { text: 'Brevet saknas.' }))!;
  for (let time = 0; time < 30; time += 1) {
    clock.pass(1_000);
    await agent.ask('GET', `/api/console/contacts/${contactId}`);
  }
  let visits = 0;
  const send = (method: 'GET' | 'POST', url: string, cookie?: string, payload?: object) =>
    the.app.inject({
      method,
      url,
      headers: { 'x-haltija': 'inspection', ...(cookie === undefined ? {} : { cookie }) },
      remoteAddress: `127.3.${++visits >> 8}.${visits & 255}`,
      ...(payload ? { payload } : {}),
    });
  return {
    ...the,
    clock,
    folder,
    officer,
    agent,
    contactId,
    send,
    /** Signed in anew: after the clock has moved, the session of before is over. */
    officerNow: async () => ({ ask: await signInAgain(the.app, 'paula.palo') }),
    open: (terms: Record<string, unknown> = {}, by: Pick<Person, 'ask'> = officer) =>
      by.ask<Opened & { code?: string }>('POST', base, {
        ...auditor,
        scopes: ['log', 'promises', 'declaration', 'record', 'erasures'],
        from: '2026-04-07',
        to: '2026-04-10',
        ...terms,
      }),
    /** Uses the link. @returns the cookie of the sign-in */
    async enter(link: string): Promise<string> {
      const answer = await send('POST', '/api/inspection/link', undefined, { token: link.split('#')[1]! });
      if (answer.statusCode !== 200) throw new Error(answer.body);
      const { name, value, httpOnly, sameSite } = answer.cookies[0]!;
      if (!httpOnly || sameSite !== 'Strict') throw new Error('a cookie that scripts or other sites reach');
      return `${name}=${value}`;
    },
    async stop() {
      await the.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

export const codeOf = (answer: LightMyRequestResponse) => answer.json<{ code?: string }>().code;
