import { expect, test } from 'vitest';
import { Refusal } from './errors.ts';
import { createLogger, describeError } from './logger.ts';

const logged = (fields: Record<string, unknown>): Record<string, unknown> => {
  let line = '';
  createLogger({ level: 'info', destination: { write: (text) => void (line += text) } }).warn(fields, 'x');
  return JSON.parse(line) as Record<string, unknown>;
};

test('defect: an error that its caller had described lost its code and its frames in the log', () => {
  const error = new Refusal('storage-unavailable');
  for (const given of [error, describeError(error)]) {
    const line = logged({ error: given })['error'] as { code: string; frames: string[] };
    expect(line.code).toBe('storage-unavailable');
    expect(line.frames.length).toBeGreaterThan(0);
  }
});

test('a message never comes into the log, nor what only looks as if it had been described', () => {
  const told = JSON.stringify([
    logged({ error: new Error('Åsa Lindqvist') }),
    logged({ error: { code: 'Åsa Lindqvist', frames: ['Åsa Lindqvist'] } }),
    logged({ err: 'Åsa Lindqvist' }),
  ]);
  expect(told).not.toContain('Lindqvist');
});
