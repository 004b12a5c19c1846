import type { Words } from '../declaration.ts';

/** Countries a notice of ours may name, by their words in the three languages; the code is ISO 3166. */
export const countryWords: Readonly<Record<string, string>> = {
  FI: 'finland|finlands|suomi|suomen|suomessa|finnish',
  SE: 'sverige|sveriges|ruotsi|ruotsin|ruotsissa|sweden',
  NO: 'norge|norja|norjan|norjassa|norway',
  DK: 'danmark|tanska|tanskan|tanskassa|denmark',
  EE: 'estland|viro|viron|virossa|estonia',
  LV: 'lettland|latvia|latvian|latviassa',
  LT: 'litauen|liettua|liettuan|liettuassa|lithuania',
  DE: 'tyskland|saksa|saksan|saksassa|germany',
  NL: 'nederländerna|alankomaat|alankomaiden|alankomaissa|hollanti|hollannissa|netherlands',
  IE: 'irland|irlanti|irlannin|irlannissa|ireland',
  FR: 'frankrike|ranska|ranskan|ranskassa|france',
  PL: 'polen|puola|puolan|puolassa|poland',
  US: 'usa|usa:n|usa:ssa|yhdysvallat|yhdysvaltain|yhdysvalloissa|yhdysvaltoihin|united_states|förenta_staterna',
  GB: 'storbritannien|britannia|britannian|britanniassa|united_kingdom|uk',
  IN: 'indien|intia|intian|intiassa|india',
  CH: 'schweiz|sveitsi|sveitsin|sveitsissä|switzerland',
};

/** Towns with a name in both national languages; English uses the first one. */
const towns: readonly (readonly [fi: string, sv: string])[] = [
  ['Helsinki', 'Helsingfors'],
  ['Espoo', 'Esbo'],
  ['Vantaa', 'Vanda'],
  ['Turku', 'Åbo'],
  ['Tampere', 'Tammerfors'],
  ['Oulu', 'Uleåborg'],
  ['Vaasa', 'Vasa'],
  ['Porvoo', 'Borgå'],
  ['Lahti', 'Lahtis'],
  ['Pori', 'Björneborg'],
  ['Kokkola', 'Karleby'],
  ['Lappeenranta', 'Villmanstrand'],
  ['Hämeenlinna', 'Tavastehus'],
  ['Rauma', 'Raumo'],
  ['Loviisa', 'Lovisa'],
  ['Raasepori', 'Raseborg'],
  ['Kauniainen', 'Grankulla'],
  ['Kirkkonummi', 'Kyrkslätt'],
  ['Sipoo', 'Sibbo'],
];

/** The town in all three languages, where it is known that it has one name or two; undefined for others. */
export function townInAll(city: string): Words | undefined {
  const town = towns.find((names) => names.includes(city));
  return town && { sv: town[1], fi: town[0], en: town[0] };
}
