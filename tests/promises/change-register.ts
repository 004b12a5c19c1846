import { readFileSync } from 'node:fs';
import { parse, stringify } from 'yaml';
import type { ChannelKey, Declaration } from '../../server/safeguards/declaration/declaration.ts';
import { registerFile } from '../support/start-house.ts';

type Changeable<T> = T extends object ? { -readonly [Key in keyof T]: Changeable<T[Key]> } : T;
export type Register = Changeable<Declaration>;

/** The example register as its controller would publish it with something changed. */
export function changeRegister(change: (register: Register) => void): string {
  const register = parse(readFileSync(registerFile, 'utf8')) as Register;
  change(register);
  return stringify(register);
}

/** The channel no longer collects the category. */
export function stopCollecting(register: Register, channel: ChannelKey, category: string): void {
  const declared = register.channels[channel]!;
  declared.collects = declared.collects.filter((rule) => rule.category !== category);
}

/** The category is nowhere in the register any more. */
export function dropCategory(register: Register, category: string): void {
  delete register.categories[category];
  askNoMore(register, category);
  const asked = register.processors?.['customer-register'];
  if (asked) asked.categories = asked.categories.filter((key) => key !== category);
  for (const channel of Object.keys(register.channels))
    stopCollecting(register, channel as ChannelKey, category);
  for (const task of Object.values(register.tasks)) {
    task.categories = task.categories.filter((key) => key !== category);
    if (task.collects) task.collects = task.collects.filter((key) => key !== category);
  }
}

/** Nobody is identified by it any more. */
export function askNoMore(register: Register, category: string): void {
  for (const [key, way] of Object.entries(register.identification?.ways ?? {}))
    if (way.asks?.includes(category)) delete register.identification!.ways[key];
}
