import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Person } from '../support/sign-in.ts';
import { type Answering, id, openAnswering, settleIncident } from './open-answering.ts';

let the: Answering;
beforeAll(async () => {
  the = await openAnswering();
});
afterAll(() => the?.stop());

const url = (contactId: string, rest: string) => `/api/console/contacts/${contactId}${rest}`;
const linesOf = async (contactId: string, change: string) => {
  const [row] = await the.house.storage.db.query<{ count: number }>(
    "SELECT count(*) AS count FROM log.entry WHERE $1 = ANY (units) AND details->>'change' = $2",
    [contactId, change],
  );
  return row!.count;
};

describe('drafts', () => {
  test('nobody without the act drafts, nobody saves into or throws away a colleague’s, and an old version is refused', async () => {
    const contactId = await the.contact();
    const draftId = id();
    const save = (who: typeof the.eero, version: number, text = 'Kesken') =>
      who.ask('POST', url(contactId, `/drafts/${draftId}`), { kind: 'reply', version, text });
    expect((await save(the.administrator, 0)).status).toBe(403);
    expect((await save(the.eero, 0)).body).toEqual({ version: 1 });
    expect((await save(the.maija, 1)).body).toMatchObject({ code: 'not-found' });
    expect((await save(the.eero, 7)).body).toMatchObject({
      code: 'changed-meanwhile',
      details: { version: 1 },
    });
    await the.maija.ask('DELETE', url(contactId, `/drafts/${draftId}`));
    expect((await the.open(the.eero, contactId)).drafts).toHaveLength(1);
    const other = await the.eero.ask('POST', url(contactId, `/drafts/${id()}`), {
      kind: 'reply',
      version: 0,
      text: 'Toinen',
    });
    expect(other.body).toMatchObject({ code: 'changed-meanwhile' });
  });

  test('twenty savings are one line of the log; colleagues see that somebody writes, not what; sealed at rest', async () => {
    const contactId = await the.contact();
    const draftId = id();
    for (let version = 0; version < 20; version += 1) {
      const saved = await the.eero.ask('POST', url(contactId, `/drafts/${draftId}`), {
        kind: 'reply',
        version,
        text: `Salaisuus sinivuokko ${version}`,
      });
      expect(saved.body).toEqual({ version: version + 1 });
    }
    expect(await linesOf(contactId, 'answer-drafted')).toBe(1);
    const seen = await the.open(the.maija, contactId);
    expect(seen.drafts).toEqual([]);
    expect(JSON.stringify(seen)).not.toContain('sinivuokko');
    const marks = await the.maija.ask('GET', url(contactId, '/drafts'));
    expect(marks.body).toMatchObject({ drafts: [{ staffId: the.eero.staffId, kind: 'reply' }] });
    expect(JSON.stringify(marks.body)).not.toContain('sinivuokko');
    expect((await the.open(the.eero, contactId)).drafts).toMatchObject([
      { text: 'Salaisuus sinivuokko 19', version: 20 },
    ]);
    const [row] = await the.house.storage.db.query<{ sealed: Buffer }>(
      'SELECT reply_sealed AS sealed FROM register.contact_draft WHERE id = $1',
      [draftId],
    );
    expect(row!.sealed.includes('sinivuokko')).toBe(false);
  });

  test('a draft goes with its contact', async () => {
    const contactId = await the.contact();
    await the.eero.ask('POST', url(contactId, `/drafts/${id()}`), {
      kind: 'note',
      version: 0,
      text: 'Kesken',
    });
    const { db } = the.house.storage;
    await db.query("UPDATE register.contact SET delete_after = now() - interval '1 day' WHERE id = $1", [
      contactId,
    ]);
    await the.house.sweep();
    expect(await db.query('SELECT 1 FROM register.contact_draft WHERE contact_id = $1', [contactId])).toEqual(
      [],
    );
    const save = await the.eero.ask('POST', url(contactId, `/drafts/${id()}`), {
      kind: 'note',
      version: 0,
      text: 'Myöhässä',
    });
    expect(save.status).toBe(404);
  });
});

