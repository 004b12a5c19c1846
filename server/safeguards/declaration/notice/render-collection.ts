import { collectionTimes } from '../declaration.ts';
import { heldFor } from '../held-for.ts';
import type { CollectionTime, Declaration } from '../declaration.ts';
import type { NoticeBlock } from './notice.ts';
import type { NoticeTools } from './notice-tools.ts';

/** What is held, where it comes from and which channel collects it when. */
export function renderCollection(tools: NoticeTools): { categories: NoticeBlock[]; sources: NoticeBlock[] } {
  const { words, say, enumerate, paragraph, table } = tools;
  const { categories, purposes } = tools.published.declaration;
  return {
    categories: [
      paragraph(words.categories.intro),
      table(
        words.categories.caption,
        words.categories.head,
        Object.entries(categories).map(([key, category]) => [
          say(category.name),
          say(category.explanation),
          enumerate(purposes, heldFor(tools.published.declaration, key)),
        ]),
      ),
      paragraph(words.categories.nothingElse),
    ],
    sources: renderSources(tools),
  };
}

function renderSources(tools: NoticeTools): NoticeBlock[] {
  const { published, words, say, names, paragraph, list } = tools;
  const { declaration } = published;
  const { categories, channels, purposes } = declaration;
  const channelNames = names(channels, Object.keys(channels));
  const blocks: NoticeBlock[] = [paragraph(words.sources.intro(channelNames))];
  for (const [key, channel] of Object.entries(channels)) {
    blocks.push({ kind: 'heading', id: `channel-${key}`, text: say(channel.name) });
    const items: string[] = [];
    for (const when of collectionTimes) {
      const rules = channel.collects.filter((rule) => rule.when === when);
      const collected = names(
        categories,
        rules.map(({ category }) => category),
      );
      if (rules.length > 0) items.push(words.colon(words.sources.times[when], collected));
      for (const { category, askedFor } of rules) {
        if (askedFor)
          items.push(words.sources.alsoAsked(names(categories, [category]), names(purposes, askedFor)));
      }
    }
    blocks.push(list([...items, words.sources.notCollected]));
  }
  const staff = keysOfOrigin(declaration, 'staff');
  const system = keysOfOrigin(declaration, 'system');
  const needed = keysCollected(declaration, ['automatic']);
  const asked = keysCollected(declaration, ['on-request', 'on-request-with-reason']);
  return [
    ...blocks,
    { kind: 'heading', id: 'other-sources', text: words.sources.other },
    ...(staff.length > 0 ? [paragraph(words.sources.staff(names(categories, staff)))] : []),
    ...(system.length > 0 ? [paragraph(words.sources.system(names(categories, system)))] : []),
    ...renderOtherSources(tools),
    paragraph(words.sources.nowhereElse),
    { kind: 'heading', id: 'must-you', text: words.sources.mustYou },
    paragraph(words.sources.voluntary),
    ...(needed.length > 0 ? [paragraph(words.sources.needed(names(categories, needed)))] : []),
    ...(asked.length > 0 ? [paragraph(words.sources.onRequest(names(categories, asked)))] : []),
  ];
}

/** Where data come from but the person, staff and the system (GDPR Art. 14(2)(f)). */
function renderOtherSources({
  published,
  words,
  say,
  enumerate,
  paragraph,
  table,
}: NoticeTools): NoticeBlock[] {
  const { sources = {}, categories } = published.declaration;
  const all = Object.values(sources);
  if (all.length === 0) return [];
  return [
    paragraph(words.sources.otherIntro),
    table(
      words.sources.otherCaption,
      words.sources.otherHead,
      all.map((source) => [
        say(source.name),
        words.colon(words.sources.kinds[source.kind], say(source.explanation)),
        enumerate(categories, source.categories),
      ]),
    ),
    ...(all.some(({ kind }) => kind === 'old-mail') ? [paragraph(words.sources.oldMail)] : []),
  ];
}

function keysOfOrigin({ categories }: Declaration, origin: 'staff' | 'system'): string[] {
  return Object.keys(categories).filter((key) => categories[key]!.origin === origin);
}

/** What the person themselves gives, at these times, in any channel. */
function keysCollected({ categories, channels }: Declaration, times: readonly CollectionTime[]): string[] {
  const rules = Object.values(channels).flatMap((channel) => channel.collects);
  return Object.entries(categories)
    .filter(([, { origin = 'person' }]) => origin === 'person')
    .map(([key]) => key)
    .filter((key) => rules.some((rule) => rule.category === key && times.includes(rule.when)));
}
