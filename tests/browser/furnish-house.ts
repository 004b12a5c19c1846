import { setTimeout as sleep } from 'node:timers/promises';
import { createWithheldMails } from '../../server/channels/email/withheld-mail.ts';
import type { Language } from '../../contract/common.ts';
import { generateCorpus } from '../../server/operations/demo/corpus/generate-corpus.ts';
import { fillBacklog } from '../../server/operations/demo/fill-backlog.ts';
import { fillRegister } from '../../server/operations/demo/fill-register.ts';
import { furnishTeam } from '../../server/operations/demo/furnish-team.ts';
import { demoPassword, makeStaff } from '../../server/operations/demo/make-staff.ts';
import { type FurnishedDrafts, furnishDrafts } from './furnish-drafts.ts';
import { furnishIncident } from './furnish-incidents.ts';
import { type FurnishedContacts, furnishContacts } from './furnish-contacts.ts';
import type { OpenHouse } from './open-house.ts';

/** Who looks at a screen; `newcomer` has not accepted the undertaking. */
export type Role = 'agent' | 'team-lead' | 'officer' | 'administrator' | 'auditor' | 'newcomer';

export interface FurnishedHouse extends OpenHouse, FurnishedContacts, FurnishedDrafts {
  as(role: Role, language: Language): { userName: string; password: string; language: Language };
  /** An open contact with an identity code struck out of its text, or the liveliest there is. */
  readonly openContact: string;
  /** The liveliest of those that have been answered. */
  readonly answered: string;
  /** A closed contact of a person who is not being served. */
  readonly closedContact: string;
  /** A person who is being served, with an identity code on file. */
  readonly person: string;
  /** Part of a name that finds people. */
  readonly nameToSearch: string;
  /** A one-time link that nobody has used. */
  readonly invitation: string;
}

const newcomer = { userName: 'nora.lund', displayName: 'Nora Lund', language: 'sv' } as const;

