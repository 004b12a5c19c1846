import type { FastifyInstance } from 'fastify';
import type { NoticeReading } from '../../../contract/console/reverse.ts';
import type { House } from '../../compose.ts';
import {
  createNoticeReader,
  largestNotice,
} from '../../safeguards/declaration/reverse/create-notice-reader.ts';
import type { NoticeReading as Reading } from '../../safeguards/declaration/reverse/read-notice.ts';
import { reverseRules } from '../../safeguards/declaration/reverse/reverse-rules.ts';
import { takeBytes } from './take-bytes.ts';

/** A notice, read in memory and answered: nothing of it is stored or logged, and it stands in no address. */
export async function bindNoticeReadingRoute(app: FastifyInstance, house: House): Promise<void> {
  const reader = createNoticeReader();
  await takeBytes(app, house, 'readNotice', {
    url: '/api/console/register/from-notice',
    most: largestNotice,
    // Each takes a thread for a moment.
    perMinute: 60,
    field: 'body',
    handle: async ({ bytes, query }) => present(await reader.read(bytes, query.language)),
  });
}

function present({ language, sentences, totals, silent, draft }: Reading): NoticeReading {
  const named = new Set(sentences.flatMap(({ rules }) => rules));
  return {
    language,
    sentences: sentences.map(({ text, language: own, kind, rules, drafted }) => ({
      text,
      language: own,
      kind,
      rules: [...rules],
      drafted: [...drafted],
    })),
    rules: Object.fromEntries([...named].map((rule) => [rule, reverseRules[rule]])),
    totals: { ...totals },
    silent: silent.map((each) => ({ ...each })),
    draft: { yaml: draft.yaml, toDecide: draft.toDecide },
  };
}
