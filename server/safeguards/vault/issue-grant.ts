import { newId } from '../../base/new-id.ts';
import type { Grant, GrantTerms } from './grant.ts';

const issued = new WeakSet<object>();

/** Makes a grant. Only `access` imports this (the import rules say so). */
export function issueGrant(terms: GrantTerms): Grant {
  const grant = Object.freeze({ ...terms, id: newId<'grant'>() }) as Grant;
  issued.add(grant);
  return grant;
}

/** Whether `access` made this very object: a copy or a look-alike is none. */
export function wasIssued(grant: Grant): boolean {
  return issued.has(grant);
}