/** The demo's house in small: its staff, its people and contacts, a mail nobody can read, and readings with reasons. */
export async function furnishHouse(
  the: OpenHouse,
  size: { people: number; contacts: number; months?: number },
): Promise<FurnishedHouse> {
  const { house } = the;
  const corpus = generateCorpus({ seed: 1, now: new Date(), ...size });
  await makeStaff(house, corpus.staff);
  await furnishTeam(house, corpus.staff);
  await fillBacklog(house, corpus, new Date());
  await fillRegister(house, corpus, 1).finished;
  const memberOf = (key: string) => corpus.staff.find((member) => member.key === key || member.role === key)!;
  const names: Record<Role, string> = {
    agent: memberOf('agent-1').userName,
    'team-lead': memberOf('team-lead').userName,
    officer: memberOf('officer').userName,
    administrator: memberOf('administrator').userName,
    auditor: memberOf('auditor').userName,
    newcomer: newcomer.userName,
  };

  const cookies = new Map<string, { readonly name: string; readonly value: string }>();
  const admin = await actorOf(names.administrator);
  const invited = await house.staff.making.invite(admin, newcomer);
  await house.staff.links.redeem(invited.token, { password: demoPassword });
  const waiting = await house.staff.making.invite(admin, {
    ...newcomer,
    userName: 'ville.aho',
    displayName: 'Ville Aho',
  });

  const mailbox = 'service-en';
  for (const raw of [
    '\r\n',
    `Content-Type: multipart/mixed; boundary=b\r\n\r\n${'--b\r\n\r\nx\r\n'.repeat(1500)}`,
  ]) {
    await house.mail.pump.keep({
      mailbox,
      raw: Buffer.from(raw),
      envelope: { recipients: [] },
      source: { kind: 'smtp' },
    });
  }

  await withholdTwo();

  /** What is sent is noted a moment later: it is waited for. */
  const first = async (sql: string, values: unknown[] = []): Promise<string> => {
    for (let look = 0; look < 100; look += 1) {
      const [row] = await house.storage.db.query<{ id: string }>(sql, values);
      if (row) return row.id;
      await sleep(200);
    }
    throw new Error(`the corpus has nothing for: ${sql}`);
  };
  const agent = await actorOf(names.agent);
  const openContact = await first(
    `SELECT c.id FROM register.contact c LEFT JOIN register.masked_code m ON m.contact_id = c.id
     WHERE c.status = 'open' AND c.queue = 'service' ORDER BY (m.id IS NOT NULL) DESC, c.messages DESC, c.id LIMIT 1`,
  );
  // Which contacts the invented colleagues have answered and left open depends on the hour that it is.
  await answerThree();
  const recalled = await recallOne();
  await furnishIncident(ask, names.officer);
  const answered = await first(
    `SELECT c.id FROM register.contact c JOIN register.contact_message m ON m.contact_id = c.id
     WHERE c.status <> 'closed' AND c.queue = 'service' AND m.direction = 'out' AND m.delivery = 'sent' AND c.id <> $1
     ORDER BY c.messages DESC, c.id LIMIT 1`,
    [recalled],
  );
  const closedContact = await first(
    `SELECT c.id FROM register.contact c WHERE c.status = 'closed' AND c.queue = 'service' AND c.assignee_id IS DISTINCT FROM $1
     AND NOT EXISTS (SELECT 1 FROM register.contact o WHERE o.person_id = c.person_id AND o.status <> 'closed') ORDER BY c.id DESC LIMIT 1`,
    [agent.staffId],
  );
  const person = await first('SELECT person_id AS id FROM register.contact WHERE id = $1', [openContact]);
  await keepIdentityCode(person);
  await promise(openContact);
  await readWithReasons();
  await connect();
  const furnished = await furnishContacts(the, {
    ask,
    first,
    agent: names.agent,
    colleague: memberOf('agent-2').userName,
    deniedAt: corpus.contacts.find(({ sender }) => sender === 'denied')!.letters[0]!.at,
  });

  const drafts = await furnishDrafts((url, body) => ask(names.administrator, 'POST', url, body));

  async function actorOf(userName: string) {
    const { staffId, sessionId } = await house.staff.signIn(userName, demoPassword);
    return { kind: 'staff', staffId, sessionId } as const;
  }

  async function ask(userName: string, method: 'GET' | 'POST', url: string, payload?: object) {
    const headers = { 'x-haltija': 'console' };
    const { name, value } = await cookieOf(userName);
    return the.app.inject({
      method,
      url,
      headers,
      cookies: { [name]: value },
      ...(payload ? { payload } : {}),
    });
  }

  // Each signs in once: guesses at passwords are counted by address.
  async function cookieOf(userName: string) {
    const known = cookies.get(userName);
    if (known) return known;
    const signedIn = await the.app.inject({
      method: 'POST',
      url: '/api/console/sign-in',
      headers: { 'x-haltija': 'console' },
      payload: { userName, password: demoPassword },
    });
    const cookie = signedIn.cookies[0]!;
    cookies.set(userName, cookie);
    return cookie;
  }

  async function answerThree(): Promise<void> {
    const open = await house.storage.db.query<{ id: string; version: number }>(
      "SELECT id, version FROM register.contact WHERE status = 'open' AND queue = 'service' AND id <> $1 ORDER BY id DESC",
      [openContact],
    );
    let answered = 0;
    for (const { id, version } of open) {
      const reply = { messageId: crypto.randomUUID(), version, text: 'Tack, vi tittar på det.' };
      const { statusCode } = await ask(names.agent, 'POST', `/api/console/contacts/${id}/replies`, reply);
      // 409: there is a doubt to be confirmed, as about a forged sender.
      if (statusCode !== 200 && statusCode !== 409) throw new Error(`an answer gave ${statusCode}`);
      if (statusCode === 200) answered += 1;
      if (answered === 3) return;
    }
    throw new Error(`${answered} contacts could be answered`);
  }

  async function promise(contactId: string): Promise<void> {
    const added = await ask(names.agent, 'POST', `/api/console/contacts/${contactId}/todos`, {
      todoId: crypto.randomUUID(),
      text: 'Ringa tillbaka om brevet',
      ownerId: agent.staffId,
      dueOn: new Date(Date.now() + 86_400_000).toISOString().slice(0, 10),
    });
    if (added.statusCode !== 200) throw new Error(`a follow-up task gave ${added.statusCode}`);
  }

  /** Two mails that the mailbox's server does not give out; one of them is waited for no more. */
  async function withholdTwo(): Promise<void> {
    const { db, live, current } = house.contacts;
    const mails = createWithheldMails({ db, live, current, clock: house.clock });
    for (const [uid, hours, size] of [
      [4711, 30, 184_320],
      [4698, 75, 12_582_912],
    ] as const) {
      const cameAt = new Date(Date.now() - hours * 3_600_000);
      for (let time = 0; time < 4; time += 1) await mails.note(mailbox, 1n, { uid, cameAt, size });
    }
    const listed = await ask(names['team-lead'], 'GET', '/api/console/tray?state=waiting');
    const { mailId } = listed.json<{ withheld: { mailId: string; uid: number }[] }>().withheld[0]!;
    const settled = await ask(names['team-lead'], 'POST', `/api/console/tray/${mailId}/settle`, {
      act: 'set-aside',
    });
    if (settled.statusCode !== 200)
      throw new Error(`setting a withheld mail aside gave ${settled.statusCode}`);
  }

  async function keepIdentityCode(personId: string): Promise<void> {
    const { version } = (await ask(names.agent, 'GET', `/api/console/people/${personId}`)).json<{
      version: number;
    }>();
    const reason = Object.keys(house.declarations.current().declaration.reasons)[0]!;
    const kept = await ask(names.agent, 'POST', `/api/console/people/${personId}/fields`, {
      fieldId: crypto.randomUUID(),
      version,
      category: 'identityCode',
      value: '131052-9982',
      channel: 'email',
      reason,
    });
    if (kept.statusCode !== 200) throw new Error(`keeping an identity code gave ${kept.statusCode}`);
  }

  async function readWithReasons(): Promise<void> {
    const reasons = Object.keys(house.declarations.current().declaration.reasons);
    const readers = [names['team-lead'], memberOf('agent-2').userName];
    for (const [index, reason] of [...reasons, ...reasons.slice(0, 2)].entries()) {
      await ask(readers[index % 2]!, 'GET', `/api/console/contacts/${closedContact}?reason=${reason}`);
    }
    await ask(names.auditor, 'GET', `/api/console/contacts/${closedContact}`);
  }

  /** A message that went to the wrong person, for the officer's list. */
  async function recallOne(): Promise<string> {
    const message = await first(
      `SELECT m.id FROM register.contact_message m JOIN register.contact c ON c.id = m.contact_id
       WHERE m.direction = 'out' AND m.delivery = 'sent' AND c.status <> 'closed' AND c.queue = 'service' AND c.id <> $1
       ORDER BY c.messages, m.id LIMIT 1`,
      [openContact],
    );
    const contact = await first('SELECT contact_id AS id FROM register.contact_message WHERE id = $1', [
      message,
    ]);
    const { statusCode } = await ask(
      names.agent,
      'POST',
      `/api/console/contacts/${contact}/messages/${message}/recall`,
      {
        incidentId: crypto.randomUUID(),
        draftId: crypto.randomUUID(),
        kind: 'wrong-recipient',
        note: 'Vastaus meni samannimiselle asiakkaalle.',
      },
    );
    if (statusCode !== 200) throw new Error(`recalling gave ${statusCode}`);
    return contact;
  }

  /** Two access tokens, and a web hook whose receiver is not there. */
  async function connect(): Promise<void> {
    const ok = async (answer: Promise<{ statusCode: number; json<T>(): T }>) => {
      const { statusCode, json } = await answer;
      if (statusCode !== 200) throw new Error(`connecting gave ${statusCode} ${JSON.stringify(json())}`);
      return json<{ endpointId: string }>();
    };
    const tokens = '/api/console/me/tokens';
    await ok(ask(names.agent, 'POST', tokens, { name: 'Weekly figures', tasks: ['answer-customers'] }));
    await ok(
      ask(names.agent, 'POST', tokens, {
        name: 'Sorting',
        tasks: ['answer-customers'],
        mayWrite: true,
        days: 30,
      }),
    );
    const hooks = '/api/console/connections/web-hooks';
    const { endpointId } = await ok(
      ask(names.administrator, 'POST', hooks, {
        url: 'http://127.0.0.1:9/haltija',
        recipient: 'work-reports',
        purpose: 'quality',
        types: ['contact.created', 'contact.closed'],
        queues: ['service'],
      }),
    );
    for (let test = 0; test < 2; test += 1)
      await ok(ask(names.administrator, 'POST', `${hooks}/${endpointId}/test`));
    // Nobody declared that server.
    const imap = { way: 'mail-in', host: 'imap.example.com', port: 993 } as const;
    for (let attempt = 0; attempt < 3; attempt += 1)
      await house.connections.gate.leave(imap).catch(() => undefined);
  }

  return {
    ...the,
    ...furnished,
    ...drafts,
    openContact,
    answered,
    closedContact,
    person,
    nameToSearch: corpus.people.find(({ key }) => key === corpus.contacts[0]!.personKey)!.givenName,
    invitation: `/console/link#${waiting.token}`,
    as: (role, language) => ({ userName: names[role], password: demoPassword, language }),
  };
}
