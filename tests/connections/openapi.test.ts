import { afterAll, beforeAll, expect, test } from 'vitest';
import type { z } from 'zod';
import { ApiProblem, createClient } from '../../contract/client.ts';
import { consoleRoutes } from '../../contract/console/routes.ts';
import { errorStatus } from '../../server/base/errors.ts';
import { tokenUseOf } from '../../server/api/console/bearer.ts';
import { type ByteRoute, type ByteRouteName, byteRoutes } from '../../server/api/console/byte-routes.ts';
import { consoleGuards } from '../../server/api/console/guards.ts';
import { exampleOf } from '../../server/api/openapi/example-of.ts';
import { routeSummaries } from '../../server/api/openapi/route-summaries.ts';
import { type OpenHouse, openHouse } from '../access-matrix/open-house.ts';
import { makeColleague } from '../support/sign-in.ts';

interface Operation {
  readonly operationId: string;
  readonly summary: string;
  readonly description: string;
  readonly security: Record<string, unknown>[];
  readonly parameters?: {
    name: string;
    in: string;
    required?: boolean;
    schema: unknown;
    example?: unknown;
  }[];
  readonly requestBody?: { content: Record<string, { schema: unknown; example: unknown }> };
  readonly responses: Record<
    string,
    { description: string; content?: Record<string, { schema?: unknown; example?: unknown }> }
  >;
}
interface Document {
  readonly openapi: string;
  readonly info: { title: string; version: string };
  readonly paths: Record<string, Record<string, Operation>>;
  readonly components: { schemas: Record<string, unknown>; securitySchemes: Record<string, unknown> };
}

let open: OpenHouse;
let document: Document;
let operations: (Operation & { path: string; method: string })[];
beforeAll(async () => {
  open = await openHouse();
  document = (await open.the.app.inject('/openapi.json')).json();
  operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ ...operation, path, method })),
  );
});
afterAll(() => open.the.stop());

test('every operation says truly who may use it, what it takes, and what it answers', () => {
  const ids = operations.map(({ operationId }) => operationId);
  expect(ids.toSorted()).toEqual([...Object.keys(consoleRoutes), ...Object.keys(byteRoutes)].toSorted());
  for (const each of operations) {
    const { operationId, method, summary, description, security, requestBody, responses } = each;
    const byte: ByteRoute | undefined = byteRoutes[operationId as ByteRouteName];
    const route = consoleRoutes[operationId as keyof typeof consoleRoutes];
    const guard = byte?.guard ?? consoleGuards[operationId as keyof typeof consoleGuards];
    const use = byte?.use ?? tokenUseOf(operationId, route, guard);
    expect(summary, operationId).not.toBe(operationId);
    expect(description, operationId).toContain(
      guard === 'anyone'
        ? 'Before signing in'
        : guard === 'signed-in'
          ? 'one’s own account'
          : guard === 'bound'
            ? 'any task'
            : `\`${guard}\``,
    );
    expect(
      security.some((one) => 'token' in one),
      operationId,
    ).toBe(use !== 'never');
    const takes = byte ? byte.sends !== undefined : 'body' in route;
    expect(requestBody !== undefined, operationId).toBe(takes);
    if (byte?.sends !== undefined)
      expect(Object.keys(requestBody!.content), operationId).toEqual(['application/octet-stream']);
    if (method === 'get') expect(requestBody, operationId).toBeUndefined();
    for (const parameter of each.parameters ?? [])
      expect(parameter.example, `${operationId} ${parameter.name}`).toBeDefined();
    expect(Object.keys(responses['200']?.content ?? {}).length, operationId).toBeGreaterThan(0);
  }
  const attach = operations.find(({ operationId }) => operationId === 'attachFile')!;
  expect(
    attach
      .parameters!.filter(({ in: place }) => place === 'header')
      .map(({ name, required }) => [name, required]),
  ).toEqual([
    ['x-file-name', true],
    ['x-file-type', false],
  ]);
});

test('every route of the contract is there once, under its own name, with a summary and who may use it', () => {
  expect(document.openapi).toBe('3.1.0');
  const ids = operations.map(({ operationId }) => operationId);
  expect(new Set(ids).size).toBe(ids.length);
  expect(
    Object.keys(consoleRoutes).filter((name) => !Object.hasOwn(routeSummaries, name)),
    'routes without a summary: write one in route-summaries.ts',
  ).toEqual([]);
  for (const each of operations) {
    expect(each.summary.length, each.operationId).toBeGreaterThan(5);
    expect(each.description.length, each.operationId).toBeGreaterThan(10);
    for (const scheme of each.security.flatMap((one) => Object.keys(one)))
      expect(Object.keys(document.components.securitySchemes)).toContain(scheme);
  }
});

