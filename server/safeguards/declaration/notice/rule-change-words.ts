import type { Language } from '../declaration.ts';

export type RuleGroup =
  | 'purposes'
  | 'categories'
  | 'channels'
  | 'tasks'
  | 'processors'
  | 'countries'
  | 'imports';

/** Sentences for what changed between two versions. Names and lengths come from the declarations. */
interface RuleChangeWords {
  readonly added: Readonly<Record<RuleGroup, (name: string) => string>>;
  readonly removed: Readonly<Record<RuleGroup, (name: string) => string>>;
  readonly basis: (purpose: string, before: string, after: string) => string;
  readonly periodAdded: (name: string, length: string) => string;
  readonly periodRemoved: (name: string, length: string) => string;
  readonly periodShorter: (name: string, before: string, after: string) => string;
  readonly periodLonger: (name: string, before: string, after: string) => string;
  /** From another moment than before. */
  readonly periodMoved: (name: string, length: string) => string;
}

const sv: RuleChangeWords = {
  added: {
    purposes: (name) => `Nytt ändamål: ${name}.`,
    categories: (name) => `Ny kategori av uppgifter: ${name}.`,
    channels: (name) => `Ny kanal: ${name}.`,
    tasks: (name) => `Ny arbetsuppgift: ${name}.`,
    processors: (name) => `Nytt personuppgiftsbiträde: ${name}.`,
    countries: (name) => `Nytt behandlingsland: ${name}.`,
    imports: (name) => `Ny källa: äldre meddelanden ur ett tidigare system, ${name}.`,
  },
  removed: {
    purposes: (name) => `Ändamål som har upphört: ${name}.`,
    categories: (name) => `Uppgifter som inte längre sparas: ${name}.`,
    channels: (name) => `Kanal som har upphört: ${name}.`,
    tasks: (name) => `Arbetsuppgift som har upphört: ${name}.`,
    processors: (name) => `Får inte längre uppgifter: ${name}.`,
    countries: (name) => `Inte längre behandlingsland: ${name}.`,
    imports: (name) => `Inte längre en källa: äldre meddelanden ur ett tidigare system, ${name}.`,
  },
  basis: (purpose, before, after) => `Ny rättslig grund för ${purpose}: ${after}. Tidigare: ${before}.`,
  periodAdded: (name, length) => `Ny förvaringstid: ${name}, ${length}.`,
  periodRemoved: (name, length) => `Förvaringstid som har utgått: ${name}, ${length}.`,
  periodShorter: (name, before, after) => `Kortare förvaringstid: ${name}, ${after} (tidigare ${before}).`,
  periodLonger: (name, before, after) => `Längre förvaringstid: ${name}, ${after} (tidigare ${before}).`,
  periodMoved: (name, length) => `Förvaringstiden räknas från en annan dag än tidigare: ${name}, ${length}.`,
};

const fi: RuleChangeWords = {
  added: {
    purposes: (name) => `Uusi käyttötarkoitus: ${name}.`,
    categories: (name) => `Uusi tietoryhmä: ${name}.`,
    channels: (name) => `Uusi kanava: ${name}.`,
    tasks: (name) => `Uusi työtehtävä: ${name}.`,
    processors: (name) => `Uusi henkilötietojen käsittelijä: ${name}.`,
    countries: (name) => `Uusi käsittelymaa: ${name}.`,
    imports: (name) => `Uusi tietolähde: aiemman järjestelmän vanhat viestit, ${name}.`,
  },
  removed: {
    purposes: (name) => `Päättynyt käyttötarkoitus: ${name}.`,
    categories: (name) => `Ei enää tallenneta: ${name}.`,
    channels: (name) => `Poistunut kanava: ${name}.`,
    tasks: (name) => `Poistunut työtehtävä: ${name}.`,
    processors: (name) => `Ei enää saa tietoja: ${name}.`,
    countries: (name) => `Ei enää käsittelymaa: ${name}.`,
    imports: (name) => `Ei enää tietolähde: aiemman järjestelmän vanhat viestit, ${name}.`,
  },
  basis: (purpose, before, after) => `Uusi oikeusperuste (${purpose}): ${after}. Aiemmin: ${before}.`,
  periodAdded: (name, length) => `Uusi säilytysaika: ${name}, ${length}.`,
  periodRemoved: (name, length) => `Poistunut säilytysaika: ${name}, ${length}.`,
  periodShorter: (name, before, after) => `Lyhyempi säilytysaika: ${name}, ${after} (aiemmin ${before}).`,
  periodLonger: (name, before, after) => `Pidempi säilytysaika: ${name}, ${after} (aiemmin ${before}).`,
  periodMoved: (name, length) => `Säilytysaika lasketaan eri päivästä kuin ennen: ${name}, ${length}.`,
};

const en: RuleChangeWords = {
  added: {
    purposes: (name) => `New purpose: ${name}.`,
    categories: (name) => `New category of data: ${name}.`,
    channels: (name) => `New channel: ${name}.`,
    tasks: (name) => `New work task: ${name}.`,
    processors: (name) => `New processor: ${name}.`,
    countries: (name) => `New country of processing: ${name}.`,
    imports: (name) => `New source: older messages of an earlier system, ${name}.`,
  },
  removed: {
    purposes: (name) => `Purpose that has ended: ${name}.`,
    categories: (name) => `No longer saved: ${name}.`,
    channels: (name) => `Channel that has ended: ${name}.`,
    tasks: (name) => `Work task that has ended: ${name}.`,
    processors: (name) => `No longer receives data: ${name}.`,
    countries: (name) => `No longer a country of processing: ${name}.`,
    imports: (name) => `No longer a source: older messages of an earlier system, ${name}.`,
  },
  basis: (purpose, before, after) => `New legal basis for ${purpose}: ${after}. Before: ${before}.`,
  periodAdded: (name, length) => `New retention period: ${name}, ${length}.`,
  periodRemoved: (name, length) => `Retention period that is gone: ${name}, ${length}.`,
  periodShorter: (name, before, after) => `Shorter retention period: ${name}, ${after} (before: ${before}).`,
  periodLonger: (name, before, after) => `Longer retention period: ${name}, ${after} (before: ${before}).`,
  periodMoved: (name, length) =>
    `Retention period that runs from another day than before: ${name}, ${length}.`,
};

export const ruleChangeWords: Readonly<Record<Language, RuleChangeWords>> = { sv, fi, en };
