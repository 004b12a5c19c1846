import type { ChannelKey, Language } from '../declaration.ts';
import { unitOfCategory } from '../held-for.ts';
import { draftCategories, draftChannels, draftPurposes } from './draft-words.ts';
import { categoryNames, purposeNames, type CategoryName, type PurposeName } from './language-clues.ts';
import type { NoticeFacts } from './notice-facts.ts';
import { draftTeam, type Held, type Purposes } from './draft-team.ts';
import { askInThree, decide, inOne, inThree, listOf, type YamlLines } from './yaml-lines.ts';

/** What a channel carries by its nature, where the notice does not say. */
const natural: Readonly<Record<ChannelKey, readonly Held[]>> = {
  email: ['emailAddress', 'name', 'messages', 'files', 'notes', 'contactMetadata', 'address', 'identityCode'],
  phone: ['phone', 'name', 'recordings', 'notes', 'contactMetadata', 'address', 'identityCode'],
  chat: [
    'emailAddress',
    'name',
    'messages',
    'files',
    'notes',
    'contactMetadata',
    'ipAddress',
    'address',
    'identityCode',
  ],
};
const channelKeys = Object.keys(natural) as ChannelKey[];

/** What asks for periods of its own, and what each unit is kept for. */
export interface DraftedHolding {
  readonly recordings: boolean;
  readonly email: boolean;
  keptFor(unit: string): readonly PurposeName[];
}

function unitOf(category: Held): string {
  return unitOfCategory(category, draftCategories[category].kind);
}

/** Purposes, categories, channels, queues, mailboxes and tasks. */
export function draftHolding(lines: YamlLines, facts: NoticeFacts, language: Language): DraftedHolding {
  const channels = channelsOf(facts);
  const held = categoriesOf(facts, channels);
  const purposes = purposeNames.filter(
    (name) =>
      name === 'service' ||
      facts.purposes.has(name) ||
      (name === 'identification' && held.includes('identityCode')),
  );
  const serving: Purposes = new Map(held.map((category) => [category, purposesOf(category, purposes, held)]));
  draftPurposesOf(lines, facts, language, purposes);
  draftCategoriesOf(lines, facts, held, serving);
  draftChannelsOf(lines, facts, channels, held, serving);
  draftTeam(lines, language, held, purposes, serving);
  return {
    recordings: held.includes('recordings'),
    email: channels.includes('email'),
    keptFor: (unit) => {
      const used = new Set(
        held.filter((category) => unitOf(category) === unit).flatMap((category) => serving.get(category)!),
      );
      const own = purposes.filter((purpose) => used.has(purpose));
      // Requests, mail that could not be read and the like are of no category.
      return own.length > 0 ? own : purposes.slice(0, 1);
    },
  };
}

function channelsOf(facts: NoticeFacts): ChannelKey[] {
  const found = channelKeys.filter((channel) => facts.channels.has(channel));
  const calls = facts.categories.has('recordings') || facts.periods.some(({ unit }) => unit === 'recording');
  if (calls && !found.includes('phone')) found.push('phone');
  // An address for mail is held for mail, where the notice does not say otherwise.
  const writes = found.includes('email') || found.includes('chat');
  if (facts.categories.has('emailAddress') && !writes) found.push('email');
  return found.length > 0 ? channelKeys.filter((channel) => found.includes(channel)) : ['email'];
}

function categoriesOf(facts: NoticeFacts, channels: readonly ChannelKey[]): Held[] {
  const needed = new Set<CategoryName>(facts.categories.keys());
  needed.delete('other');
  if (channels.includes('email')) needed.add('emailAddress');
  if (channels.includes('email') || channels.includes('chat')) needed.add('messages');
  if (facts.periods.some(({ unit }) => unit === 'recording')) needed.add('recordings');
  needed.add('name');
  return categoryNames.filter((name): name is Held => name !== 'other' && needed.has(name));
}

/** Each purpose of the draft is served by something: one that nothing is held for could not be declared. */
function purposesOf(category: Held, purposes: readonly PurposeName[], held: readonly Held[]): PurposeName[] {
  const has = (name: PurposeName) => purposes.includes(name);
  if (category === 'identityCode') return ['identification'];
  const technical = category === 'contactMetadata' || category === 'ipAddress';
  const written = category === 'messages' || category === 'recordings' || category === 'notes';
  const firstWritten = held.find((name) => name === 'messages' || name === 'recordings') ?? 'name';
  const firstTechnical = held.find((name) => name === 'contactMetadata' || name === 'ipAddress') ?? 'name';
  const serves: PurposeName[] = category === 'ipAddress' && has('security') ? [] : ['service'];
  if (has('identification') && !technical && !written && category !== 'files') serves.push('identification');
  if (has('quality') && (written || category === firstWritten)) serves.push('quality');
  if (has('security') && (technical || category === firstTechnical)) serves.push('security');
  if (has('rights') && (category === 'name' || category === 'messages')) serves.push('rights');
  return serves;
}

function draftPurposesOf(
  lines: YamlLines,
  facts: NoticeFacts,
  language: Language,
  purposes: readonly PurposeName[],
): void {
  lines.remark(
    'Why data are held. basis: consent, contract, legal-obligation, vital-interests, public-task or',
  );
  lines.remark('legitimate-interest; the last one also states the interest and the balancing.');
  lines.open('purposes');
  for (const purpose of purposes) {
    const sentence = facts.purposes.get(purpose);
    lines.open(purpose);
    lines.put('name:', inThree(draftPurposes[purpose].name), sentence);
    lines.put('description:', inThree(draftPurposes[purpose].description));
    draftBasis(lines, facts, language, purpose);
    if (purpose === 'identification') lines.put('identifies:', 'true');
    lines.put('decidedBy:', sentence === undefined ? 'controller' : 'notice');
    lines.close();
  }
  lines.close();
  lines.blank();
}

