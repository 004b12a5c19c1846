import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { House } from '../../compose.ts';
import {
  type Language,
  languages,
  type PublishedDeclaration,
} from '../../safeguards/declaration/declaration.ts';
import { Refusal } from '../../base/errors.ts';
import { noticeToMarkdown } from '../../safeguards/declaration/notice/notice-to-markdown.ts';
import { renderNotice } from '../../safeguards/declaration/notice/render-notice.ts';
import { renderAccessibilityPage } from './render-accessibility-page.ts';
import { renderChangesPage } from './render-changes-page.ts';
import { renderErrorPage } from './render-error-page.ts';
import { renderNoticePage } from './render-notice-page.ts';
import { renderPromisesPage } from './render-promises-page.ts';
import { renderStartPage } from './render-start-page.ts';
import { renderVersionsPage } from './render-versions-page.ts';

/** The pages need no script at all, and get none. */
const policy =
  "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** A browser's own viewer of PDF counts as an object of the document, with a style of its own. */
const pdfPolicy =
  "default-src 'none'; object-src 'self'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

/** What costs more than a page: so many a minute from one address. */
const fewCalls = { rateLimit: { max: 60, timeWindow: '1 minute' } };

function isLanguage(text: string): text is Language {
  return (languages as readonly string[]).includes(text);
}

/** Of those offered the language asked for by the browser, else Finnish: the register is kept in Finland. */
export function preferredLanguage(
  header: string | undefined,
  offered: readonly Language[] = languages,
): Language {
  const wanted = (header ?? '')
    .slice(0, 500)
    .split(',')
    .map((part) => {
      const [tag = '', quality] = part.trim().split(';q=');
      return {
        tag: tag.slice(0, 2).toLowerCase(),
        quality: quality === undefined ? 1 : Number(quality) || 0,
      };
    })
    .toSorted((a, b) => b.quality - a.quality);
  for (const { tag } of wanted) if (isLanguage(tag) && offered.includes(tag)) return tag;
  return offered.includes('fi') ? 'fi' : (offered[0] ?? 'fi');
}

