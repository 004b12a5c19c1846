import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createServer, type TLSSocket } from 'node:tls';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { Refusal } from '../../server/base/errors.ts';
import type { KeyServiceSetting } from '../../server/base/key-service-settings.ts';
import type { KeyService } from '../../server/safeguards/vault/key-service.ts';
import { tryService } from '../../server/safeguards/vault/try-service.ts';
import { openKmip } from '../../server/storage/kmip/open-kmip.ts';
import { tags } from '../../server/storage/kmip/names.ts';
import { encodeItem, type Item } from '../../server/storage/kmip/ttlv.ts';
import { makeAuthority, type TestAuthority } from '../support/kmip/make-authority.ts';
import { startPykmip, type TestPykmip } from '../support/kmip/start-pykmip.ts';
import { isPykmipMissing, testWithPykmip } from '../support/kmip/test-with-pykmip.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let folder: string;
let other: TestAuthority;
let real: TestPykmip;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'haltija-kmip-'));
  other = makeAuthority(folder, 'other');
  if (!isPykmipMissing) real = await startPykmip();
});
afterAll(async () => {
  await real?.stop();
  await rm(folder, { recursive: true, force: true });
});

const allowed = () => Promise.resolve();
const open = (setting: KeyServiceSetting, patience = 20_000): KeyService =>
  openKmip(setting, { mayConnect: allowed, patience });
const refused = (reason: string) => ({ code: 'storage-unavailable', details: { reason } });
const nameOf = (what: string) => `haltija/${randomBytes(4).toString('hex')}/${what}`;

describe('what is refused', () => {
  testWithPykmip('a certificate of another authority, one that has ended, and none', async () => {
    const outsider = { ...real.settingOf('haltija'), ...other.sign('outsider', 'clientAuth') };
    await expect(open(outsider).make('n')).rejects.toMatchObject(refused('key-service-refuses-us'));
    const ended = { ...outsider, ...real.authority.sign('ended', 'clientAuth', { days: -1 }) };
    await expect(open(ended).make('n')).rejects.toMatchObject(refused('key-service-refuses-us'));
    const none = { ...outsider, certFile: join(folder, 'no-such') };
    await expect(open(none).make('n')).rejects.toMatchObject({
      code: 'settings-invalid',
      details: { reason: 'key-service-files', code: 'ENOENT' },
    });
    expect(real.names()).toEqual([]);
  });

  testWithPykmip('a service that another authority vouches for is told nothing', async () => {
    const elsewhere = { ...real.settingOf('haltija'), caFile: other.caFile };
    await expect(open(elsewhere).make('n')).rejects.toMatchObject(refused('key-service-not-trusted'));
  });

  testWithPykmip('a key of another client: neither used nor destroyed', async () => {
    const [mine, theirs] = [open(real.settingOf('haltija')), open(real.settingOf('stranger'))];
    const key = await mine.make(nameOf('mine'));
    const locked = await mine.lock(key, Buffer.alloc(60));
    await expect(theirs.unlock(key, locked)).rejects.toBeInstanceOf(Refusal);
    await theirs.destroy(key.name);
    expect(await mine.unlock(key, locked)).toEqual(Buffer.alloc(60));
    await mine.destroy(key.name);
  });

  testWithPykmip(
    'an id that stands for a key of another name, altered bytes, and a key that was destroyed',
    async () => {
      const service = open(real.settingOf('haltija'));
      const [one, two] = [await service.make(nameOf('one')), await service.make(nameOf('two'))];
      const locked = await service.lock(one, randomBytes(60));
      const swapped = { name: one.name, id: two.id };
      await expect(service.unlock(swapped, locked)).rejects.toMatchObject(refused('key-service-other-name'));
      await expect(service.lock(swapped, randomBytes(60))).rejects.toMatchObject(
        refused('key-service-other-name'),
      );
      for (const part of ['nonce', 'tag', 'body'] as const) {
        const altered = Buffer.from(locked[part]);
        altered[0]! ^= 1;
        await expect(service.unlock(one, { ...locked, [part]: altered })).rejects.toMatchObject(
          refused('key-service-not-opened'),
        );
      }
      await service.destroy(one.name);
      await expect(service.unlock(one, locked)).rejects.toMatchObject(refused('key-service-no-key'));
      await expect(service.lock(one, randomBytes(60))).rejects.toMatchObject(refused('key-service-no-key'));
      expect(real.names()).toEqual([two.name]);
      await service.destroy(two.name);
    },
  );

  testWithPykmip('where the gate gives no leave nothing is connected to', async () => {
    const service = openKmip(real.settingOf('haltija'), {
      mayConnect: () => Promise.reject(new Refusal('connection-not-declared', { way: 'keys' })),
    });
    await expect(service.make('n')).rejects.toMatchObject({ code: 'connection-not-declared' });
    expect(real.names()).toEqual([]);
  });

  testWithPykmip('a service that is away, or takes connections and says nothing', async () => {
    const service = open(real.settingOf('haltija'), 1_500);
    real.freeze();
    await expect(service.make('n')).rejects.toMatchObject({
      details: { reason: 'key-service-away', code: 'not-answering' },
    });
    real.thaw();
    await real.kill();
    await expect(service.make('n')).rejects.toMatchObject({
      details: { reason: 'key-service-away', code: 'ECONNREFUSED' },
    });
    await real.start();
    const patient = open(real.settingOf('haltija'));
    await patient.destroy((await patient.make(nameOf('again'))).name);
  });
});

