import type { Declaration, Processor, Recipient, RecipientKind } from '../declaration.ts';
import { eeaCountries } from '../eea.ts';
import { formatCountry, formatDate, formatList } from './format-notice-text.ts';
import type { NoticeBlock } from './notice.ts';
import type { NoticeTools } from './notice-tools.ts';

/** Whether a company of the group may process for the controller: said in general, or of one by name. */
export function hasGroupCompanies({ processing, processors = {} }: Declaration): boolean {
  return (
    processing.groupCompanies === true ||
    Object.values(processors).some(({ groupCompany }) => groupCompany === true)
  );
}

/** Who processes the data for the controller (GDPR Art. 13(1)(e) and (f)): kinds of service, and each by name. */
export function renderProcessors(tools: NoticeTools): NoticeBlock[] {
  const { published, language, words, say, enumerate, paragraph, table } = tools;
  const { purposes, processing, processors = {} } = published.declaration;
  const { services = [] } = processing;
  const named = Object.values(processors);
  const group = hasGroupCompanies(published.declaration);
  if (services.length === 0 && !group && named.length === 0) return [];
  return [
    ...(group ? [paragraph(words.processors.group)] : []),
    ...(services.length > 0
      ? [paragraph(words.processors.services(formatList(language, services.map(say))))]
      : []),
    ...words.processors.terms(group).map(paragraph),
    ...(named.length > 0
      ? [
          table(
            words.processors.caption,
            words.processors.head,
            named.map((processor) => [
              nameOfProcessor(tools, processor),
              say(processor.service),
              givenTo(tools, processor, words.processors.noCategories),
              enumerate(purposes, processor.purposes),
              countriesOf(tools, processor),
            ]),
          ),
        ]
      : []),
  ];
}

/** Who else may be given data, each a controller of its own (GDPR Art. 13(1)(e)). */
export function renderRecipients(tools: NoticeTools): NoticeBlock[] {
  const { published, words, say, enumerate, paragraph, table } = tools;
  const { purposes, recipients = {} } = published.declaration;
  const named = Object.values(recipients);
  if (named.length === 0) return [];
  return [
    paragraph(words.recipients.intro),
    table(
      words.recipients.caption,
      words.recipients.head,
      named.map((recipient) => [
        nameOfRecipient(tools, recipient.kind, say(recipient.name)),
        whyOf(tools, recipient),
        givenTo(tools, recipient, words.recipients.given),
        enumerate(purposes, recipient.purposes),
        countriesOf(tools, recipient),
      ]),
    ),
  ];
}

function whyOf({ words, language, say }: NoticeTools, { why, basis, validUntil }: Recipient): string {
  const sentence = (text: string) => (text.endsWith('.') ? text : `${text}.`);
  const reason = `${sentence(say(why))} ${sentence(words.bases[basis])}`;
  return validUntil === undefined ? reason : words.recipients.until(reason, formatDate(language, validUntil));
}

function nameOfProcessor({ words }: NoticeTools, { name, groupCompany }: Processor): string {
  return groupCompany === true ? words.processors.groupCompany(name) : name;
}

export function nameOfRecipient({ words }: NoticeTools, kind: RecipientKind, name: string): string {
  return kind === 'other' ? name : `${name} (${words.recipients.kinds[kind]})`;
}

function givenTo(
  { published, enumerate }: NoticeTools,
  { categories }: { readonly categories: readonly string[] },
  nothing: string,
): string {
  return categories.length === 0 ? nothing : enumerate(published.declaration.categories, categories);
}

/** Countries by name; one outside the EEA with the ground that lets data go there (GDPR Art. 13(1)(f)). */
export function countriesOf(
  { language, words }: NoticeTools,
  { countries, transferGround }: Pick<Processor, 'countries' | 'transferGround'>,
): string {
  return countries
    .map((code) => {
      const name = formatCountry(language, code);
      return eeaCountries.has(code) || transferGround === undefined
        ? name
        : `${name} (${words.transferGrounds[transferGround]})`;
    })
    .join(', ');
}
