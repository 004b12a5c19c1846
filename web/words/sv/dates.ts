import type { dates as source } from '../en/dates.ts';

export const dates: Record<keyof typeof source, string> = {
  'date.placeholder': 'd.m.åååå',
  'date.pick': 'Välj i en kalender',
  'date.unclear': 'Skriv en dag, till exempel {example}, ”i morgon” eller ”fredag”.',
  'date.too-early': 'Tidigast {day}.',
  'date.too-late': 'Senast {day}.',
};