/** Everything the public can reach: the start page, the notice in all its versions, accessibility. */
export async function bindPortalRoutes(app: FastifyInstance, house: House): Promise<void> {
  const { declarations } = house;
  const css = await readFile(join(import.meta.dirname, 'portal.css'));
  const fonts = join(import.meta.dirname, '../../../node_modules/@fontsource-variable/inter/files');
  const font = await readFile(join(fonts, 'inter-latin-opsz-normal.woff2')).catch(() => undefined);

  const page = (reply: FastifyReply, html: string, status = 200) =>
    reply
      .code(status)
      .type('text/html; charset=utf-8')
      .header('content-security-policy', policy)
      .header('cache-control', 'no-cache')
      .send(html);

  /** Nothing is there in a language that the declaration does not publish in; an older version stays in those it had. */
  const languageOf = (request: FastifyRequest, published = declarations.current()): Language => {
    const { language } = request.params as { language: string };
    if (!isLanguage(language) || !published.declaration.register.languages.includes(language))
      throw new Refusal('not-found');
    return language;
  };

  const versionOf = async (request: FastifyRequest, name: string): Promise<PublishedDeclaration> => {
    const number = (request.params as Record<string, string>)[name] ?? '';
    if (!/^\d{1,9}$/.test(number)) throw new Refusal('not-found');
    return declarations.version(Number(number));
  };

  const sendMarkdown = (reply: FastifyReply, published: PublishedDeclaration, language: Language) =>
    reply.type('text/markdown; charset=utf-8').send(noticeToMarkdown(renderNotice(published, language)));

  const sendPdf = async (
    reply: FastifyReply,
    published: PublishedDeclaration,
    language: Language,
    cache: string,
  ) => {
    const pdf = await house.papers.notice(published, language);
    return reply
      .type('application/pdf')
      .header('content-security-policy', pdfPolicy)
      .header('cache-control', cache)
      .header('content-disposition', `inline; filename="notice-${published.version}-${language}.pdf"`)
      .send(pdf);
  };

  app.get('/', (request, reply) =>
    reply
      .header('vary', 'accept-language')
      .redirect(
        `/${preferredLanguage(
          request.headers['accept-language'],
          declarations.current().declaration.register.languages,
        )}`,
        302,
      ),
  );
  app.get('/assets/portal.css', (_request, reply) =>
    reply.type('text/css; charset=utf-8').header('cache-control', 'public, max-age=3600').send(css),
  );
  app.get('/assets/inter.woff2', (_request, reply) => {
    if (font === undefined) throw new Refusal('not-found');
    return reply.type('font/woff2').header('cache-control', 'public, max-age=31536000, immutable').send(font);
  });

  app.get('/:language', (request, reply) =>
    page(reply, renderStartPage({ language: languageOf(request), published: declarations.current() })),
  );

  app.get('/:language/notice', (request, reply) => {
    const published = declarations.current();
    return page(
      reply,
      renderNoticePage({ language: languageOf(request), published, current: published, permanent: false }),
    );
  });

  app.get('/:language/notice.md', (request, reply) =>
    sendMarkdown(reply, declarations.current(), languageOf(request)),
  );

  app.get('/:language/notice.pdf', { config: fewCalls }, (request, reply) =>
    sendPdf(reply, declarations.current(), languageOf(request), 'no-cache'),
  );

  app.get('/:language/notice/versions', async (request, reply) => {
    const language = languageOf(request);
    return page(
      reply,
      renderVersionsPage({
        language,
        current: declarations.current(),
        versions: await declarations.versions(),
      }),
    );
  });

  app.get('/:language/notice/:version', async (request, reply) => {
    const published = await versionOf(request, 'version');
    const language = languageOf(request, published);
    return page(
      reply,
      renderNoticePage({ language, published, current: declarations.current(), permanent: true }),
    );
  });

  app.get('/:language/notice/:version.md', async (request, reply) => {
    const published = await versionOf(request, 'version');
    return sendMarkdown(reply, published, languageOf(request, published));
  });

  app.get('/:language/notice/:version.pdf', { config: fewCalls }, async (request, reply) => {
    const published = await versionOf(request, 'version');
    return sendPdf(reply, published, languageOf(request, published), 'public, max-age=3600');
  });

  app.get('/:language/notice/:version/since/:earlier', { config: fewCalls }, async (request, reply) => {
    const [version, earlier] = [await versionOf(request, 'version'), await versionOf(request, 'earlier')];
    const language = languageOf(request, version);
    if (earlier.version >= version.version) throw new Refusal('not-found');
    return page(reply, renderChangesPage({ language, version, earlier, current: declarations.current() }));
  });

  // Many may read it at once, and what it says changes once an hour.
  const kept = new Map<Language, { readonly until: number; readonly html: Promise<string> }>();
  app.get('/:language/promises', async (request, reply) => {
    const language = languageOf(request);
    const published = declarations.current();
    let held = kept.get(language);
    if (!held || held.until < Date.now()) {
      const html = house.promises
        .read(language)
        .then((view) => renderPromisesPage({ language, published, view }));
      held = { until: Date.now() + 30_000, html };
      kept.set(language, held);
      html.catch(() => kept.delete(language));
    }
    return page(reply, await held.html);
  });

  app.get('/:language/accessibility', (request, reply) =>
    page(
      reply,
      renderAccessibilityPage({ language: languageOf(request), published: declarations.current() }),
    ),
  );
}

/** What somebody sees who came to an address that is not there. */
export function sendErrorPage(
  house: House,
  request: FastifyRequest,
  reply: FastifyReply,
  status: number,
): FastifyReply {
  const first = request.url.split(/[/?#]/)[1] ?? '';
  const language = isLanguage(first) ? first : preferredLanguage(request.headers['accept-language']);
  let html: string;
  try {
    html = renderErrorPage({ language, status, published: house.declarations.current() });
  } catch {
    html = renderErrorPage({ language, status });
  }
  return reply
    .code(status)
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policy)
    .send(html);
}
