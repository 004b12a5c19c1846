import { pino } from 'pino';

/**
 * The process's own log. It never holds personal data: callers pass ids, codes and counts.
 * An error is reduced to its code and the names of its frames, because messages of libraries
 * quote the input they choked on.
 */
export interface Logger {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  error(fields: Record<string, unknown>, message: string): void;
}

interface DescribedError {
  readonly code: string;
  readonly frames: readonly string[];
}

/** What was described here already: the log's serializer meets it a second time. */
const described = new WeakSet<object>();

export function describeError(error: unknown): DescribedError {
  if (typeof error === 'object' && error !== null && described.has(error)) return error as DescribedError;
  if (!(error instanceof Error)) return { code: 'unknown', frames: [] };
  const code = (error as { code?: unknown }).code;
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 6)
    .map((line) => line.trim().slice(3));
  const description = { code: typeof code === 'string' ? code : error.name, frames };
  described.add(description);
  return description;
}

export function createLogger(options: {
  level: string;
  destination?: { write(line: string): void };
}): Logger {
  const settings = {
    level: options.level,
    base: null,
    timestamp: () => `,"time":"${new Date().toISOString()}"`,
    serializers: { err: describeError, error: describeError },
  };
  return options.destination ? pino(settings, options.destination) : pino(settings);
}

export const silentLogger: Logger = { info() {}, warn() {}, error() {} };
