import type { OAuthSetting, SignInSetting } from '../../base/mail-sign-in-settings.ts';
import { readSecret } from '../../base/secret.ts';
import { type AccessTokens, AccessTokenFailure, createAccessTokens } from './keep-access-token.ts';

export type MailCredentials =
  | { readonly user: string; readonly pass: string }
  | { readonly user: string; readonly accessToken: string };

/** How we sign in to a mail server. Asked at each connection: passwords in files and tokens change. */
export interface MailSignIn {
  /** @throws {AccessTokenFailure} */
  credentials(): Promise<MailCredentials>;
  /**
   * The server refused these. True: others may be had at once, so it is worth another try (a token that the
   * provider took back before its time).
   */
  refused(credentials: MailCredentials): boolean;
}

/** Sign-ins to mail servers; those that name the same OAuth2 client share its tokens. */
export function createSignIns(deps: Parameters<typeof createAccessTokens>[0]) {
  const clients = new Map<OAuthSetting, AccessTokens>();
  const tokensOf = (setting: OAuthSetting): AccessTokens => {
    const tokens = clients.get(setting) ?? createAccessTokens(deps, setting);
    clients.set(setting, tokens);
    return tokens;
  };
  return (setting: SignInSetting) => createMailSignIn(setting, tokensOf);
}

function createMailSignIn(
  setting: SignInSetting,
  tokensOf: (setting: OAuthSetting) => AccessTokens,
): MailSignIn {
  if (setting.kind === 'password') {
    const { user, password } = setting;
    return {
      async credentials() {
        try {
          return { user, pass: await readSecret(password) };
        } catch {
          throw new AccessTokenFailure('secret-unreadable');
        }
      },
      refused: () => false,
    };
  }
  const tokens = tokensOf(setting.oauth);
  return {
    credentials: async () => ({ user: setting.user, accessToken: await tokens.get() }),
    refused(credentials) {
      if (!('accessToken' in credentials)) return false;
      tokens.discard(credentials.accessToken);
      return true;
    },
  };
}
