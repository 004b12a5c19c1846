import type { dates as source } from '../en/dates.ts';

export const dates: Record<keyof typeof source, string> = {
  'date.placeholder': 'p.k.vvvv',
  'date.pick': 'Valitse kalenterista',
  'date.unclear': 'Kirjoita päivä, esimerkiksi {example}, ”huomenna” tai ”perjantai”.',
  'date.too-early': 'Aikaisintaan {day}.',
  'date.too-late': 'Viimeistään {day}.',
};