test('every reference leads somewhere, and every part of a path is a parameter', () => {
  const refs: string[] = [];
  JSON.stringify(document, (key, value: unknown) => {
    if (key === '$ref') refs.push(String(value));
    return value;
  });
  for (const ref of refs) {
    let place: unknown = document;
    for (const step of ref.replace(/^#\//, '').split('/')) place = (place as Record<string, unknown>)?.[step];
    expect(place, ref).toBeDefined();
  }
  for (const { path, parameters = [], operationId } of operations) {
    const named = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    const inPath = parameters.filter((each) => each.in === 'path');
    expect(inPath.map(({ name }) => name).toSorted(), operationId).toEqual(named.toSorted());
    expect(
      inPath.every(({ required }) => required === true),
      operationId,
    ).toBe(true);
  }
});

test('every part has an example that its own schema takes, and no example names anybody real', () => {
  for (const { operationId, requestBody, responses } of operations) {
    const route = consoleRoutes[operationId as keyof typeof consoleRoutes] as
      | { params?: z.ZodType; query?: z.ZodType; body?: z.ZodType; answer: z.ZodType }
      | undefined;
    if (!route) continue;
    for (const [part, side] of [
      ['params', 'input'],
      ['query', 'input'],
      ['body', 'input'],
      ['answer', 'output'],
    ] as const) {
      const schema = route[part];
      if (schema)
        expect(
          schema.safeParse(asSent(part, exampleOf(schema, side))).error,
          `${operationId} ${part}`,
        ).toBeUndefined();
    }
    if (route.body) expect(requestBody?.content['application/json']?.example, operationId).toBeDefined();
    const answers = Object.values(responses['200']?.content ?? {});
    expect(answers.length, operationId).toBeGreaterThan(0);
    expect(
      answers.every(({ example }) => example !== undefined),
      operationId,
    ).toBe(true);
  }
  const text = JSON.stringify(document);
  const mails = [...text.matchAll(/[\w.+-]+@([\w.-]+)/g)].map(([, domain]) => domain);
  expect(mails.filter((domain) => !/^example\.(fi|se|com)$/.test(domain!))).toEqual([]);
});

function asSent(part: string, example: unknown): unknown {
  if (part !== 'query') return example;
  return Object.fromEntries(Object.entries(example as object).map(([name, value]) => [name, String(value)]));
}

test('refusals are listed by status with their codes', () => {
  const contact = operations.find(({ operationId }) => operationId === 'openContact')!;
  expect(contact.responses['403']?.description).toContain('task-missing');
  expect(contact.responses['401']?.description).toContain('token-not-valid');
  const codes = (document.components.schemas['Problem'] as { properties: { code: { enum: string[] } } })
    .properties.code;
  expect(codes.enum.toSorted()).toEqual(Object.keys(errorStatus).toSorted());
});

test('the client of the contract reads, writes and is refused in code, over HTTP with a token', async () => {
  const agent = await makeColleague(open.the.house, open.the.app, open.administrator, {
    userName: 'maija.virtanen',
    displayName: 'Maija Virtanen',
    tasks: ['answer-customers'],
  });
  const made = await agent.ask<{ token: string }>('POST', '/api/console/me/tokens', {
    name: 'Klient',
    tasks: ['answer-customers'],
    mayWrite: true,
  });
  const call = createClient({ baseUrl: open.base, token: made.body.token });
  const me = await call('me');
  expect(me.userName).toBe('maija.virtanen');
  const { contacts } = await call('listContacts', { query: { status: 'any', limit: 1 } });
  const { contactId } = contacts[0]!;
  const noteId = crypto.randomUUID();
  await call('writeNote', { params: { contactId }, body: { noteId, text: 'Ringer i morgon' } });
  const opened = await call('openContact', { params: { contactId }, query: { reason: 'earlier-matter' } });
  expect(opened.notes.map((note) => note.noteId)).toContain(noteId);
  await expect(call('listStaff')).rejects.toMatchObject({ code: 'task-missing', status: 403 });
  await expect(createClient({ baseUrl: open.base, token: 'hlt_no' })('me')).rejects.toBeInstanceOf(
    ApiProblem,
  );
  await expect(createClient({ baseUrl: 'http://127.0.0.1:9' })('me')).rejects.toMatchObject({
    code: 'unreachable',
  });
});