describe('a server that answers what it likes', () => {
  /** Speaks TLS with a certificate that is believed, and answers each request as the test says. */
  async function hostile(
    answer: (socket: TLSSocket) => void,
    options: { maxVersion?: 'TLSv1.1'; certifiedFor?: string } = {},
  ): Promise<{ setting: KeyServiceSetting; stop(): Promise<void> }> {
    const names = `DNS:${options.certifiedFor ?? 'localhost'}`;
    const { certFile, keyFile } = other.sign('server', 'serverAuth', { names });
    const sockets = new Set<TLSSocket>();
    const server = createServer(
      {
        cert: readFileSync(certFile),
        key: readFileSync(keyFile),
        ca: readFileSync(other.caFile),
        requestCert: true,
        ...(options.maxVersion
          ? { maxVersion: options.maxVersion, minVersion: 'TLSv1' as const, ciphers: 'DEFAULT@SECLEVEL=0' }
          : {}),
      },
      (socket) => {
        sockets.add(socket);
        socket.on('error', () => {});
        socket.on('data', () => answer(socket));
      },
    );
    server.on('tlsClientError', () => {});
    await new Promise<void>((resolve) => server.listen(0, 'localhost', resolve));
    const { port } = server.address() as AddressInfo;
    const client = other.sign('client', 'clientAuth');
    return {
      setting: { host: 'localhost', port, ...client, caFile: other.caFile },
      async stop() {
        for (const socket of sockets) socket.destroy();
        await new Promise((resolve) => server.close(resolve));
      },
    };
  }

  const answerOf = (operation: number, ...payload: Item[]) =>
    encodeItem({
      tag: tags.responseMessage,
      type: 'structure',
      value: [
        {
          tag: tags.batchItem,
          type: 'structure',
          value: [
            { tag: tags.operation, type: 'enumeration', value: operation },
            { tag: tags.resultStatus, type: 'enumeration', value: 0 },
            { tag: tags.responsePayload, type: 'structure', value: payload },
          ],
        },
      ],
    });
  const id = (value: string): Item => ({ tag: tags.uniqueIdentifier, type: 'text', value });

  const cases: Record<string, { sends: (socket: TLSSocket) => void; reason: string }> = {
    'no TTLV': {
      sends: (socket) => socket.write('HTTP/1.1 400 Bad Request\r\n\r\n'),
      reason: 'key-service-unusable',
    },
    'a length of four gibibytes': {
      sends: (socket) => socket.write(Buffer.from('42007b01ffffffff', 'hex')),
      reason: 'key-service-unusable',
    },
    'bytes without end': {
      sends: (socket) => {
        socket.write(Buffer.from('42007b01', 'hex'));
        socket.write(randomBytes(1_000_000));
      },
      reason: 'key-service-',
    },
    'an answer cut short': {
      sends: (socket) => socket.end(answerOf(1, id('1')).subarray(0, 40)),
      reason: 'key-service-away',
    },
    'half an answer, and silence': {
      sends: (socket) => socket.write(answerOf(1, id('1')).subarray(0, 40)),
      reason: 'key-service-away',
    },
    'two answers': {
      sends: (socket) => socket.write(Buffer.concat([answerOf(1, id('1')), answerOf(1, id('1'))])),
      reason: 'key-service-unusable',
    },
    'an answer to something else': {
      sends: (socket) => socket.write(answerOf(20, id('1'))),
      reason: 'key-service-unusable',
    },
    'an id that is none': {
      sends: (socket) => socket.write(answerOf(1, id('1\n2'))),
      reason: 'key-service-unusable',
    },
    'an id without end': {
      sends: (socket) => socket.write(answerOf(1, id('1'.repeat(300)))),
      reason: 'key-service-unusable',
    },
    'nothing, and closes': { sends: (socket) => socket.end(), reason: 'key-service-away' },
  };
  test.each(Object.entries(cases))('%s: refused in words of ours', async (_, { sends, reason }) => {
    const server = await hostile(sends);
    const outcome = await open(server.setting, 2_000)
      .make('n')
      .catch((error: unknown) => error);
    await server.stop();
    expect(outcome).toBeInstanceOf(Refusal);
    expect(String((outcome as Refusal).details['reason'])).toContain(reason);
  });

  test('one that finds keys of other names than asked for does not make us destroy them', async () => {
    const asked: number[] = [];
    const name: Item = {
      tag: tags.attribute,
      type: 'structure',
      value: [
        { tag: tags.attributeName, type: 'text', value: 'Name' },
        {
          tag: tags.attributeValue,
          type: 'structure',
          value: [
            { tag: tags.nameValue, type: 'text', value: 'somebody-else' },
            { tag: tags.nameType, type: 'enumeration', value: 1 },
          ],
        },
      ],
    };
    const server = await hostile((socket) => {
      asked.push(asked.length);
      socket.write(asked.length === 1 ? answerOf(8, id('7')) : answerOf(11, id('7'), name));
    });
    await expect(open(server.setting).destroy('n')).rejects.toMatchObject(refused('key-service-other-name'));
    // Found, and asked for its name: no word of destroying.
    expect(asked).toHaveLength(2);
    await server.stop();
  });

  test('TLS older than 1.2, and a certificate for another host', async () => {
    const old = await hostile(() => {}, { maxVersion: 'TLSv1.1' });
    await expect(open(old.setting, 3_000).make('n')).rejects.toMatchObject(refused('key-service-unusable'));
    await old.stop();
    const elsewhere = await hostile(() => {}, { certifiedFor: 'elsewhere.example' });
    await expect(open(elsewhere.setting, 3_000).make('n')).rejects.toMatchObject(
      refused('key-service-not-trusted'),
    );
    await elsewhere.stop();
  });
});

testWithPykmip(
  'a key is made, locks, unlocks and is destroyed; what was cut short leaves nothing behind',
  async () => {
    const service = open(real.settingOf('haltija'));
    await tryService(service);
    expect(real.names()).toEqual([]);
    const name = nameOf('epoch/3');
    // As after a kill between making and writing down.
    const [one, two] = [await service.make(name), await service.make(name)];
    expect(one.id).not.toBe(two.id);
    expect(real.names()).toEqual([name, name]);
    const secret = randomBytes(60);
    expect(await service.unlock(two, await service.lock(two, secret))).toEqual(secret);
    await service.destroy(name);
    await service.destroy(name);
    expect(real.names()).toEqual([]);
  },
);
