import { startSmtpSink, type SmtpSink } from '../email/start-smtp-sink.ts';
import { makeColleague } from '../support/sign-in.ts';
import { type MovableClock, movableClock } from './move-clock.ts';
import { type Desk, openDesk } from './one-customer.ts';
import { type Ask, signInAgain } from './visit.ts';

export const incidents = '/api/console/incidents';

export interface BreachHouse extends Desk {
  readonly clock: MovableClock;
  readonly sink: SmtpSink;
  /** Who handles incidents; signed in anew, since the clock moves. */
  officer(): Promise<Ask>;
  /** Reports a breach that the officer became aware of now. @returns its id */
  report(given?: object): Promise<string>;
  stop(): Promise<void>;
}

/** A house with somebody who handles incidents, a mail server to send to, and a clock that moves. */
export async function openBreachHouse(start: string): Promise<BreachHouse> {
  const sink = await startSmtpSink();
  const clock = movableClock(start);
  const desk = await openDesk({
    clock,
    settings: {
      HALTIJA_OUTGOING_SMTP_URL: `smtp://127.0.0.1:${sink.port}`,
      HALTIJA_PUBLIC_URL: 'https://kivra.example',
    },
  });
  await makeColleague(desk.the.house, desk.the.app, desk.administrator, {
    userName: 'paula.palo',
    displayName: 'Paula Palo',
    tasks: ['handle-data-protection'],
  });
  const officer = () => signInAgain(desk.the.app, 'paula.palo');
  return {
    ...desk,
    clock,
    sink,
    officer,
    async report(given = {}) {
      const incidentId = crypto.randomUUID();
      const now = clock.now().toISOString();
      const ask = await officer();
      const { status, body } = await ask('POST', incidents, {
        incidentId,
        queue: 'service',
        kind: 'seen-without-right',
        source: 'log',
        note: 'En kollega har läst ärenden utan att behöva det.',
        happenedAt: now,
        awareAt: now,
        ...given,
      });
      if (status !== 200) throw new Error(`reporting gave ${status} ${JSON.stringify(body)}`);
      return incidentId;
    },
    async stop() {
      await desk.the.stop();
      await sink.stop();
    },
  };
}

export interface IncidentAnswer {
  readonly version: number;
  readonly awareAt: string;
  readonly notifyBy: string;
  readonly notifiedAt: string | null;
  readonly authority: string | null;
  readonly tell: string | null;
  readonly risk: string | null;
  readonly erased: number;
  readonly people: { readonly concerned: number; readonly told: number; readonly underWay: number };
  readonly notices: readonly { noticeId: string; late: boolean; lateReason: string | null }[];
  readonly steps: readonly {
    readonly kind: string;
    readonly outcome: string | null;
    readonly count: number | null;
    readonly text: string | null;
  }[];
}

export const readIncident = async (ask: Ask, id: string): Promise<IncidentAnswer> =>
  (await ask<IncidentAnswer>('GET', `${incidents}/${id}`)).body;

/** A step with the version just read. */
export async function step(
  ask: Ask,
  id: string,
  path: string,
  body: object,
): Promise<{ status: number; body: Record<string, unknown> }> {
  const { version } = await readIncident(ask, id);
  return ask('POST', `${incidents}/${id}${path}`, { version, ...body });
}

/** What is known by then. */
export const facts = () => ({
  kind: 'seen-without-right',
  nature: ['confidentiality'],
  happenedAt: '2026-03-25T08:00:00.000Z',
  persons: 40,
  records: 55,
  categories: ['messages', 'name'],
  note: 'En kollega har läst ärenden utan att behöva det.',
  consequences: 'De kan bli igenkända.',
});
