import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An identity provider of this machine: gives tokens that end, and says of a token what it is worth. */
export interface TokenServer {
  readonly tokenUrl: string;
  /** Where a mail server asks of a token (RFC 7662). */
  readonly introspectionUrl: string;
  /** What was asked for and how it was answered. */
  readonly asked: { readonly grant: string; readonly status: number; readonly refreshToken: string | null }[];
  /** The tokens given, newest last. */
  readonly given: string[];
  /** Mend or change between requests. */
  readonly way: { life: number; rotate: boolean; failWith: number | undefined; silentLife: boolean };
  /** The refresh token that is good now. */
  refreshToken(): string;
  /** Takes back every token before its time. */
  takeBack(): void;
  stop(): Promise<void>;
}

/** @param user whose mailbox every token opens */
export async function startTokenServer(user: string): Promise<TokenServer> {
  const tokens = new Map<string, { until: number }>();
  const asked: { grant: string; status: number; refreshToken: string | null }[] = [];
  const given: string[] = [];
  const way: TokenServer['way'] = { life: 3600, rotate: false, failWith: undefined, silentLife: false };
  let refreshToken = 'refresh-1';

  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const form = new URLSearchParams(Buffer.concat(chunks).toString());
      const answer = (status: number, body: object) =>
        response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
      if (request.url === '/introspect') {
        const token = tokens.get(form.get('token') ?? '');
        const active = token !== undefined && token.until > Date.now();
        return answer(200, active ? { active, username: user } : { active });
      }
      const grant = form.get('grant_type') ?? '';
      const refreshes = grant === 'refresh_token';
      const fits =
        form.get('client_id') === 'haltija' &&
        form.get('client_secret') === 'client-secret' &&
        (refreshes ? form.get('refresh_token') === refreshToken : grant === 'client_credentials');
      const status = way.failWith ?? (fits ? 200 : 400);
      asked.push({ grant, status, refreshToken: form.get('refresh_token') });
      if (status !== 200) return answer(status, { error: 'invalid_grant', error_description: user });
      const token = `token-${given.length + 1}-${crypto.randomUUID()}`;
      given.push(token);
      tokens.set(token, { until: Date.now() + way.life * 1000 });
      if (refreshes && way.rotate) refreshToken = `refresh-${given.length + 1}`;
      return answer(200, {
        access_token: token,
        token_type: 'Bearer',
        ...(way.silentLife ? {} : { expires_in: way.life }),
        ...(refreshes && way.rotate ? { refresh_token: refreshToken } : {}),
      });
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    tokenUrl: `${base}/token`,
    introspectionUrl: `${base}/introspect`,
    asked,
    given,
    way,
    refreshToken: () => refreshToken,
    takeBack: () => tokens.clear(),
    stop: () =>
      new Promise((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
