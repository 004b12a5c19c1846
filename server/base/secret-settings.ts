import { type Secret, secretIsThere } from './secret.ts';

export interface Problem {
  readonly setting: string;
  readonly problem: string;
  readonly write: string;
}

export type Given = Readonly<Record<string, string | undefined>>;

/** `NAME` or `NAME_FILE`, never both; undefined when there is neither. */
export function readSecretSetting(name: string, given: Given, problems: Problem[]): Secret | undefined {
  const value = given[name];
  const path = given[`${name}_FILE`];
  if (value !== undefined && path !== undefined) {
    problems.push({
      setting: name,
      problem: 'is given twice',
      write: `Write ${name} or ${name}_FILE, not both`,
    });
    return undefined;
  }
  if (value !== undefined) return { kind: 'value', value };
  if (path === undefined) return undefined;
  const secret: Secret = { kind: 'file', path };
  if (!secretIsThere(secret))
    problems.push({
      setting: `${name}_FILE`,
      problem: 'names a file that is empty or cannot be read',
      write: 'Write the path of a file with the secret alone in it, mode 0600',
    });
  return secret;
}

/** A secret goes over TLS, or stays on this machine. */
export function isSafeUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  const local = ['localhost', '127.0.0.1', '[::1]'].includes(url.hostname);
  return url.username === '' && (url.protocol === 'https:' || (url.protocol === 'http:' && local));
}
