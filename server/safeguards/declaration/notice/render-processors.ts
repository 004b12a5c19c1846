import type { Processor } from '../declaration.ts';
import { eeaCountries } from '../eea.ts';
import { formatCountry, formatList } from './format-notice-text.ts';
import type { NoticeBlock } from './notice.ts';
import type { NoticeTools } from './notice-tools.ts';

/** Who processes the data for the controller (GDPR Art. 13(1)(e) and (f)): kinds of service, and each by name. */
export function renderProcessors(tools: NoticeTools): NoticeBlock[] {
  const { published, language, words, say, enumerate, paragraph, table } = tools;
  const { purposes, categories, processing, processors = {} } = published.declaration;
  const { services = [], groupCompanies = false } = processing;
  const named = Object.values(processors);
  if (services.length === 0 && !groupCompanies && named.length === 0) return [];
  return [
    ...(groupCompanies ? [paragraph(words.processors.group)] : []),
    ...(services.length > 0
      ? [paragraph(words.processors.services(formatList(language, services.map(say))))]
      : []),
    ...words.processors.terms(groupCompanies).map(paragraph),
    ...(named.length > 0
      ? [
          table(
            words.processors.caption,
            words.processors.head,
            named.map((processor) => [
              processor.name,
              say(processor.service),
              processor.categories.length === 0
                ? words.processors.noCategories
                : enumerate(categories, processor.categories),
              enumerate(purposes, processor.purposes),
              countriesOf(tools, processor),
            ]),
          ),
        ]
      : []),
  ];
}

/** Countries by name; one outside the EEA with the ground that lets data go there (GDPR Art. 13(1)(f)). */
export function countriesOf({ language, words }: NoticeTools, processor: Processor): string {
  const { countries, transferGround } = processor;
  return countries
    .map((code) => {
      const name = formatCountry(language, code);
      return eeaCountries.has(code) || transferGround === undefined
        ? name
        : `${name} (${words.transferGrounds[transferGround]})`;
    })
    .join(', ');
}
