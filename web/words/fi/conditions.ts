import type { conditions as en } from '../en/conditions.ts';

/** Mitä talon osat kertovat itsestään. */
export const conditions = {
  'condition.database': 'Tietokanta ei vastaa. Lähetetty odottaa.',
  'condition.blobs': 'Tiedostovarasto ei vastaa. Uusi posti odottaa.',
  'condition.jobs': 'Taustatyöt ovat pysähtyneet.',
  'condition.mail-in': 'Postia ei tule nyt sisään. Se odottaa sähköpostipalvelimella.',
  'condition.mail-in-of':
    'Postia osoitteeseen {address} ei tule nyt sisään. Se odottaa sähköpostipalvelimella.',
  'condition.mail-out':
    '{count, plural, =0 {Vastaukset eivät lähde nyt. Ne odottavat ja lähtevät itsestään.} one {# vastaus odottaa: sähköpostipalvelin ei vastaa. Se lähtee itsestään.} other {# vastausta odottaa: sähköpostipalvelin ei vastaa. Ne lähtevät itsestään.}}',
  'condition.mail-out-of':
    'Vastaukset osoitteesta {address} eivät lähde nyt. Ne odottavat ja lähtevät itsestään.',
  'condition.access-log':
    'Käyttöloki ei ole sama, joka on aiemmin allekirjoitettu tai ankkuroitu. Palvelun ylläpitäjän on selvitettävä asia heti.',
  'condition.access-log-anchor':
    'Käyttölokin tarkistuspisteitä ei voi nyt tallettaa järjestelmän ulkopuolelle. Palvelun ylläpitäjän on selvitettävä asia.',
  'condition.access-log-witness':
    'Todistaja ei nyt allekirjoita käyttölokin tarkistuspisteitä. Palvelun ylläpitäjän on selvitettävä asia.',
  'condition.access-log-beside-keys':
    'Rekisterin tilaa ei voi nyt kirjata muistiin avainten viereen. Palvelun ylläpitäjän on selvitettävä asia.',
  'condition.backups':
    'Varmuuskopiot eivät valmistu niin kuin niiden pitää. Palvelun ylläpitäjän on selvitettävä asia.',
  'condition.keys':
    'Avainpalvelu ei toimi kuten pitää. Työ jatkuu, mutta yksikään avainkausi ei ala eikä pääty. Palvelun ylläpitäjän on selvitettävä asia.',
  'condition.phone':
    'Puhelinvaihteet eivät voi nyt välittää puheluja, joten niitä ei tallenneta. Palvelun ylläpitäjän on katsottava asiaa.',
  'condition.phone-of':
    'Viimeisintä tallennetta, jonka {address} toimitti, ei voitu säilyttää. Palvelun ylläpitäjän on katsottava asiaa.',
  'condition.demo': 'Esittely: kaikki täällä on keksittyä.',
  'condition.since': 'Alkoi {at}.',
} satisfies Record<keyof typeof en, string>;
