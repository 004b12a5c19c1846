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

export function describeError(error: unknown): { code: string; frames: string[] } {
  if (!(error instanceof Error)) return { code: 'unknown', frames: [] };
  const code = (error as { code?: unknown }).code;
  const frames = (error.stack ?? '')
    .split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 6)
    .map((line) => line.trim().slice(3));
  return { code: typeof code === 'string' ? code : error.name, frames };
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
