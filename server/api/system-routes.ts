import type { FastifyInstance } from 'fastify';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import { Refusal } from '../base/errors.ts';
import type { House } from '../compose.ts';

/** For those who run it: /healthz (the process lives), /readyz (its parts work), /metrics. No personal data. */
export function bindSystemRoutes(app: FastifyInstance, house: House): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({
    name: 'haltija_request_seconds',
    help: 'Seconds from request to answer, by route',
    labelNames: ['route', 'method', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers: [registry],
  });
  const refusals = new Counter({
    name: 'haltija_refusals_total',
    help: 'Answers of 4xx and 5xx',
    labelNames: ['status'],
    registers: [registry],
  });
  const waiting = new Gauge({
    name: 'haltija_mail_waiting',
    help: 'Mails kept and not yet processed by this process',
    registers: [registry],
  });
  const partOk = new Gauge({
    name: 'haltija_part_ok',
    help: '1 when the part works',
    labelNames: ['part', 'mailbox'],
    registers: [registry],
  });
  const backlog = new Gauge({
    name: 'haltija_mailbox_backlog',
    help: 'Mails seen in a mailbox (IMAP) and not yet kept',
    labelNames: ['mailbox'],
    registers: [registry],
  });

  app.addHook('onResponse', async (request, reply) => {
    const status = String(reply.statusCode);
    requests.observe(
      { route: request.routeOptions.url ?? 'none', method: request.method, status },
      reply.elapsedTime / 1000,
    );
    if (reply.statusCode >= 400) refusals.inc({ status });
  });

  app.get('/healthz', () => ({ ok: true }));

  app.get('/readyz', (_request, reply) => {
    const conditions = house.conditions.list();
    // Mail that cannot leave waits in its queue: the house still serves. Without database or blobs it does not.
    const ready = conditions.every((each) => each.ok || (each.part !== 'database' && each.part !== 'blobs'));
    const parts = conditions.map(({ part, about, ok, code, since }) => ({
      part,
      ...(about === null ? {} : { mailbox: about }),
      ok,
      code,
      since: since.toISOString(),
    }));
    return reply.code(ready ? 200 : 503).send({ ready, parts });
  });

  // For everybody who wants to keep one: a size and a hash, with no sign-in. Tools of others look at this address.
  app.get('/access-log/checkpoint', async (_request, reply) => {
    const checkpoint = await house.logTree.publicCheckpoint();
    if (checkpoint === undefined) throw new Refusal('not-found');
    return reply
      .type('text/plain; charset=utf-8')
      .header('cache-control', 'public, max-age=60')
      .send(checkpoint);
  });

  // A download: it is to be opened from where it is kept, not from here.
  app.get('/access-log/verifier.html', async (_request, reply) =>
    reply
      .type('application/octet-stream')
      .header('content-disposition', 'attachment; filename="verify-access-log.html"')
      .send(await house.logTree.verifierPage()),
  );

  app.get('/access-log/key', (_request, reply) =>
    reply.type('text/plain; charset=utf-8').send(`${house.logTree.verifierKey}\n`),
  );

  app.get('/metrics', async (_request, reply) => {
    waiting.set(house.mail.pump.waiting());
    for (const { part, about, ok } of house.conditions.list())
      partOk.set({ part, ...(about === null ? {} : { mailbox: about }) }, ok ? 1 : 0);
    for (const [mailbox, { progress }] of house.mail.watched()) backlog.set({ mailbox }, progress.backlog);
    return reply.type(registry.contentType).send(await registry.metrics());
  });
}
