import { createServer as createProbe } from 'node:net';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';
import { createQuarantineServer } from './api/quarantine-server.ts';
import { createServer } from './api/create-server.ts';
import { Refusal } from './base/errors.ts';
import { describeError, type Logger } from './base/logger.ts';
import type { Settings } from './base/settings.ts';
import { compose, type House } from './compose.ts';
import type { QuarantineWatch } from './compose-quarantine.ts';

/** What runs beside the service from the moment it answers (the demo), and ends before it. */
export interface Companion {
  stop(): Promise<void>;
}

export interface ServiceOptions {
  readonly settings: Settings;
  readonly log: Logger;
  /** Before anything is listened to: may still refuse. */
  prepare?(house: House): Promise<void>;
  /** The service answers at `publicUrl`. */
  ready(house: House, listening: { publicUrl: string; smtpPort: number }): Promise<Companion | void>;
  /** A person has asked to stop, or a service manager. */
  stopping?(): void;
}

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
// Less than the launcher's 30 s, so that an end that hangs is told of here.
const patienceToStop = 25_000;
const lookAgainAfter = 2_000;

/**
 * Runs the service until SIGTERM, SIGINT or SIGHUP; a signal again is the same request, since npm, terminal
 * and launcher may each send one. @throws Refusal when it cannot start; all is put away by then
 */
export async function runService(options: ServiceOptions): Promise<void> {
  const { log } = options;
  const settings = await withPort(options.settings);
  const stop = Promise.withResolvers<void>();
  let asked = false;
  const ask = () => {
    if (asked) return;
    asked = true;
    options.stopping?.();
    setTimeout(() => {
      log.error({ seconds: patienceToStop / 1000 }, 'did not stop in time; ended by force');
      process.exit(1);
    }, patienceToStop).unref();
    stop.resolve();
  };
  for (const signal of signals) process.on(signal, ask);
  // One lost promise is no reason to take everybody's work away.
  process.on('unhandledRejection', (error) =>
    log.error({ error: describeError(error) }, 'a failure nobody waited for'),
  );

  const house = await compose(settings, {
    log,
    quarantined: (watch) => answerMeanwhile(settings, log, watch, stop.promise),
  }).catch((error: unknown) => {
    if (asked && error instanceof Refusal && error.code === 'quarantined') return undefined;
    throw error;
  });
  if (house === undefined) return;
  let app: FastifyInstance | undefined;
  let companion: Promise<Companion | void> | undefined;
  try {
    await options.prepare?.(house);
    if (asked) return;
    app = await createServer(house);
    const { smtpPort, sipPort } = await house.start();
    await listen(app, settings);
    log.info({ host: settings.host, port: settings.port, smtpPort, sipPort }, 'ready');
    companion = options.ready(house, { publicUrl: settings.publicUrl, smtpPort });
    companion.catch(() => stop.resolve());
    await stop.promise;
    // A companion that could not begin ends the service, and says why.
    if (!asked) await companion;
  } finally {
    await companion?.then((running) => running?.stop()).catch(() => undefined);
    await app
      ?.close()
      .catch((error: unknown) =>
        log.error({ error: describeError(error) }, 'the server did not close cleanly'),
      );
    await house.stop();
    log.info({}, 'stopped');
  }
}

/** Says why nothing is served until somebody has mended it. @throws Refusal 'quarantined' when asked to stop before */
async function answerMeanwhile(
  settings: Settings,
  log: Logger,
  { why, lifted }: QuarantineWatch,
  stop: Promise<void>,
): Promise<void> {
  const app = await createQuarantineServer(settings, log, why);
  try {
    await listen(app, settings);
    log.warn({ host: settings.host, port: settings.port }, 'quarantined; haltija restore tells what to do');
    for (;;) {
      const stopped = await Promise.race([stop.then(() => true), sleep(lookAgainAfter, false)]);
      if (stopped) throw new Refusal('quarantined', { reason: why.reason });
      // The database may be away while somebody mends it.
      if (await lifted().catch(() => false)) return;
    }
  } finally {
    await app.close();
  }
}

async function listen(app: FastifyInstance, settings: Settings): Promise<void> {
  try {
    await app.listen({ host: settings.host, port: settings.port });
  } catch (error) {
    const code = String((error as NodeJS.ErrnoException).code ?? 'unknown');
    const setting = code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' ? 'HALTIJA_HOST' : 'HALTIJA_PORT';
    throw new Refusal('settings-invalid', {
      setting,
      reason: code,
      host: settings.host,
      port: settings.port,
    });
  }
}

/** Port 0 is any free one; it is picked before all else, because the address people use stands in links and checks. */
async function withPort(settings: Settings): Promise<Settings> {
  if (settings.port !== 0) return settings;
  const probe = createProbe();
  await new Promise<void>((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, settings.host, resolve);
  });
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return { ...settings, port, publicUrl: settings.publicUrl.replace(/:0$/, `:${port}`) };
}
