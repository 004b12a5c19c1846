import type { Language, PublishedDeclaration } from '../safeguards/declaration/declaration.ts';
import { makeRecord } from '../safeguards/declaration/record/make-record.ts';
import { writeRecord } from '../safeguards/declaration/record/write-record.ts';
import type { Mutable } from './mutable.ts';

/** The Article 30 record of a version, in a language. */
export function presentRecord(published: PublishedDeclaration, language: Language) {
  const { title, lines, sections } = writeRecord(makeRecord(published, language), published);
  return {
    version: published.version,
    title,
    lines: [...lines],
    sections: structuredClone(sections) as Mutable<typeof sections>,
  };
}
