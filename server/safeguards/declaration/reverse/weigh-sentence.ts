import { isBusinessId } from '../../../base/business-id.ts';
import { eeaCountries } from '../eea.ts';
import type { ChannelKey } from '../declaration.ts';
import type { CategoryName, PeriodUnit, Topic } from './language-clues.ts';
import type { NoticeFacts } from './notice-facts.ts';
import type { SentenceRead } from './read-sentence.ts';
import { periodsOf } from './periods-of.ts';

/** Where the sentence stands. */
export interface Place {
  readonly index: number;
  readonly topics: ReadonlySet<Topic>;
  readonly isItem: boolean;
  /** The unit that a period was last said of, for "it is kept for a year". */
  readonly lastUnit: PeriodUnit | undefined;
}

const later: ReadonlySet<CategoryName> = new Set(['recordings', 'ipAddress']);
/** In these parts a word of a category, a purpose or a basis says something else. */
const apart: readonly Topic[] = ['rights', 'complaint', 'changes', 'protection'];

/**
 * Decides what the values in a sentence mean where it stands: adds rules to it, and facts to those of the notice.
 * What is doubtful becomes no fact: a draft may lack something, but shall say nothing that the notice does not.
 */
export function weighSentence(read: SentenceRead, place: Place, facts: NoticeFacts): void {
  // Under the rights "you receive your data" is no source; under the purposes training is what calls are for.
  if (place.topics.has('rights')) read.rules.delete('source');
  if (place.topics.has('purposes')) read.rules.delete('organisation');
  weighController(read, place, facts);
  weighPurposes(read, place, facts);
  weighCategories(read, place, facts);
  weighTimes(read, place, facts);
  weighPlaces(read, place, facts);
}

const labelledName =
  /^(?:namn|nimi|name|rekisterinpitäjä|personuppgiftsansvarig|controller|data controller):\s{1,4}([\p{L}][^,;:@\d\n.]{2,80})/iu;

function weighController(read: SentenceRead, place: Place, facts: NoticeFacts): void {
  const { rules } = read;
  const { index: sentence, topics } = place;
  const about = topics.has('controller') || read.is('controller');
  const [company] = read.companies;
  if (company !== undefined) {
    if (about && !facts.controllerName && !read.is('officer')) {
      facts.controllerName = { value: company, sentence };
      rules.add('controller');
    } else if (rules.has('processors') || topics.has('recipients')) {
      for (const value of read.companies)
        if (value !== facts.controllerName?.value) facts.companies.push({ value, sentence });
      if (place.isItem) rules.add('processors');
    }
  }
  // A city or a foundation has no form of company in its name: then the line must say that it is one.
  const named = labelledName.exec(read.text)?.[1]?.trim();
  if (named !== undefined && about && !facts.controllerName) {
    facts.controllerName = { value: named, sentence };
    rules.add('controller');
  }
  const [businessId] = read.businessIds;
  if (businessId !== undefined && (about || !facts.businessId)) {
    rules.add('controller');
    if (isBusinessId(businessId)) facts.businessId ??= { value: businessId, sentence };
    else rules.add('wrong-business-id');
  }
  const isOurs = about || businessId !== undefined || (read.emails.length > 0 && !topics.has('complaint'));
  if (read.address && isOurs) {
    rules.add('controller');
    facts.address ??= { value: read.address, sentence };
  }
  const [email] = read.emails;
  if (email !== undefined) {
    if (read.is('officer')) {
      facts.officers.push({ value: email, sentence });
    } else if (topics.has('complaint')) {
      rules.add('complain-to-us');
    } else if (about || read.is('email') || topics.has('rights')) {
      rules.add(topics.has('rights') ? 'rights-request' : 'contact-address');
      facts.contactAddress ??= { value: email, sentence };
    }
  }
  const [site] = read.sites;
  if (site !== undefined && !rules.has('authority') && !/tietosuoja\.fi|dataombud/u.test(site)) {
    facts.website ??= { value: site, sentence };
    if (about) rules.add('controller');
  }
  const [date] = read.dates;
  if (date !== undefined && read.is('dated')) {
    rules.add('stated-on');
    facts.statedOn ??= { value: date, sentence };
  }
  const isName =
    rules.size === 0 && read.text.length <= 160 && /regist|rekister|järjestelm|system/iu.test(read.text);
  if (topics.has('register-name') && !place.isItem && !facts.registerName && isName) {
    rules.add('register-name');
    facts.registerName = { value: afterLabel(read.text), sentence };
  }
  if (rules.has('subjects')) facts.subjects ??= { value: true, sentence };
  if (rules.has('interest')) facts.interest ??= { value: read.text, sentence };
  if (rules.has('register-name')) nameRegister(read, sentence, facts);
}

