import { join } from 'node:path';
import { createLogger, type Logger } from '../base/logger.ts';
import { readSettings, type Settings } from '../base/settings.ts';
import { isStorageMade } from '../compose-storage.ts';
import { say } from './print.ts';
import { projectFolder } from './project-folder.ts';

export const exampleRegister = join(projectFolder, 'register', 'kivra-customer-service.yaml');

/** @throws SettingsInvalid */
export function readServiceSettings(): Settings {
  return readSettings(process.env, { registerFile: exampleRegister });
}

/** @throws SettingsInvalid */
export function readDemoSettings(): Settings {
  return readSettings(process.env, {
    dataDir: join(projectFolder, '.haltija', 'demo'),
    registerFile: exampleRegister,
  });
}

/**
 * For commands that only read: the service's data; where there is none and no place was named, the
 * demo's, which is then said. What changes anything never guesses.
 * @throws SettingsInvalid
 */
export function readSettingsForReading(): Settings {
  const service = readServiceSettings();
  const demo = readDemoSettings();
  if (service.dataDir === demo.dataDir || isStorageMade(service) || !isStorageMade(demo)) return service;
  say(`haltija: no service has run here yet; this is about the demo (${demo.dataDir})`);
  return demo;
}

/** The settings of a command that works beside the service: it listens to nothing and fetches no mail. */
export function besideService(settings: Settings): Settings & { attach: true } {
  return {
    ...settings,
    attach: true,
    smtpPort: 0,
    lmtpPort: 0,
    imap: [],
    phone: undefined,
    phoneSources: undefined,
  };
}

/** A log for a person at a terminal: warnings in one line each, on stderr. */
export function createTerminalLog(settings: Pick<Settings, 'logLevel'>): Logger {
  // `info` is the default of the service's log; a person asked for nothing of the kind.
  const level =
    settings.logLevel === 'info' && process.env['HALTIJA_LOG_LEVEL'] !== 'info' ? 'warn' : settings.logLevel;
  return createLogger({
    level,
    destination: { write: (line) => process.stderr.write(`${readable(line)}\n`) },
  });
}

const levelNames: Readonly<Record<number, string>> = { 20: 'debug', 30: 'info', 40: 'warning', 50: 'error' };

function readable(line: string): string {
  const {
    level,
    time: _time,
    msg,
    ...fields
  } = JSON.parse(line) as { level: number; time: string; msg: string } & Record<string, unknown>;
  const details = Object.entries(fields).map(([key, value]) => `${key}: ${codeOf(value)}`);
  return `haltija: ${levelNames[level] ?? level}: ${msg}${details.length > 0 ? ` (${details.join(', ')})` : ''}`;
}

function codeOf(value: unknown): string {
  if (typeof value !== 'object' || value === null) return String(value);
  return 'code' in value ? String(value.code) : JSON.stringify(value);
}
