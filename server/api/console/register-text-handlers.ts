import type { House } from '../../compose.ts';
import { writeCsv } from '../../register/figures/write-csv.ts';
import type { Language, PublishedDeclaration } from '../../safeguards/declaration/declaration.ts';
import { renderShortForms } from '../../safeguards/declaration/notice/short-forms.ts';
import { makeRecord } from '../../safeguards/declaration/record/make-record.ts';
import { tabulateRecord } from '../../safeguards/declaration/record/tabulate-record.ts';
import { writeRecord } from '../../safeguards/declaration/record/write-record.ts';
import type { Handlers } from './bind-routes.ts';
import { presentRecord } from '../present-record.ts';

type RegisterTextHandlers = Pick<Handlers, 'record' | 'exportRecord' | 'shortForms'>;

const types = {
  csv: 'text/csv; charset=utf-8; header=present',
  json: 'application/json; charset=utf-8',
  pdf: 'application/pdf',
} as const;

export function createRegisterTextHandlers(house: House): RegisterTextHandlers {
  const current = () => house.declarations.current();

  async function fileOf(
    format: keyof typeof types,
    published: PublishedDeclaration,
    language: Language,
  ): Promise<string | Buffer> {
    if (format === 'pdf') return house.papers.record(published, language);
    const record = makeRecord(published, language);
    if (format === 'json') return `${JSON.stringify(record, null, 2)}\n`;
    return writeCsv(tabulateRecord(writeRecord(record, published)), { bom: true });
  }

  return {
    record: ({ query }) => Promise.resolve(presentRecord(current(), query.language)),

    async exportRecord({ query, reply }) {
      const { format, language } = query;
      const published = current();
      const file = await fileOf(format, published, language);
      return reply
        .type(types[format])
        .header(
          'content-disposition',
          `attachment; filename="record-${published.version}-${language}.${format}"`,
        )
        .serializer((payload: unknown) => payload as string)
        .send(file);
    },

    async shortForms({ query: { language } }) {
      const published = current();
      const address = `${house.settings.publicUrl}/${language}/notice`;
      return {
        version: published.version,
        forms: renderShortForms(published, language, address).map(({ kind, calls, sentences }) => ({
          kind,
          calls: [...calls],
          sentences: [...sentences],
        })),
      };
    },
  };
}
