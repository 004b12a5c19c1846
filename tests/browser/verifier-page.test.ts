import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createReceipts } from '../../server/safeguards/access-log/tree/create-receipts.ts';
import { proveEntry } from '../../server/safeguards/access-log/tree/prove-entry.ts';
import { readVerifierPage } from '../../server/safeguards/access-log/tree/verifier-page.ts';
import { type OpenTree, openTree } from '../access-log/open-tree.ts';
import { describeInBrowser, startBrowser, type TestBrowser } from './start-browser.ts';

// The verifier as a page, from a disk, with the network cut: it says the same as the command.

describeInBrowser('the verifier as a page', () => {
  let the: OpenTree;
  let browser: TestBrowser;
  let page: Page;
  let folder: string;
  beforeAll(async () => {
    the = await openTree();
    folder = await mkdtemp(join(tmpdir(), 'haltija-page-'));
    await writeFile(join(folder, 'verify.html'), await readVerifierPage());
    browser = await startBrowser('file://');
    page = await browser.newPage({ locale: 'fi-FI', offline: true });
    await the.append(300);
    await the.sequence();
    await the.append(200);
    await the.sequence();
  });
  afterAll(async () => {
    await browser?.stop();
    await the?.stop();
    await rm(folder, { recursive: true, force: true });
  });

  async function check(files: Readonly<Record<string, string>>, key = ''): Promise<string> {
    await page.goto(pathToFileURL(join(folder, 'verify.html')).href);
    await page.locator('#key').fill(key);
    const paths = [];
    for (const [name, text] of Object.entries(files)) {
      await writeFile(join(folder, name), text);
      paths.push(join(folder, name));
    }
    await page.locator('#files').setInputFiles(paths);
    await page.locator('.found').waitFor();
    return page.locator('#answer').innerText();
  }

  test('what is no log, and a key that is none, are refused', async () => {
    expect(await check({ 'a.txt': 'hei' })).toContain('ei ole viety loki');
    expect(await check({ 'a.txt': 'hei' }, 'avain')).toContain('ei ole lokin avain');
  });

  test('a log as it was written is found so, in three languages; nothing is fetched', async () => {
    const log = await the.export();
    const [note] = await the.force('SELECT note FROM log.checkpoint ORDER BY size LIMIT 1');
    const text = await check(
      { 'log.export': log, 'kept.checkpoints': String(note!['note']) },
      the.signer.verifierKey,
    );
    expect(text).toContain('sellaisena kuin se allekirjoitettiin');
    expect(text).toContain('Rivejä 500');
    await page.getByRole('button', { name: 'Svenska' }).click();
    expect(await page.locator('#answer').innerText()).toContain('Varje rad är som den signerades');
    await page.getByRole('button', { name: 'English' }).click();
    expect(await page.locator('#answer').innerText()).toContain('Held against 1 checkpoints of yours');
    expect(await check({ 'log.export': log })).toContain(the.signer.verifierKey);
    expect(browser.strayRequests).toEqual([]);
    expect(browser.complaints).toEqual([]);
  });

  test('a line with its proof is shown; another line’s is not believed', async () => {
    const [one, two] = await the.placed();
    const proof = await proveEntry(the.test.service, one!);
    expect(await check({ 'line.tlog-proof': proof }, the.signer.verifierKey)).toContain(one!);
    const other = await proveEntry(the.test.service, two!);
    const mixed = proof.replace(/extra .*/, /extra .*/.exec(other)![0]);
    expect(await check({ 'line.tlog-proof': mixed }, the.signer.verifierKey)).toContain('Jokin on vialla');
  });

  test('a receipt is shown as a table, in three languages; with a line of it changed it is not believed', async () => {
    const receipts = createReceipts({ db: the.test.service, signer: the.signer, sequence: the.sequence });
    const { size, note } = await receipts.settle();
    async function* lines() {
      for await (const page_ of receipts.prove([3, 5, 300], size))
        yield page_.map(({ place, hash, path, entry }) => ({
          place,
          hash: hash.toString('base64'),
          path,
          shown: { ...entry, by: 'staff', reader: 'K7Q2-M9XD' },
        }));
    }
    const names = { action: { view: 'Öppnat' }, task: { answering: 'Betjäna kunder' } };
    let text = '';
    const header = { kind: 'person', checkpoint: note, lines: 3, names } as const;
    for await (const part of receipts.write(header, lines())) text += part;
    const key = the.signer.verifierKey;
    const found = await check({ 'mina.haltija-receipt': text }, key);
    for (const words of ['Kaikki 3 riviä', 'K7Q2-M9XD', 'Öppnat', 'Betjäna kunder'])
      expect(found).toContain(words);
    await page.getByRole('button', { name: 'Svenska' }).click();
    expect(await page.locator('#answer').innerText()).toContain('inte att ingen saknas');
    expect(await check({ 'mina.haltija-receipt': text.replace('K7Q2', 'K7Q3') }, key)).toContain(
      'Rivit eivät ole ne',
    );
    expect(browser.complaints).toEqual([]);
  });

  test('a line changed by a superuser is named', async () => {
    const [, , changed] = await the.placed();
    await the.force(
      `UPDATE log.entry SET leaf = convert_to(replace(convert_from(leaf, 'UTF8'), 'answering', 'auditing'), 'UTF8') WHERE id = $1`,
      [changed],
    );
    expect(await check({ 'log.export': await the.export() }, the.signer.verifierKey)).toContain(
      `Paikka 2: rivi ${changed}`,
    );
  });
});
