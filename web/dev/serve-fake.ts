import { createReadStream, existsSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { consoleRoutes } from '../../contract/console/routes.ts';
import { answers, Refused, state } from './answers.ts';
import { id } from './invented.ts';

const dist = join(import.meta.dirname, '../dist');
const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; style-src-attr 'unsafe-inline'; font-src 'self'; img-src 'self' data:; connect-src 'self'; frame-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

const routes = Object.entries(consoleRoutes).map(([name, route]) => ({
  name: name as keyof typeof consoleRoutes,
  route,
  shape: new RegExp(`^${route.path.replaceAll(/:([a-zA-Z]+)/g, '(?<$1>[^/]+)')}$`),
}));

createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', 'http://fake');
  const json = (status: number, body: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  };
  if (url.pathname === '/fake') {
    for (const [name, value] of url.searchParams)
      Object.assign(state, { [name]: value === 'true' ? true : value === 'false' ? false : value });
    return json(200, state);
  }
  if (url.pathname === '/api/console/events') {
    if (!state.signedIn) return json(401, { code: 'sign-in-needed' });
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('retry: 1000\n\n');
    const tick = setInterval(
      () =>
        response.write(
          `data: ${JSON.stringify({ kind: 'contact-new', contactId: id(2, 0), queue: 'service' })}\n\n`,
        ),
      6000,
    );
    request.on('close', () => clearInterval(tick));
    return undefined;
  }
  if (url.pathname.startsWith('/api/')) {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const found = routes.find(
      ({ route, shape }) => route.method === request.method && shape.test(url.pathname),
    );
    if (!found) return json(404, { code: 'unknown-route' });
    if (!state.signedIn && !['signIn', 'openLink', 'useLink'].includes(found.name))
      return json(401, { code: 'sign-in-needed' });
    try {
      const answer = answers[found.name]({
        params: found.shape.exec(url.pathname)?.groups ?? {},
        query: Object.fromEntries(url.searchParams),
        body: chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : undefined,
      });
      return json(200, found.route.answer.parse(answer));
    } catch (error) {
      if (error instanceof Refused) {
        const details =
          error.message === 'password-too-weak'
            ? { reason: 'guessable', warning: 'common', suggestions: 'another-word' }
            : {};
        return json(error.status, { code: error.message, details });
      }
      process.stderr.write(`${found.name}: ${String(error)}\n`);
      return json(500, { code: 'internal' });
    }
  }
  const file = join(dist, url.pathname.replace(/^\/console/, ''));
  const real = existsSync(file) && statSync(file).isFile() ? file : join(dist, 'index.html');
  response.writeHead(200, {
    'content-type': types[extname(real)] ?? 'application/octet-stream',
    'content-security-policy': policy,
  });
  createReadStream(real).pipe(response);
  return undefined;
}).listen(Number(process.env['PORT'] ?? 8099), '127.0.0.1');