/** "Vårt register heter …", "The register is called …": the first is its name, another one the system's. */
function nameRegister(read: SentenceRead, sentence: number, facts: NoticeFacts): void {
  const called =
    /(?:heter|nimi on|nimeltään|is called|name of (?:the|our) register is)\s{1,3}(.{3,150}?)[.!]?$/iu.exec(
      read.text,
    )?.[1];
  if (called === undefined) return;
  if (!facts.registerName) facts.registerName = { value: called, sentence };
  else if (facts.registerName.sentence !== sentence) facts.systemName ??= { value: called, sentence };
}

function afterLabel(text: string): string {
  const label = /^[\p{L} ]{1,40}:\s{1,4}(.{3,200})$/su.exec(text.trim());
  return (label?.[1] ?? text).trim().replace(/[.!]$/, '');
}

function weighPurposes(read: SentenceRead, place: Place, facts: NoticeFacts): void {
  const { rules } = read;
  const { index: sentence, topics } = place;
  const stands = !apart.some((topic) => topics.has(topic));
  const inList = topics.has('purposes') && (place.isItem || read.words.length <= 8);
  const ofRecipients = topics.has('recipients') || rules.has('processors');
  const ofTime = read.spans.length > 0 && (topics.has('periods') || read.is('keeps'));
  const purposes = stands && !ofRecipients && !ofTime && (read.is('serves') || inList) ? read.purposes : [];
  const useful = purposes.filter(() => !rules.has('complain-to-us') && !rules.has('authority'));
  if (useful.length > 0) {
    rules.add('purpose');
    for (const purpose of useful) if (!facts.purposes.has(purpose)) facts.purposes.set(purpose, sentence);
  }
  const ofOthers = topics.has('recipients') || topics.has('location') || rules.has('processors');
  if (!stands || ofOthers || read.bases.length === 0) return;
  const short = place.isItem || read.words.length <= 4;
  if (!read.is('bases') && !(topics.has('basis') && short)) return;
  rules.add('legal-basis');
  for (const basis of read.bases)
    facts.bases.push({ basis, purposes: read.bases.length === 1 ? read.purposes : [], sentence });
}

function weighCategories(read: SentenceRead, place: Place, facts: NoticeFacts): void {
  const { rules } = read;
  const { index: sentence, topics } = place;
  if (rules.has('recording') && read.spans.length === 0 && !facts.categories.has('recordings'))
    facts.categories.set('recordings', sentence);
  const elsewhere: readonly Topic[] = [...apart, 'recipients', 'location', 'periods'];
  if (elsewhere.some((topic) => topics.has(topic))) return;
  if (rules.has('definition') && !read.is('collects')) return;
  const inList =
    topics.has('categories') && (place.isItem || (read.words.length <= 8 && !read.is('collects')));
  let categories = [...read.categories];
  let channels = [...read.channels];
  // In a list of data "e-mail" and "telephone" mean the address and the number.
  if (inList && !topics.has('source')) {
    categories.push(...channels.flatMap((channel) => ofChannel[channel] ?? []));
    channels = [];
  }
  categories = [...new Set(categories)];
  const isCollected = read.is('collects') && !rules.has('right-access') && read.spans.length === 0;
  if (
    channels.length > 0 &&
    (topics.has('source') || (isCollected && categories.length > 0) || rules.has('source'))
  ) {
    rules.add(channels.includes('email') ? 'channel' : 'channel-later');
    if (channels.length > 1 || !channels.includes('email')) rules.add('channel-later');
    for (const channel of channels) if (!facts.channels.has(channel)) facts.channels.set(channel, sentence);
  }
  if (categories.length === 0 || !(inList || isCollected)) return;
  for (const category of categories) {
    rules.add(
      category === 'other' ? 'category-unknown' : later.has(category) ? 'category-later' : 'category',
    );
    if (!facts.categories.has(category)) facts.categories.set(category, sentence);
  }
  if (!isCollected || place.isItem) return;
  const asked = read.is('asks');
  if (channels.length === 0 && !asked && !read.is('contacts')) return;
  rules.add('collection-rule');
  for (const category of categories)
    if (category !== 'other')
      facts.collection.push({ category, channels, asked, purposes: read.purposes, sentence });
}