/** A basis is written where the notice names one for this purpose, or one alone; never guessed between two. */
function draftBasis(lines: YamlLines, facts: NoticeFacts, language: Language, purpose: PurposeName): void {
  const own = facts.bases.filter(({ purposes }) => purposes.includes(purpose));
  const all = facts.bases.filter(({ purposes }) => purposes.length === 0);
  const isSaid = facts.purposes.has(purpose) || purpose === 'service';
  const candidates = own.length > 0 ? own : isSaid && facts.bases.length === all.length ? all : [];
  const different = new Set(candidates.map(({ basis }) => basis));
  const [only] = candidates;
  if (only && different.size === 1) {
    lines.put('basis:', only.basis, only.sentence);
    if (only.basis === 'legitimate-interest') draftInterest(lines, facts, language);
    return;
  }
  const named = [...new Set(facts.bases.map(({ basis }) => basis))];
  if (named.length > 0) lines.remark(`The notice names: ${named.join(', ')}.`);
  lines.put('basis:', decide('one of the legal bases'));
}

function draftInterest(lines: YamlLines, facts: NoticeFacts, language: Language): void {
  const alone = facts.bases.filter(({ basis }) => basis === 'legitimate-interest').length <= 2;
  if (facts.interest && alone)
    lines.put('interest:', inOne(facts.interest.value, language), facts.interest.sentence);
  else lines.put('interest:', askInThree('vilket intresset är', 'mikä etu on', 'which interest it is'));
  // Notices tell the interest and seldom how it was weighed.
  lines.put(
    'balancing:',
    askInThree(
      'varför intresset väger tyngre än personens',
      'miksi etu painaa enemmän kuin rekisteröidyn etu',
      'why it is not overridden by the interests of the person',
    ),
  );
}

function draftCategoriesOf(
  lines: YamlLines,
  facts: NoticeFacts,
  held: readonly Held[],
  serving: Purposes,
): void {
  lines.remark('What may be held. What is not here cannot be stored.');
  lines.open('categories');
  for (const category of held) {
    const { name, kind, explanation, origin } = draftCategories[category];
    const sentence = facts.categories.get(category);
    lines.open(category);
    lines.put('name:', inThree(name), sentence);
    lines.put('kind:', kind);
    lines.put('purposes:', listOf(serving.get(category)!));
    lines.put('explanation:', inThree(explanation));
    if (origin) lines.put('origin:', origin);
    lines.put('decidedBy:', sentence === undefined ? 'controller' : 'notice');
    lines.close();
  }
  const other = facts.categories.get('other');
  if (other !== undefined)
    lines.remark(
      `The notice names other data as well (sentence ${other + 1}); there is no field for them here.`,
    );
  lines.close();
  lines.blank();
}

function draftChannelsOf(
  lines: YamlLines,
  facts: NoticeFacts,
  channels: readonly ChannelKey[],
  held: readonly Held[],
  serving: Purposes,
): void {
  lines.remark(
    'How contacts arrive, and what each way may collect. when: automatic, on-request or on-request-with-reason.',
  );
  lines.open('channels');
  for (const channel of channels) {
    const sentence = facts.channels.get(channel);
    lines.open(channel);
    lines.put('name:', inThree(draftChannels[channel]), sentence, `channels.${channel}`);
    const collected = held.filter((category) => collects(facts, channels, channel, category));
    if (collected.includes('recordings')) lines.put('records:', '[incoming, outgoing]');
    lines.put('collects:', '');
    for (const category of collected) draftRule(lines, facts, channel, category, serving.get(category)!);
    lines.close();
  }
  lines.close();
  lines.blank();
}

function collects(
  facts: NoticeFacts,
  channels: readonly ChannelKey[],
  channel: ChannelKey,
  category: Held,
): boolean {
  const said = facts.collection.filter((fact) => fact.category === category);
  const named = said
    .flatMap((fact) => (fact.asked ? [] : fact.channels))
    .filter((each) => channels.includes(each));
  if (named.length > 0 && !said.some(({ asked }) => asked)) return named.includes(channel);
  if (natural[channel].includes(category)) return true;
  // Held, but carried by no channel of this notice: asked for by the first.
  return !channels.some((each) => natural[each].includes(category)) && channel === channels[0];
}

function draftRule(
  lines: YamlLines,
  facts: NoticeFacts,
  channel: ChannelKey,
  category: Held,
  purposes: readonly PurposeName[],
): void {
  const said = facts.collection.filter((fact) => fact.category === category);
  const asked = said.find((fact) => fact.asked);
  const saved = said.find((fact) => !fact.asked);
  const when =
    category === 'identityCode'
      ? 'on-request-with-reason'
      : (asked && !saved) || (!said.length && category === 'address') || !natural[channel].includes(category)
        ? 'on-request'
        : 'automatic';
  const wanted = asked?.purposes.filter((purpose) => purposes.includes(purpose)) ?? [];
  const askedFor = when === 'automatic' && asked && wanted.length > 0 ? `, askedFor: ${listOf(wanted)}` : '';
  const source = (saved ?? asked)?.sentence;
  const decidedBy = source === undefined ? ', decidedBy: controller' : '';
  lines.put(
    `  - { category: ${category}, when: ${when}, purposes: ${listOf(purposes)}${askedFor}${decidedBy} }`,
    '',
    source,
    `channels.${channel}.collects.${category}`,
  );
}
