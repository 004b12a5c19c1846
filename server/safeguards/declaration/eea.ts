/** The EU and the EEA (ISO 3166): the countries that data may be in without a transfer ground (GDPR ch. V). */
export const eeaCountries: ReadonlySet<string> = new Set(
  'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IS IT LI LT LU LV MT NL NO PL PT RO SE SI SK'.split(' '),
);
