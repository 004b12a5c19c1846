import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { changeRegister } from '../promises/change-register.ts';
import { movableClock } from '../promises/move-clock.ts';
import { readPage, send } from '../promises/visit.ts';
import { readPdf, unspaced } from '../support/read-pdf.ts';
import { makeAdministrator, makeColleague, type Person } from '../support/sign-in.ts';
import { startHouse, type TestHouse } from '../support/start-house.ts';

// What is written from the declaration, as it is given out: the notice of every version as PDF and Markdown, what
// changed between two, the Article 30 record and the short forms.

const formula = '=HYPERLINK("https://example.com";"open")';
let the: TestHouse;
let agent: Person;
let keeper: Person;

beforeAll(async () => {
  the = await startHouse({ start: false, clock: movableClock('2026-03-02T08:00:00Z') });
  await the.house.publish(
    changeRegister((register) => {
      register.periods['contact']!.months = 12;
      register.purposes['quality']!.name = { sv: formula, fi: formula, en: formula };
    }),
    null,
  );
  await the.house.publish(
    changeRegister((register) => {
      register.periods['contact']!.months = 12;
      register.processing.mainCountry = 'SE';
    }),
    null,
  );
  const administrator = await makeAdministrator(the.house, the.app);
  agent = await makeColleague(the.house, the.app, administrator, {
    userName: 'eero.virtanen',
    displayName: 'Eero Virtanen',
    tasks: ['answer-customers'],
  });
  keeper = await makeColleague(the.house, the.app, administrator, {
    userName: 'kaisa.karhu',
    displayName: 'Kaisa Karhu',
    tasks: ['keep-register'],
  });
});
afterAll(() => the.stop());

const get = (url: string) => send(the.app, 'GET', url);