const ofChannel: Readonly<Partial<Record<ChannelKey, CategoryName>>> = {
  email: 'emailAddress',
  phone: 'phone',
};

/** Days: what is told in months ends no later than this. */
const longestMonth = 31;

function weighTimes(read: SentenceRead, place: Place, facts: NoticeFacts): void {
  const { rules, spans } = read;
  const { index: sentence, topics } = place;
  if (rules.has('other-source')) facts.otherSources.push({ value: true, sentence });
  if (rules.has('authorities')) facts.authorities ??= { value: true, sentence };
  if (spans.length === 0) return;
  // How long copies are kept is no period of what they are copies of.
  if (rules.has('backups')) {
    rules.add('backup-horizon');
    const [{ days, months } = {}] = spans;
    const told = days ?? (months === undefined ? undefined : months * longestMonth);
    if (told !== undefined && spans.length === 1) facts.backupDays ??= { value: told, sentence };
    return;
  }
  const aboutRequest =
    topics.has('rights') ||
    rules.has('right-access') ||
    rules.has('rights-request') ||
    read.words.some((word) => /^(?:begär|pyyn|request|förfrågn)/u.test(word));
  if (aboutRequest && (read.is('answers') || read.is('extends')) && !topics.has('periods')) {
    rules.add('answer-time');
    const extended = read.is('extends');
    const answer = extended && spans.length === 1 ? undefined : spans[0];
    const extension = extended ? spans.at(-1) : undefined;
    if (answer) {
      const late = (answer.months ?? 0) > 1 || (answer.months === undefined && (answer.days ?? 0) > 31);
      if (late) rules.add('answers-late');
      else facts.answerMonths ??= { value: 1, sentence };
    }
    if (extension) {
      const long =
        (extension.months ?? 0) > 2 || (extension.months === undefined && (extension.days ?? 0) > 62);
      if (long) rules.add('extends-too-long');
      else if (extension.months !== undefined)
        facts.extensionMonths ??= { value: extension.months, sentence };
    }
    return;
  }
  if (!read.is('keeps') && !topics.has('periods')) return;
  const found = periodsOf(read, place);
  const isRecording = found.some(({ unit }) => unit === 'recording');
  rules.add(isRecording ? 'recording-period' : 'period');
  facts.periods.push(...found);
}

function weighPlaces(read: SentenceRead, place: Place, facts: NoticeFacts): void {
  const { rules } = read;
  const { index: sentence, topics } = place;
  const located =
    topics.has('location') ||
    read.words.some((word) =>
      /^(?:behandla|lagra|server|servrar|käsitel|palvelim|säilyt|process|stored|hosted|siirr|överför|transfer)/u.test(
        word,
      ),
    );
  const outside = read.is('outside');
  const negated = read.words.some((word) =>
    /^(?:inte|ej|aldrig|ei|emme|eikä|eivät|not|never|no)$/u.test(word),
  );
  const abroad = read.countries.filter((country) => !eeaCountries.has(country));
  if ((outside || (abroad.length > 0 && located)) && !rules.has('definition')) {
    if (negated && abroad.length === 0) {
      rules.add('eea');
      facts.outsideEea ??= { value: false, sentence };
    } else {
      rules.add('transfer-ground');
      if (facts.outsideEea?.value !== true) facts.outsideEea = { value: true, sentence };
    }
  } else if (read.namesEea && (located || topics.has('recipients'))) {
    rules.add('eea');
  }
  const [country] = read.countries.filter((each) => eeaCountries.has(each));
  if (country !== undefined && located && !rules.has('authority')) {
    rules.add('main-country');
    facts.mainCountry ??= { value: country, sentence };
  }
  if (
    read.words.some((word) =>
      /standardavtal|modellavtal|standardklausul|vakiosopimus|mallisopimus|vakiolauseke|mallilauseke/u.test(
        word,
      ),
    ) ||
    /standard contractual clauses|model clauses/iu.test(read.text)
  ) {
    facts.transferGround ??= { value: 'standard-contractual-clauses', sentence };
  }
  if (rules.has('group-companies')) facts.groupCompanies ??= { value: true, sentence };
}