describe('doubts', () => {
  const ask = async (contactId: string, more: Record<string, unknown>) => {
    const { version } = await the.open(the.eero, contactId);
    return the.eero.ask('POST', url(contactId, '/replies'), {
      messageId: id(),
      version,
      text: 'Kiitos viestistä.',
      ...more,
    });
  };

  test('another person’s address, an unknown one, a strange greeting, a promised file: refused until each is confirmed', async () => {
    await the.contact('Kalle Toinen <kalle.toinen@example.fi>');
    const contactId = await the.contact('Liisa Lehto <liisa.lehto@example.fi>');
    const sent = the.sink.mails.length;
    const doubts = async (more: object) => {
      const answer = await ask(contactId, { ...more });
      return [answer.status, (answer.body['details'] as { doubts?: string } | undefined)?.doubts];
    };
    expect(await doubts({ to: ['kalle.toinen@example.fi'] })).toEqual([409, 'address-of-another']);
    expect(await doubts({ to: ['liisa.lehtö@example.fi'] })).toEqual([409, 'address-unknown']);
    expect(await doubts({ text: 'Hei Kalle,\nasia on kunnossa.' })).toEqual([409, 'greeting-differs']);
    expect(await doubts({ text: 'Liitteenä kuitti.' })).toEqual([409, 'attachment-missing']);
    const two = { to: ['kalle.toinen@example.fi'], text: 'Hei Kalle, liitteenä kuitti.' };
    const all = 'address-of-another,greeting-differs,attachment-missing';
    expect(await doubts({ ...two, confirmed: ['address-of-another'] })).toEqual([409, all]);
    // Says only that it is somebody's.
    expect(JSON.stringify((await ask(contactId, two)).body)).not.toMatch(/Kalle|Toinen/);
    expect(the.sink.mails.length).toBe(sent);
    expect(await doubts({ ...two, confirmed: all.split(',') })).toEqual([200, undefined]);
    expect(await doubts({ text: 'Hei Liisa, kiitos.' })).toEqual([200, undefined]);
  });

  test('a reply goes to Reply-To when the mail names one', async () => {
    const { handInMail } = await import('../support/hand-in-mail.ts');
    const contactId = await handInMail(the.house, {
      from: 'Oma Nimi <oma.nimi@example.fi>',
      headers: ['Reply-To: toinen.osoite@example.com'],
    });
    expect((await the.open(the.eero, contactId!)).reply).toMatchObject({
      to: ['toinen.osoite@example.com'],
      others: ['oma.nimi@example.fi', 'service@posti.example'],
    });
    // Nothing shows that the mail is from whom it says: where it wants its answer is looked at first.
    expect((await ask(contactId!, {})).body).toMatchObject({ details: { doubts: 'address-unknown' } });
    expect((await ask(contactId!, { confirmed: ['address-unknown'] })).status).toBe(200);
    await expect.poll(() => the.sink.mails.at(-1)?.recipients).toEqual(['toinen.osoite@example.com']);
    const near = await handInMail(the.house, {
      from: 'Oma Toinen <oma.toinen@example.fi>',
      headers: ['Reply-To: kotiosoite@example.fi'],
    });
    expect((await ask(near!, {})).status).toBe(200);
  });
});

async function mentionsOf(who: Person) {
  const list = await who.ask<{ contacts: { contactId: string; mentioned: boolean }[] }>(
    'GET',
    '/api/console/contacts?view=mentioned&status=any',
  );
  const counts = await who.ask<{ mentioned: number }>('GET', '/api/console/contacts/counts');
  expect(list.body.contacts.every((each) => each.mentioned)).toBe(true);
  return { listed: list.body.contacts.map((each) => each.contactId), counted: counts.body.mentioned };
}

