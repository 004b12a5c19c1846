import { afterAll, beforeAll, expect, test } from 'vitest';
import { readPdf } from '../support/read-pdf.ts';
import { type BreachHouse, facts, incidents, openBreachHouse, readIncident, step } from './p27-house.ts';
import { send } from './visit.ts';

// P27: what the authority is told, when, and what is kept of it (GDPR Art. 33(3) to (5)).

const hour = 3_600_000;
let the: BreachHouse;

beforeAll(async () => {
  the = await openBreachHouse('2026-03-27T14:00:00Z');
});
afterAll(() => the?.stop());

const decision = (what: string) => ({ decision: what, reason: 'Enligt bedömningen.' });
const db = () => the.the.house.storage.db;

test('the authority is told in phases, each kept as it was sent; too late only with the reason', async () => {
  const id = await the.report({ note: 'Ett fel visade Åsas ärenden.' });
  const officer = await the.officer();
  const notice = (given: object = {}) => ({
    noticeId: crypto.randomUUID(),
    language: 'sv',
    sentAt: the.clock.now().toISOString(),
    reference: 'TSV/1234/2026',
    complete: false,
    ...given,
  });
  const tell = (ask: typeof officer, body: object) => ask('POST', `${incidents}/${id}/notices`, body);
  expect((await tell(officer, notice())).body).toMatchObject({
    code: 'incident-incomplete',
    details: { missing: 'authority' },
  });
  await step(officer, id, '/risk', decision('risk'));
  await step(officer, id, '/authority', decision('notify'));
  for (const sentAt of ['2026-01-01T00:00:00Z', '2036-01-01T00:00:00Z'])
    expect((await tell(officer, notice({ sentAt }))).body).toMatchObject({
      code: 'invalid-input',
      details: { field: 'sentAt' },
    });
  the.clock.pass(73 * hour);
  const late = await the.officer();
  expect((await tell(late, notice())).body).toMatchObject({
    code: 'invalid-input',
    details: { field: 'lateReason' },
  });
  const first = notice({ lateReason: 'Omfattningen blev klar först i dag.' });
  expect((await tell(late, first)).status).toBe(200);
  expect((await tell(late, first)).status).toBe(200);
  the.clock.pass(1000);
  const whole = notice({ complete: true, language: 'fi' });
  expect((await tell(late, whole)).body).toMatchObject({
    code: 'incident-incomplete',
    details: { missing: 'facts' },
  });
  await step(late, id, '', { measure: 'Felet är rättat.' });
  await step(late, id, '/facts', {
    ...facts(),
    awareAt: (await readIncident(late, id)).awareAt,
  });
  expect((await tell(late, whole)).status).toBe(200);
  const { notices, steps } = await readIncident(late, id);
  expect(notices).toMatchObject([{ late: true }, { late: false }]);
  expect(steps.filter(({ kind }) => kind === 'notified').map(({ outcome }) => outcome)).toEqual([
    'late',
    'complete',
  ]);
  // What is learnt later changes nothing of what was sent.
  await step(late, id, '', { measure: 'Rättigheterna är indragna.' });
  const sent = await late<{ title: string; lines: string[] }>(
    'GET',
    `${incidents}/${id}/notices/${first.noticeId}?format=json`,
  );
  expect(JSON.stringify(sent.body)).not.toContain('indragna');
  expect(sent.body).toMatchObject({
    title: 'Anmälan om personuppgiftsincident',
    lines: ['Till: Dataombudsmannens byrå', expect.stringContaining('nr')],
  });
});

test.each([
  ['sv', ['Sannolika konsekvenser', 'Dataombudsmannens byrå', 'tietosuoja@kivra.fi', 'Karlavägen']],
  ['fi', ['Todennäköiset seuraukset', 'Tietosuojavaltuutetun toimisto', '2918721-9']],
  ['en', ['Likely consequences', 'Office of the Data Protection Ombudsman', 'no risk was seen']],
])('the notification has all of Art. 33(3), in %s, as a PDF', async (language, parts) => {
  const id = await the.report({
    note: 'What happened.\n\nIn short: no risk was seen at first.',
    persons: 12,
  });
  const officer = await the.officer();
  await step(officer, id, '', { measure: 'Access was closed.' });
  const paper = await officer<{ sections: { id: string }[] }>(
    'GET',
    `${incidents}/${id}/authority-paper?language=${language}`,
  );
  expect(paper.body.sections.map((each) => each.id)).toEqual([
    'controller',
    'breach',
    'concerned',
    'consequences',
    'measures',
    'persons',
    'time',
  ]);
  const signedIn = await send(the.the.app, 'POST', '/api/console/sign-in', {
    payload: { userName: 'paula.palo', password: 'sinivalas hyppii portaissa yksin' },
  });
  const { name, value } = signedIn.cookies[0]!;
  const file = await send(
    the.the.app,
    'GET',
    `${incidents}/${id}/authority-paper/file?language=${language}`,
    { cookies: { [name]: value } },
  );
  expect(file.headers['content-type']).toBe('application/pdf');
  const { text } = await readPdf(file.rawPayload);
  for (const part of parts) expect(text).toContain(part.replaceAll(' ', ''));
});

test('settled only when weighed, decided, told and learnt from; then nothing changes, and it stands in the register for the authority', async () => {
  const id = await the.report({ source: 'processor', kind: 'unavailable' });
  const officer = await the.officer();
  const settle = async (more: object = {}) => (await step(officer, id, '', { settle: true, ...more })).body;
  const missing = (what: string) => ({ code: 'incident-incomplete', details: { missing: what } });
  expect(await settle()).toMatchObject(missing('risk'));
  await step(officer, id, '/risk', decision('high'));
  expect(await settle()).toMatchObject(missing('authority'));
  await step(officer, id, '/authority', decision('notify'));
  expect(await settle()).toMatchObject(missing('notice'));
  await officer('POST', `${incidents}/${id}/notices`, {
    noticeId: crypto.randomUUID(),
    language: 'sv',
    sentAt: the.clock.now().toISOString(),
    reference: '',
    complete: false,
  });
  expect(await settle()).toMatchObject(missing('tell'));
  await step(officer, id, '/telling', decision('averted'));
  expect(await settle()).toMatchObject(missing('lessons'));
  expect(await settle({ lessons: 'Två personer kontrollerar.' })).toMatchObject({
    version: expect.any(Number),
  });
  expect((await step(officer, id, '/risk', decision('none'))).body).toMatchObject({ code: 'already-done' });
  const csv = await officer<string>('GET', '/api/console/incident-register?format=json');
  const found = (csv.body as unknown as Record<string, unknown>[]).find((each) => each['incidentId'] === id);
  expect(found).toMatchObject({
    source: 'processor',
    nature: ['availability'],
    risk: 'high',
    tell: 'averted',
    tellReason: 'Enligt bedömningen.',
    lessons: 'Två personer kontrollerar.',
  });
  const lines = await db().query<{ details: { change?: string } }>(
    'SELECT details FROM log.entry WHERE $1 = ANY (units) ORDER BY at, id',
    [id],
  );
  const changes = lines.map(({ details }) => details.change);
  for (const change of [
    'incident-reported',
    'risk-weighed',
    'authority-decided',
    'authority-told',
    'incident-settled',
  ])
    expect(changes).toContain(change);
});
