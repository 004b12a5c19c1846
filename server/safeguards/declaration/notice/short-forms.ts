import type { CallDirection, ChannelKey, Language, Period, PublishedDeclaration } from '../declaration.ts';
import { bindNumbers, formatList } from './format-notice-text.ts';
import { createTools, lengthOf } from './notice-tools.ts';
import type { NoticeTools } from './notice-tools.ts';
import { shortFormWords } from './short-form-words.ts';

export const shortFormKinds = ['chat', 'call', 'email'] as const;
export type ShortFormKind = (typeof shortFormKinds)[number];

/** The notice in a few sentences, where the whole has no room. */
export interface ShortForm {
  readonly kind: ShortFormKind;
  /** Which calls it is said in; empty but for `call`. */
  readonly calls: readonly CallDirection[];
  readonly sentences: readonly string[];
}

/**
 * The first layer of the notice (WP 260: layered), from the declaration alone: shown in the chat window, said
 * before a call is recorded, written under an e-mail. A form is there only where its channel is declared, and
 * the one for calls only where calls are recorded.
 * @param address where the whole notice stands, in this language
 */
export function renderShortForms(
  published: PublishedDeclaration,
  language: Language,
  address: string,
): ShortForm[] {
  const tools = createTools(published, language);
  const { channels } = published.declaration;
  return [
    ...(channels.chat ? [form('chat', chatSentences(tools, address))] : []),
    ...(channels.phone?.records?.length ? [form('call', callSentences(tools), channels.phone.records)] : []),
    ...(channels.email ? [form('email', [noticeLine(published, language, address)])] : []),
  ];
}

/**
 * The line below every answer of ours, by whomever or whatever it is written: it leads to the very version that is in force
 * as the mail leaves, which stays at that address.
 */
export function noticeLine(
  { version, declaration }: Pick<PublishedDeclaration, 'version' | 'declaration'>,
  language: Language,
  address: string,
): string {
  return shortFormWords[language].email(declaration.controller.name, `${address}/${version}`);
}

function form(
  kind: ShortFormKind,
  sentences: readonly string[],
  calls: readonly CallDirection[] = [],
): ShortForm {
  return { kind, calls, sentences: sentences.map(bindNumbers) };
}

function chatSentences(tools: NoticeTools, address: string): string[] {
  const words = shortFormWords[tools.language];
  const { controller } = tools.published.declaration;
  const { data, purposes } = collectedByItself(tools, 'chat');
  const period = periodOf(tools, 'contact');
  return [
    words.chat.who(controller.name),
    ...(data === '' ? [] : [words.chat.saved(data)]),
    ...(purposes === '' ? [] : [words.purposes(purposes)]),
    ...(period ? [words.chat.kept(lengthOf(tools.words, period))] : []),
    words.rights(address),
  ];
}

/** Said aloud: no addresses but the site's name, and no more than who hears it can keep in mind. */
function callSentences(tools: NoticeTools): string[] {
  const words = shortFormWords[tools.language];
  const { categories, purposes, controller } = tools.published.declaration;
  const served = Object.values(categories)
    .filter(({ kind }) => kind === 'recording')
    .flatMap((category) => category.purposes);
  const period = periodOf(tools, 'recording');
  const names = tools.names(purposes, [...new Set(served)]);
  return [
    words.call.recorded,
    ...(names === '' ? [] : [words.purposes(names)]),
    ...(period
      ? [words.call.kept(tools.words.retention.length(period.months)), ...longer(tools, period)]
      : []),
    words.call.more(siteOf(controller.website)),
  ];
}

function longer(tools: NoticeTools, { capMonths, extensions }: Period): string[] {
  if (capMonths === undefined || !extensions) return [];
  const grounds = formatList(tools.language, Object.values(extensions).map(tools.say), 'disjunction');
  return [shortFormWords[tools.language].call.longer(grounds, tools.words.retention.length(capMonths))];
}

/** What a channel saves without asking, of what the person gives or brings with them, and for what. */
function collectedByItself(tools: NoticeTools, key: ChannelKey): { data: string; purposes: string } {
  const { categories, channels, purposes } = tools.published.declaration;
  const rules = (channels[key]?.collects ?? []).filter(
    ({ category, when }) => when === 'automatic' && categories[category]?.origin !== 'staff',
  );
  const served = new Set(rules.flatMap((rule) => rule.purposes));
  return {
    data: tools.names(
      categories,
      rules.map(({ category }) => category),
    ),
    purposes: tools.names(
      purposes,
      Object.keys(purposes).filter((purpose) => served.has(purpose)),
    ),
  };
}

function periodOf({ published }: NoticeTools, unit: Period['unit']): Period | undefined {
  return Object.values(published.declaration.periods).find((period) => period.unit === unit);
}

function siteOf(website: string): string {
  return website.replace(/^https:\/\//, '').replace(/\/$/, '');
}
