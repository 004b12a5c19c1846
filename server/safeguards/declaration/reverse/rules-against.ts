import { rule } from './reverse-rule.ts';

/** What is below the law, or what this software never does. */
export const againstRules = {
  sells: rule(
    'contradicted',
    'P12',
    ['uppgifter säljs', 'tietoja myydään', 'data are sold'],
    [
      'Programvaran kan inte sälja uppgifter: den har ingen väg ut för det, och deklarationen kan inte tillåta det.',
      'Ohjelmisto ei voi myydä tietoja: siihen ei ole reittiä, eikä seloste voi sitä sallia.',
      'The software cannot sell data: it has no way out for that, and no declaration can allow it.',
    ],
  ),
  'shares-freely': rule(
    'contradicted',
    'P12',
    [
      'uppgifter lämnas till andra för deras egna syften',
      'tietoja annetaan muille näiden omiin tarkoituksiin',
      'data given to others for their own purposes',
    ],
    [
      'Här får bara deklarerade biträden uppgifter, och bara för registrets egna ändamål.',
      'Täällä tietoja saavat vain selosteen käsittelijät ja vain rekisterin omiin tarkoituksiin.',
      'Here only declared processors are given data, and only for the purposes of the register.',
    ],
  ),
  marketing: rule(
    'contradicted',
    'P12',
    ['marknadsföring', 'markkinointi', 'marketing'],
    [
      'Det som samlas in för kundtjänst används inte för marknadsföring här. Det finns ingen funktion för det.',
      'Asiakaspalvelua varten kerättyjä tietoja ei käytetä täällä markkinointiin. Siihen ei ole toimintoa.',
      'What is collected for customer service is not used for marketing here. There is no function for it.',
    ],
  ),
  'keeps-forever': rule(
    'contradicted',
    'P10',
    ['förvaras utan slut', 'säilytetään rajatta', 'kept without an end'],
    [
      'Ingenting kan sparas utan slutdatum (dataskyddsförordningen, artikel 5.1 e).',
      'Mitään ei voi tallentaa ilman päättymispäivää (tietosuoja-asetus, 5 artiklan 1 kohdan e alakohta).',
      'Nothing can be stored without an end (GDPR Art. 5(1)(e)).',
    ],
  ),
  'two-periods': rule(
    'contradicted',
    'P10',
    ['två tider för samma sak', 'kaksi aikaa samalle asialle', 'two periods for one thing'],
    [
      'Beskrivningen anger olika förvaringstider för samma sak. En deklaration har en.',
      'Ilmoituksessa on samalle asialle eri säilytysaikoja. Selosteessa niitä on yksi.',
      'The notice gives different periods for the same thing. A declaration has one.',
    ],
  ),
  'answers-late': rule(
    'contradicted',
    'P24',
    ['svar senare än lagen tillåter', 'vastaus lakia myöhemmin', 'answer later than the law allows'],
    [
      'Svaret ska ges inom en månad (artikel 12.3). En längre tid kan inte deklareras.',
      'Vastaus on annettava kuukauden kuluessa (12 artiklan 3 kohta). Pidempää aikaa ei voi kirjata.',
      'The answer is due within a month (Art. 12(3)). No longer time can be declared.',
    ],
  ),
  'extends-too-long': rule(
    'contradicted',
    'P24',
    ['förlängning över lagens gräns', 'jatkoaika yli lain rajan', 'extension beyond the law'],
    [
      'Tiden kan förlängas med högst två månader (artikel 12.3).',
      'Aikaa voi jatkaa enintään kahdella kuukaudella (12 artiklan 3 kohta).',
      'The time can be extended by two months at most (Art. 12(3)).',
    ],
  ),
  charges: rule(
    'contradicted',
    'P18',
    ['avgift för en begäran', 'maksu pyynnöstä', 'charge for a request'],
    [
      'En begäran är avgiftsfri, om den inte är uppenbart ogrundad eller orimlig (artikel 12.5).',
      'Pyyntö on maksuton, ellei se ole ilmeisen perusteeton tai kohtuuton (12 artiklan 5 kohta).',
      'A request is free, unless it is manifestly unfounded or excessive (Art. 12(5)).',
    ],
  ),
  'automated-decisions': rule(
    'contradicted',
    'P15',
    [
      'automatiserade beslut eller profilering',
      'automatisoituja päätöksiä tai profilointia',
      'automated decisions or profiling',
    ],
    [
      'Här fattas inga automatiserade beslut om människor och ingen profileras. Deklarationen kan inte säga annat.',
      'Täällä ei tehdä ihmisistä automatisoituja päätöksiä eikä profiloida. Seloste ei voi muuta sanoa.',
      'Here no decision about a person is automatic and nobody is profiled. No declaration can say otherwise.',
    ],
  ),
  'implied-consent': rule(
    'contradicted',
    'P3',
    ['samtycke genom att använda tjänsten', 'suostumus palvelua käyttämällä', 'consent by using the service'],
    [
      'Ett samtycke är en uttrycklig handling (artikel 4.11). Att använda en tjänst är inget samtycke.',
      'Suostumus on nimenomainen toimi (4 artiklan 11 kohta). Palvelun käyttäminen ei ole suostumus.',
      'Consent is a clear affirmative act (Art. 4(11)). Using a service is none.',
    ],
  ),
  'waives-rights': rule(
    'contradicted',
    'P28',
    ['avstår från rättigheter', 'oikeuksista luovutaan', 'rights are waived'],
    [
      'Ingen kan avtala bort sina rättigheter. En sådan deklaration godtas inte.',
      'Oikeuksistaan ei voi luopua sopimuksella. Sellaista selostetta ei hyväksytä.',
      'Nobody can sign away these rights. Such a declaration is refused.',
    ],
  ),
  'shared-accounts': rule(
    'contradicted',
    'P9',
    ['gemensamma användarnamn', 'yhteiskäyttöiset tunnukset', 'shared accounts'],
    [
      'Konton är personliga. Gemensamma användarnamn tas inte emot.',
      'Tunnukset ovat henkilökohtaisia. Yhteisiä tunnuksia ei hyväksytä.',
      'Accounts are personal. Shared ones are refused.',
    ],
  ),
  'wrong-business-id': rule(
    'contradicted',
    'P1',
    ['fel FO-nummer', 'virheellinen Y-tunnus', 'wrong business ID'],
    [
      'Kontrollsiffran stämmer inte. En deklaration med detta nummer godtas inte.',
      'Tarkistusmerkki ei täsmää. Selostetta, jossa on tämä tunnus, ei hyväksytä.',
      'The check digit is wrong. A declaration with this number is refused.',
    ],
  ),
  'transfer-without-ground': rule(
    'contradicted',
    'P14',
    ['tredjeland utan grund', 'kolmas maa ilman perustetta', 'third country without a ground'],
    [
      'Uppgifter går utanför EES, och ingenstans står på vilken grund (artikel 44–49).',
      'Tietoja siirretään ETA-alueen ulkopuolelle, eikä missään kerrota perustetta (44–49 artikla).',
      'Data leave the EEA, and no ground for it stands anywhere (Art. 44–49).',
    ],
  ),
} as const;
