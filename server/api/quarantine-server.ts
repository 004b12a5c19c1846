import Fastify, { type FastifyInstance } from 'fastify';
import helmet from '@fastify/helmet';
import { Refusal } from '../base/errors.ts';
import type { Logger } from '../base/logger.ts';
import type { Settings } from '../base/settings.ts';
import { html } from './portal/html.ts';
import { describeProblem } from './send-problem.ts';
import { readSecureContext, renewCertificate } from './serve-tls.ts';

const says = [
  {
    language: 'fi',
    title: 'Palvelu ei ole nyt käytössä',
    text: 'Rekisteriä palautetaan varmuuskopiosta. Mitään ei näytetä ennen kuin on tarkistettu, ettei mikään poistettu ole palannut. Mitään lähetettyä ei katoa. Yritä myöhemmin uudelleen.',
  },
  {
    language: 'sv',
    title: 'Tjänsten är inte i bruk just nu',
    text: 'Registret återställs från en säkerhetskopia. Inget visas förrän det har kontrollerats att inget som raderats har kommit tillbaka. Inget som skickas går förlorat. Försök igen senare.',
  },
  {
    language: 'en',
    title: 'The service is not available now',
    text: 'The register is being restored from a backup. Nothing is shown until it has been checked that nothing erased has come back. Nothing that is sent is lost. Try again later.',
  },
] as const;

/** Nobody is signed in and no register is read: the page does not know whom it speaks to, so it says it in each language. */
const page = html`<!doctype html>
  <html lang="fi">
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <meta name="robots" content="noindex" />
      <title>${says.map(({ title }) => title).join(' · ')}</title>
      <style>
        body {
          font:
            1.05rem/1.6 system-ui,
            sans-serif;
          max-width: 38rem;
          margin: 12vh auto;
          padding: 0 1.25rem;
        }
        h1,
        h2 {
          font-size: 1.35rem;
          line-height: 1.3;
          margin: 2.25rem 0 0.4rem;
        }
        p {
          margin: 0;
        }
      </style>
    </head>
    <body>
      <main>
        ${says.map(({ language, title, text }, at) =>
          at === 0
            ? html`<section lang="${language}">
                <h1>${title}</h1>
                <p>${text}</p>
              </section>`
            : html`<section lang="${language}">
                <h2>${title}</h2>
                <p>${text}</p>
              </section>`,
        )}
      </main>
    </body>
  </html> `.markup;

/**
 * Answers instead of the house while the database is quarantined: a page for people, 503 and a code for programs. It has no
 * database, no vault and no session to be asked for.
 */
export async function createQuarantineServer(
  { tls }: Pick<Settings, 'tls'>,
  log: Logger,
  why: { readonly reason: string; readonly since: Date },
): Promise<FastifyInstance> {
  const app = Fastify({
    ...(tls && { https: await readSecureContext(tls) }),
    logger: false,
    bodyLimit: 1024 * 1024,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    forceCloseConnections: true,
  });
  if (tls) renewCertificate(app, tls, log);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: { defaultSrc: ["'none'"], styleSrc: ["'unsafe-inline'"], frameAncestors: ["'none'"] },
    },
    hsts: false,
    referrerPolicy: { policy: 'no-referrer' },
  });
  app.addHook('onSend', async (_request, reply) => {
    void reply.header('retry-after', 60).header('cache-control', 'no-store');
  });
  app.get('/healthz', () => ({ ok: true }));
  app.get('/readyz', (_request, reply) =>
    reply.code(503).send({
      ready: false,
      parts: [
        { part: 'register', ok: false, code: `quarantined-${why.reason}`, since: why.since.toISOString() },
      ],
    }),
  );
  const { status, problem } = describeProblem(new Refusal('quarantined', { reason: why.reason }));
  app.setErrorHandler((_error, _request, reply) => reply.code(status).send(problem));
  app.setNotFoundHandler((request, reply) =>
    request.method === 'GET' && !request.url.startsWith('/api/')
      ? reply.code(status).type('text/html; charset=utf-8').send(page)
      : reply.code(status).send(problem),
  );
  await app.ready();
  return app;
}