describe('the public', () => {
  test.each([
    '/sv/notice/9.pdf',
    '/sv/notice/0.pdf',
    '/sv/notice/1.pdf.pdf',
    '/sv/notice/-1.pdf',
    '/sv/notice/1x.md',
    '/xx/notice.pdf',
    '/xx/notice/1.pdf',
    '/sv/notice/2/since/2',
    '/sv/notice/1/since/2',
    '/sv/notice/3/since/0',
    '/sv/notice/9/since/1',
    '/sv/notice/3/since/x',
  ])('finds nothing at %s', async (url) => {
    expect((await get(url)).statusCode).toBe(404);
  });

  test.each(['sv', 'fi', 'en'])(
    'gets the notice in %s as PDF and Markdown, by version for good',
    async (language) => {
      const newest = await get(`/${language}/notice.pdf`);
      expect(newest.statusCode).toBe(200);
      expect(newest.headers['content-type']).toBe('application/pdf');
      const third = await get(`/${language}/notice/3.pdf`);
      expect(third.rawPayload.equals(newest.rawPayload)).toBe(true);
      expect(third.headers['cache-control']).toContain('max-age');
      const first = await readPdf((await get(`/${language}/notice/1.pdf`)).rawPayload);
      const contact = the.house.declarations.current().declaration.periods['contact']!.name;
      const name = unspaced(contact[language as 'sv' | 'fi' | 'en']);
      expect(first.text).toContain(`${name}24`);
      expect((await readPdf(third.rawPayload)).text).toContain(`${name}12`);
      const markdown = await get(`/${language}/notice/1.md`);
      expect(markdown.headers['content-type']).toContain('text/markdown');
      expect(markdown.body).toMatch(/^# /);
      expect(markdown.body).toMatch(/ersi(?:on|o).1,/);
      const page = await get(`/${language}/notice/1`);
      for (const address of [
        `/${language}/notice/1.pdf`,
        `/${language}/notice/1.md`,
        `/${language}/notice/3/since/1`,
      ])
        expect(page.body).toContain(`href="${address}"`);
    },
  );

  test('cannot make the house print one version after another without end', async () => {
    const { declaration, publishedAt } = the.house.declarations.current();
    const ask = (version: number) => the.house.papers.notice({ version, publishedAt, declaration }, 'sv');
    const answers = await Promise.allSettled(Array.from({ length: 60 }, (_, index) => ask(1000 + index)));
    const refused = answers.filter(
      (each) => each.status === 'rejected' && (each.reason as { code: string }).code === 'too-many-requests',
    );
    expect(refused.length).toBeGreaterThanOrEqual(30);
    // What is printed already is given all the same.
    expect((await get('/sv/notice.pdf')).statusCode).toBe(200);
    expect((await get('/sv/notice')).statusCode).toBe(200);
  });

  test.each([
    ['sv', 'ändras från 24 till 12', 'Ändrat'],
    ['fi', 'muuttuu 24 kuukaudesta 12 kuukauteen', 'Muutettu'],
    ['en', 'changes from 24 to 12', 'Changed'],
  ])('reads in %s what changed since an earlier version', async (language, rule, mark) => {
    const text = await readPage(the.app, `/${language}/notice/2/since/1`);
    expect(text).toContain(rule);
    expect(text).toContain(mark);
    expect(text).toContain(formula);
    const { body } = await get(`/${language}/notice/2/since/1`);
    expect(body).toMatch(/<del>.*24.*<\/del>/);
    expect(body).toMatch(/<ins>.*12.*<\/ins>/);
    expect(body).not.toMatch(/<script|\sstyle=|\son\w+=/i);
    const further = await readPage(the.app, `/${language}/notice/3/since/1`);
    expect(further).toContain(rule);
    expect(further).toMatch(/Sverige|Ruotsi|Sweden/);
    expect(further).not.toContain(formula);
  });

  test('finds from the list of versions what each changed', async () => {
    const { body } = await get('/sv/notice/versions');
    for (const address of ['/sv/notice/3/since/2', '/sv/notice/2/since/1'])
      expect(body).toContain(`href="${address}"`);
    expect(body).not.toContain('/since/0');
  });
});

const record = '/api/console/register/record';

describe('staff', () => {
  test.each([
    `${record}?language=sv`,
    `${record}/file?language=sv&format=pdf`,
    '/api/console/register/short-forms?language=sv',
  ])('without a task that reads the register are refused: %s', async (url) => {
    expect(await agent.ask('GET', url)).toMatchObject({ status: 403, body: { code: 'task-missing' } });
  });

  test.each([
    `${record}`,
    `${record}?language=xx`,
    `${record}/file?language=sv&format=exe`,
    `${record}/file?language=sv&format=csv&bom=1`,
    '/api/console/register/short-forms?language=',
  ])('are told what is wrong with %s', async (url) => {
    expect(await keeper.ask('GET', url)).toMatchObject({ status: 400, body: { code: 'invalid-input' } });
  });

  test.each(['sv', 'fi', 'en'])('read the record in %s as a document of seven sections', async (language) => {
    const { status, body } = await keeper.ask<{
      version: number;
      sections: { title: string; blocks: object[] }[];
    }>('GET', `${record}?language=${language}`);
    expect(status).toBe(200);
    expect(body.version).toBe(3);
    expect(body.sections).toHaveLength(7);
    expect(body.sections.every(({ blocks }) => blocks.length > 0)).toBe(true);
    expect(JSON.stringify(body).replaceAll('\u00a0', ' ')).toContain('Työtahti Oy');
  });

  test('download it as JSON with the keys of the declaration', async () => {
    const { status, body } = await keeper.ask<{ article: string; purposes: { key: string }[] }>(
      'GET',
      `${record}/file?language=en&format=json`,
    );
    expect(status).toBe(200);
    expect(body.article).toBe('GDPR Article 30(1)');
    expect(body.purposes.map(({ key }) => key)).toEqual(
      Object.keys(the.house.declarations.current().declaration.purposes),
    );
  });

  test('download it as CSV that no spreadsheet takes for a formula', async () => {
    await the.house.publish(
      changeRegister((register) => {
        register.purposes['quality']!.name = { sv: formula, fi: formula, en: formula };
        register.processors!['work-reports']!.name = '+358 & "Oy", Ab';
      }),
      null,
    );
    const { status, body } = await keeper.ask<string>('GET', `${record}/file?language=sv&format=csv`);
    expect(status).toBe(200);
    const text = body as unknown as string;
    expect(text.startsWith('\ufeffAvsnitt,Gäller,Uppgift,Värde\r\n')).toBe(true);
    expect(text).toContain(`"'${formula.replaceAll('"', '""')}"`);
    expect(text).toContain(`"'+358 & ""Oy"", Ab"`);
    expect(text.replaceAll(/"(?:[^"]|"")*"/g, '')).not.toMatch(/(?:^|,)[=+@-]/m);
  });

  test('download it as PDF, in which a formula is text', async () => {
    const address = `${record}/file?language=fi&format=pdf`;
    const { name, value } = (
      await send(the.app, 'POST', '/api/console/sign-in', {
        payload: { userName: keeper.userName, password: 'sinivalas hyppii portaissa yksin' },
      })
    ).cookies[0]!;
    const answer = await send(the.app, 'GET', address, { cookies: { [name]: value } });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers['content-disposition']).toBe('attachment; filename="record-4-fi.pdf"');
    const pdf = await readPdf(answer.rawPayload);
    expect(pdf.text).toContain(unspaced(formula));
    expect(pdf.declaresUa).toBe(true);
  });

  test('see the short forms with the address of the notice', async () => {
    const { status, body } = await keeper.ask<{ forms: { kind: string; sentences: string[] }[] }>(
      'GET',
      '/api/console/register/short-forms?language=fi',
    );
    expect(status).toBe(200);
    expect(body.forms.map(({ kind }) => kind)).toEqual(['chat', 'call', 'email']);
    expect(body.forms.at(-1)!.sentences.join(' ')).toContain(`${the.house.settings.publicUrl}/fi/notice`);
  });
});
