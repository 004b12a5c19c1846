import { readFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';

/** A secret as the settings give it: itself, or the file that holds it, which is read anew at each use. */
export type Secret =
  | { readonly kind: 'value'; readonly value: string }
  | { readonly kind: 'file'; readonly path: string };

const clean = (text: string) => text.replace(/^\uFEFF/, '').trim();

/** @throws NodeJS.ErrnoException when its file cannot be read: never with the secret in it */
export async function readSecret(secret: Secret): Promise<string> {
  return secret.kind === 'value' ? secret.value : clean(await readFile(secret.path, 'utf8'));
}

/** Whether it can be had now and is not empty. */
export function secretIsThere(secret: Secret): boolean {
  try {
    return (secret.kind === 'value' ? secret.value : clean(readFileSync(secret.path, 'utf8'))) !== '';
  } catch {
    return false;
  }
}
