import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';
import { freePort } from '../../crash/free-port.ts';
import { compiled } from '../../support/compiled.ts';
import { startHouse } from '../../support/start-house.ts';
import { readAudioFile, waitUntilKept } from '../calls/phone-house.ts';
import { play } from '../media/play-opus.ts';
import { compare, speech } from '../media/speech.ts';
import { registerWithExchange, writeSources } from './ingest-house.ts';
import { ask, patchHeaders, recordings, secret, sha256, tell } from './sign.ts';
import { slin } from './write-audio.ts';

const run = promisify(execFile);
const script = join(import.meta.dirname, '../../../docs/operate/phone-ingest/hand-over.sh');

test(
  'handed over by the script of the recipe; killed in mid-upload, gone on with, and the very sound that was sent',
  { timeout: 240_000 },
  async () => {
    const folder = await mkdtemp(join(tmpdir(), 'haltija-house-'));
    const place = await mkdtemp(join(tmpdir(), 'haltija-pbx-'));
    const [port, keyFile, register] = [await freePort(), join(place, 'key'), join(place, 'register.yaml')];
    await writeFile(keyFile, secret, { mode: 0o600 });
    await writeFile(register, registerWithExchange());
    const voices = [speech(6000, 0), speech(6000, 2)] as const;
    const sound = slin(...voices);
    const file = join(place, 'call.raw');
    await writeFile(file, sound);
    const settings = {
      HALTIJA_PORT: port,
      HALTIJA_REGISTER: register,
      HALTIJA_PHONE_SOURCES: await writeSources(),
    };
    const dataDir = { HALTIJA_DATA_DIR: join(folder, 'data'), HALTIJA_SMTP_PORT: '0' };
    const child = spawn(
      process.execPath,
      [join(import.meta.dirname, 'run-ingest.ts'), JSON.stringify({ ...dataDir, ...settings })],
      {
        detached: true,
        stdio: ['ignore', 'pipe', 'inherit'],
        env: { PATH: process.env['PATH'] ?? '', ...compiled },
      },
    );
    const url = `http://127.0.0.1:${port}`;
    const handOver = (...words: string[]) =>
      run(script, words, {
        env: {
          PATH: process.env['PATH'] ?? '',
          HALTIJA_URL: url,
          HALTIJA_SOURCE: 'pbx-1',
          HALTIJA_KEY_FILE: keyFile,
          HALTIJA_PAUSE: '0.2',
        },
      });
    let recordingId = '';
    try {
      await once(child.stdout, 'data');
      await handOver('event', 'call.1', 'answered', 'incoming', '+358401234567', '7301');
      const facts = {
        callId: 'call.1',
        beganAt: new Date().toISOString(),
        tracks: [{ format: 'slin', sides: ['customer', 'staff'], bytes: sound.length }],
        sha256: sha256(sound),
      };
      ({ uploadId: recordingId } = await tell(remote(url), recordings, facts).then(({ json }) =>
        json<{ uploadId: string }>(),
      ));
      // Half of it, and then nothing more: so it stands when everything is killed.
      const path = `${recordings}/${recordingId}`;
      const sending = request(`${url}${path}`, {
        method: 'PATCH',
        headers: { ...patchHeaders(path, 0), 'content-length': sound.length },
      });
      sending.on('error', () => undefined);
      sending.write(sound.subarray(0, sound.length / 2));
      const spool = join(folder, 'data', 'blobs', 'spool', `ingest-${port}`, recordingId);
      const written = async () =>
        Promise.all(
          (await readdir(spool))
            .filter((name) => !name.startsWith('facts'))
            .map(async (name) => (await readFile(join(spool, name))).length),
        );
      await expect
        .poll(async () => (await written())[0] ?? 0, { timeout: 20_000 })
        .toBeGreaterThan(sound.length / 3);
      for (const name of await readdir(spool))
        expect((await readFile(join(spool, name))).includes(sound.subarray(4000, 4016))).toBe(false);
    } finally {
      process.kill(-child.pid!, 'SIGKILL');
      await once(child, 'exit');
    }

    const next = await startHouse({ folder, settings });
    try {
      await next.app.listen({ host: '127.0.0.1', port: Number(port) });
      const head = await ask(next.app, 'HEAD', recordingId);
      expect(Number(head.headers['upload-offset'])).toBeGreaterThan(sound.length / 3);
      expect(Number(head.headers['upload-offset'])).toBeLessThan(sound.length);
      // The same command again: it goes on where the last one was cut off.
      const began = new Date().toISOString().replace(/\.\d+/, '');
      const { stdout } = await handOver('recording', 'call.1', began, 'slin', 'customer,staff', file);
      expect(stdout).toBe('kept\n');
      const [kept, ...others] = await waitUntilKept(next, 1);
      expect(others).toEqual([]);
      expect(kept).toMatchObject({ id: recordingId, state: 'kept', milliseconds: 6000 });
      const heard = await play(await readAudioFile(next, kept!), 2);
      for (const [at, voice] of voices.entries())
        expect(compare(voice, heard.sound[at]!, 200).likeness).toBeGreaterThan(0.85);
      // Again, and another call's: what is refused for good says so.
      expect((await handOver('recording', 'call.1', began, 'slin', 'customer,staff', file)).stdout).toBe(
        'kept\n',
      );
      // A call that nobody has told of yet may be tried again.
      const [other, early] = ['recording call.2', 'recording call.3'].map((words) => [
        ...words.split(' '),
        began,
        'wav',
        'mixed',
        file,
      ]) as [string[], string[]];
      await expect(handOver(...early)).rejects.toMatchObject({ code: 1 });
      await handOver('event', 'call.2', 'ended', 'incoming', 'withheld', '7301');
      await expect(handOver(...other)).rejects.toMatchObject({
        code: 2,
        stderr: 'hand-over: not taken: audio-another-format\n',
      });
    } finally {
      await next.stop();
    }
  },
);

/** As `inject`, over the wire. */
function remote(url: string) {
  return {
    async inject({
      method,
      url: path,
      payload,
      headers,
    }: {
      method: string;
      url: string;
      payload: string;
      headers: Record<string, string>;
    }) {
      const answer = await fetch(`${url}${path}`, { method, body: payload, headers });
      const text = await answer.text();
      return { statusCode: answer.status, json: () => JSON.parse(text) as unknown };
    },
  } as never;
}