describe('mentions, recalls, first letters', () => {
  test('a colleague who reaches the contact is told, alone; one who does not is left out', async () => {
    const contactId = await the.contact();
    const told: unknown[] = [];
    const stop = the.house.contacts.live.subscribe((event) => {
      if (event.kind === 'for-you') told.push(event.staffId);
    });
    const noted = await the.eero.ask('POST', url(contactId, '/notes'), {
      noteId: id(),
      text: '@Maija Niemi katsotko?',
      mentions: [the.maija.staffId, the.administrator.staffId],
    });
    expect(noted.status).toBe(200);
    await expect.poll(() => told, { timeout: 5_000 }).toEqual([the.maija.staffId]);
    stop();
    const opened = await the.open(the.eero, contactId);
    expect(opened.notes[0]!.mentioned).toEqual([the.maija.staffId]);
    expect(await mentionsOf(the.maija)).toEqual({ listed: [contactId], counted: 1 });
  });

  test('a mention waits wherever its contact stands, and is done with once that was seen', async () => {
    const contactId = await the.contact();
    const mention = (text: string) =>
      the.eero.ask('POST', url(contactId, '/notes'), { noteId: id(), text, mentions: [the.maija.staffId] });
    const { listed } = await mentionsOf(the.maija);
    await mention('@Maija Niemi katsotko?');
    const { version } = await the.open(the.eero, contactId);
    expect((await the.eero.ask('POST', url(contactId, '/close'), { version })).status).toBe(200);
    expect(await mentionsOf(the.maija)).toEqual({
      listed: [contactId, ...listed],
      counted: listed.length + 1,
    });
    const reason = '?reason=earlier-matter';
    expect((await the.maija.ask('GET', url(contactId, reason))).status).toBe(200);
    expect(await mentionsOf(the.maija)).toEqual({ listed, counted: listed.length });
    // Unread once more is not mentioned once more; a new note is.
    expect((await the.maija.ask('POST', url(contactId, '/unread'))).status).toBe(200);
    expect(await mentionsOf(the.maija)).toEqual({ listed, counted: listed.length });
    await mention('@Maija Niemi vielä tämä');
    expect(await mentionsOf(the.maija)).toMatchObject({ counted: listed.length + 1 });
  });

  test('a recall is no cancel: it marks the message, makes an incident for the officer, and outlives its contact', async () => {
    const contactId = await the.contact('Veera Salo <veera.salo@example.fi>');
    const { version } = await the.open(the.eero, contactId);
    const messageId = id();
    const reply = { messageId, version, text: 'Tässä tiedot.' };
    await the.eero.ask('POST', url(contactId, '/replies'), { ...reply, delaySeconds: 30 });
    const recall = (incidentId: string) =>
      the.eero.ask('POST', url(contactId, `/messages/${messageId}/recall`), {
        incidentId,
        draftId: id(),
        kind: 'wrong-recipient',
        note: 'Meni väärälle ihmiselle',
        recipients: ['veera.salo@example.fi'],
      });
    expect((await recall(id())).body).toMatchObject({ code: 'changed-meanwhile' });
    await the.eero.ask('POST', url(contactId, `/messages/${messageId}/send-now`));
    await expect
      .poll(async () => (await the.open(the.eero, contactId)).messages.at(-1)?.delivery)
      .toBe('sent');

    const incidentId = id();
    const recalled = await recall(incidentId);
    expect(recalled.body).toMatchObject({ incidentId });
    expect((await recall(id())).body).toMatchObject({ incidentId, draftId: null });
    const opened = await the.open(the.eero, contactId);
    expect(opened.messages.at(-1)!.recalledAt).not.toBeNull();
    expect(opened.drafts).toMatchObject([{ to: ['veera.salo@example.fi'], kind: 'reply' }]);

    expect((await the.eero.ask('GET', '/api/console/incidents')).status).toBe(403);
    const list = await the.officer.ask<{ incidents: object[] }>('GET', '/api/console/incidents');
    expect(list.body.incidents).toMatchObject([{ incidentId, kind: 'wrong-recipient', settledAt: null }]);
    expect(JSON.stringify(list.body)).not.toContain('veera');
    const { db } = the.house.storage;
    await db.query("UPDATE register.contact SET delete_after = now() - interval '1 day' WHERE id = $1", [
      contactId,
    ]);
    await the.house.sweep();
    const incident = await the.officer.ask<{ version: number }>(
      'GET',
      `/api/console/incidents/${incidentId}`,
    );
    expect(incident.body).toMatchObject({
      note: 'Meni väärälle ihmiselle',
      recipients: ['veera.salo@example.fi'],
    });
    const change = (body: object) => the.officer.ask('POST', `/api/console/incidents/${incidentId}`, body);
    expect((await change({ version: 9, measure: 'Soitettu' })).body).toMatchObject({
      code: 'changed-meanwhile',
    });
    expect((await change({ version: 1, measure: 'Soitettu' })).body).toEqual({ version: 2 });
    expect((await change({ version: 2, settle: true })).body).toMatchObject({ code: 'incident-incomplete' });
    await settleIncident(the.officer, incidentId);
    expect((await change({ version: 6, measure: 'Lisää' })).body).toMatchObject({ code: 'already-done' });
    const [line] = await db.query<{ action: string; actor: string }>(
      "SELECT action, actor FROM log.entry WHERE $1 = ANY (units) AND action = 'view' LIMIT 1",
      [incidentId],
    );
    expect(line).toEqual({ action: 'view', actor: the.officer.staffId });
  });

  test('a first letter makes one contact of the person the address belongs to, with staff as its source', async () => {
    const letter = {
      contactId: id(),
      messageId: id(),
      mailbox: 'service',
      to: 'uusi.asiakas@example.fi',
      name: 'Uusi Asiakas',
      subject: 'Palautuksesi',
      text: 'Hei Uusi, palautuksesi on saapunut.',
    };
    const write = (more: object = {}) =>
      the.eero.ask('POST', '/api/console/contacts/write-first', { ...letter, ...more });
    expect((await write({ mailbox: 'privacy' })).body).toMatchObject({ code: 'task-missing' });
    expect((await write()).body).toEqual({ contactId: letter.contactId, version: 1 });
    expect((await write()).status).toBe(200);
    await expect.poll(() => the.sink.mails.at(-1)?.recipients).toEqual(['uusi.asiakas@example.fi']);
    const opened = await the.open(the.eero, letter.contactId);
    expect(opened).toMatchObject({ status: 'waiting', assigneeId: the.eero.staffId });
    const fields = await the.house.storage.db.query(
      `SELECT DISTINCT f.source, f.collected_by FROM register.person_field f JOIN register.contact c ON c.person_id = f.person_id WHERE c.id = $1`,
      [letter.contactId],
    );
    expect(fields).toEqual([{ source: 'staff', collected_by: the.eero.staffId }]);
  });
});
