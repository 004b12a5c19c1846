import { incidents } from './p27-house.ts';
import type { Ask } from './visit.ts';

export interface Found {
  people: number;
  records: number;
  added: number;
  erased: number;
  outside: number;
}
export interface Row {
  personId: string;
  foundBy: string;
  records: number;
  categories: string[];
  toldWay: string | null;
  letter: string | null;
}

export const find = async (ask: Ask, id: string, search: object, keep = true) =>
  (await ask<Found & { code?: string }>('POST', `${incidents}/${id}/people/find`, { search, keep })).body;
export const people = async (ask: Ask, id: string, query = '') =>
  (await ask<{ people: Row[]; next: string | null }>('GET', `${incidents}/${id}/people${query}`)).body;
export const ids = (rows: readonly Row[]) => rows.map(({ personId }) => personId);
