import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { problemOfDatabaseUrl, readDatabaseUrl } from './database-url.ts';

const folder = mkdtempSync(join(tmpdir(), 'haltija-database-url-'));
const authority = join(folder, 'authority.pem');
writeFileSync(authority, 'of our own\n');
afterAll(() => rmSync(folder, { recursive: true }));

const elsewhere = fc.constantFrom(
  'db.example.fi',
  '10.0.0.7',
  '[2001:db8::7]',
  '192.0.2.1',
  '127.example.fi',
);
const here = fc.constantFrom('localhost', '127.0.0.1', '[::1]');
const url = (host: string, query = '') => `postgresql://anna:salaisuus@${host}:6432/asiakkaat${query}`;

test('another machine is never reached in plain, whatever the address says', () => {
  const queries = fc.constantFrom('', '?sslmode=require', '?sslmode=verify-ca', '?sslmode=verify-full');
  fc.assert(
    fc.property(elsewhere, queries, (host, query) => {
      expect(problemOfDatabaseUrl(url(host, query))).toBeUndefined();
      expect(readDatabaseUrl(url(host, query)).ssl).toBeDefined();
    }),
  );
  fc.assert(
    fc.property(elsewhere, fc.constantFrom('disable', 'allow', 'prefer', 'Require', ''), (host, mode) => {
      const problem = problemOfDatabaseUrl(url(host, `?sslmode=${mode}`));
      expect(problem?.problem).toMatch(/without TLS|not known/);
      expect(JSON.stringify(problem)).not.toMatch(/salaisuus|anna/);
    }),
  );
  // A host beside the one in the address is the one that counts, as for PostgreSQL's own clients.
  expect(problemOfDatabaseUrl(url('localhost', '?sslmode=disable&host=db.example.fi'))).toBeDefined();
  expect(readDatabaseUrl(url('localhost', '?host=db.example.fi')).ssl).toBe(true);
});

test('the certificate is checked unless the address says otherwise', () => {
  expect(readDatabaseUrl(url('db.example.fi')).ssl).toBe(true);
  expect(readDatabaseUrl(url('db.example.fi', '?sslmode=require')).ssl).toEqual({
    rejectUnauthorized: false,
  });
  expect(readDatabaseUrl(url('db.example.fi', `?sslrootcert=${authority}`)).ssl).toEqual({
    ca: 'of our own\n',
  });
  expect(problemOfDatabaseUrl(url('db.example.fi', '?sslrootcert=/not/there'))?.problem).toMatch(
    /sslrootcert/,
  );
});

test('on this machine TLS is used when asked for', () => {
  fc.assert(
    fc.property(here, (host) => {
      expect(readDatabaseUrl(url(host)).ssl).toBeUndefined();
      expect(readDatabaseUrl(url(host, '?sslmode=verify-full')).ssl).toBe(true);
    }),
  );
  expect(readDatabaseUrl(url('localhost', '?host=/run/postgresql'))).toEqual({
    host: '/run/postgresql',
    port: 6432,
    database: 'asiakkaat',
    user: 'anna',
    password: 'salaisuus',
  });
});
