import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CompletionContext } from '@codemirror/autocomplete';
import { EditorState } from '@codemirror/state';
import { describe, expect, it } from 'vitest';
import { completeDeclaration, explainKey } from './complete-declaration.ts';
import { readOutline } from './read-outline.ts';

const example = readFileSync(
  join(import.meta.dirname, '../../../../register/kivra-customer-service.yaml'),
  'utf8',
);

function offered(text: string, explicit = true): string[] {
  const at = text.indexOf('|');
  return offeredAt(text.replace('|', ''), at, explicit);
}

function offeredAt(doc: string, at: number, explicit = true): string[] {
  const result = completeDeclaration(new CompletionContext(EditorState.create({ doc }), at, explicit));
  return result?.options.map(({ label }) => label) ?? [];
}

const parts = `purposes:
  service:
    name: { sv: a, fi: b, en: c }
  quality:
    name: { sv: a, fi: b, en: c }
categories:
  email: { name: { sv: a, fi: b, en: c }, purposes: [service, |1] }
  phone:
    kind: |2
tasks:
  answer:
    acts:
      - list-contacts
      - |3
    categories: [|4]
queues:
  front:
    name:
      |5
mailboxes:
  one:
    queue: |6
    |7
`;
const at = (place: number) => parts.replaceAll(/\|(\d)/g, (_, each) => (Number(each) === place ? '|' : ''));

describe('what the editor offers', () => {
  it('is the keys of the part one is in that are not there yet', () => {
    expect(offered('|')).toContain('purposes');
    expect(offered(`${parts.replaceAll(/\|\d/g, '')}|`)).not.toContain('purposes');
    expect(offered(at(5))).toEqual(['sv', 'fi', 'en']);
    expect(offered(at(7))).toEqual(['address', 'name', 'language']);
    expect(offered('channels:\n  |')).toEqual(['email', 'phone', 'chat']);
    expect(offered('channels:\n  email:\n    collects:\n      - { category: x, wh|')).toEqual([
      'when',
      'purposes',
      'askedFor',
      'decidedBy',
    ]);
  });

  it('is the allowed values', () => {
    expect(offered(at(2))).toContain('identity-code');
    expect(offered(at(3))).toContain('open-contact');
    expect(offered(at(3))).not.toContain('list-contacts');
    expect(offered('processing:\n  outsideEea:\n    allowed: |')).toEqual(['true', 'false']);
  });

  it('is the keys of other parts as they stand in this text, those of the list left out', () => {
    expect(offered(at(1))).toEqual(['quality']);
    expect(offered(at(4))).toEqual(['email', 'phone']);
    expect(offered(at(6))).toEqual(['front']);
  });

  it('is nothing where a person writes freely, names a thing, or has written the word whole', () => {
    expect(offered('register:\n  name:\n    sv: |')).toEqual([]);
    expect(offered('purposes:\n  |')).toEqual([]);
    expect(offered('constructor:\n  |')).toEqual([]);
    expect(offered('purposes:\n  a:\n    basis: contract|', false)).not.toContain('contract');
    expect(offered('|', false)).toEqual([]);
  });

  it('has every key and every choice of the example at its own place', () => {
    for (const { path, from } of readOutline(example).entries) {
      const word = /^[\w-]+/.exec(example.slice(from))?.[0] ?? '';
      const without = `${example.slice(0, from)}${example.slice(from + word.length)}`;
      const parent = path.slice(0, -1);
      const free = [
        'purposes',
        'categories',
        'queues',
        'mailboxes',
        'tasks',
        'periods',
        'processors',
        'reasons',
      ];
      const named =
        (parent.length === 1 && free.includes(String(parent[0]))) ||
        parent.at(-1) === 'extensions' ||
        parent.join('.') === 'identification.ways';
      const country = parent.at(-1) === 'countries';
      if (!named && !country)
        expect(offeredAt(without, from), `${path.join('.')} at ${from}`).toContain(word);
    }
  });

  it('explains every key of the example', () => {
    for (const { path, from } of readOutline(example).entries)
      if (example.slice(from).match(/^[\w-]+:/))
        expect(explainKey(example, from), path.join('.')).toMatch(/\.$/);
  });
});
