import type { waysOut as source } from '../en/ways-out.ts';

export const waysOut: Record<keyof typeof source, string> = {
  'refusal.connection-not-declared': 'yhteys ei selosteessa',
  'refusal.recipient-agreement-ended': 'sopimus ei voimassa',
  'refusal.recipient-country-not-allowed': 'maa ei sallittu',
  'act-name.connect': 'yhteys toiseen koneeseen',
  'detail.way': 'Yhteys',
  'delivery-code.connection-not-declared': 'seloste ei mainitse konetta',
  'delivery.code.connection-not-declared':
    'Se odottaa: seloste ei mainitse lähtevän postin palvelinta. Se lähtee itsestään, kun palvelin on selosteessa.',
  'delivery.code.recipient-agreement-ended':
    'Se odottaa: sopimus lähtevän postin palvelimesta ei ole voimassa. Se lähtee itsestään, kun sopimus on voimassa.',
  'delivery.code.recipient-country-not-allowed':
    'Se odottaa: lähtevän postin palvelin on maassa, jota seloste ei salli.',
  'delivery.code.token-endpoint-not-allowed':
    'Se odottaa: seloste ei salli kirjautumista lähtevän postin palvelimeen. Se lähtee itsestään, kun kirjautuminen sallitaan.',
  'mail-code.connection-not-declared': 'Seloste ei mainitse tätä palvelinta, joten siihen ei oteta yhteyttä.',
  'mail-code.recipient-agreement-ended':
    'Sopimus palvelimen ylläpitäjän kanssa ei ole voimassa, joten siihen ei oteta yhteyttä.',
  'mail-code.recipient-country-not-allowed':
    'Palvelin on maassa, jota seloste ei salli, joten siihen ei oteta yhteyttä.',
  'mail-code.token-endpoint-not-allowed':
    'Seloste ei mainitse tunnisteita antavaa palvelinta, joten kirjautuminen ei onnistu.',
  'ways.title': 'Yhteydet muihin koneisiin',
  'ways.about':
    'Järjestelmä ottaa yhteyden vain koneisiin, jotka seloste mainitsee. Kaikki muu torjutaan ja kirjataan.',
  'ways.none': 'Yksikään yhteys ei lähde tältä koneelta.',
  'ways.this-machine': 'tämä kone',
  'ways.own': 'oma järjestelmä',
  'ways.refused': 'torjutaan',
  'ways.refused-title': 'Torjutut yritykset',
  'ways.times': '{count, plural, one {Kerran} other {# kertaa}}',
  'ways.last': 'viimeksi {at}',
  'ways.write-about':
    'Lisää tämä selosteeseen sen käsittelijän kohdalle, joka ylläpitää konetta, tai kohtaan controller.systems, jos kone on oma, ja julkaise.',
  'ways.copy': 'Kopioi',
  'ways.copied': 'Kopioitu',
  'way.mail-out': 'Lähtevä sähköposti',
  'way.mail-in': 'Saapuva sähköposti',
  'way.web-hook': 'Webhook',
  'way.sign-in': 'Kirjautumispalvelu',
  'way.storage': 'Tiedostovarasto',
  'way.backup': 'Varmuuskopiot',
  'way.database': 'Tietokanta',
  'way.keys': 'Avainpalvelu',
  'way.witness': 'Käyttölokin todistaja',
  'way.calls': 'Puhelut',
  'way.recordings': 'Tallenteet',
  'way.identification': 'Tunnistaminen',
  'simulation.refused': '{way}: yhteys koneeseen {host} torjuttaisiin.',
};
