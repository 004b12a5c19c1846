import type { ReceiptWords } from './receipt-words.ts';

export const receiptWordsFi: ReceiptWords = {
  titles: {
    person: 'Kuka on käyttänyt tietojasi',
    contact: 'Kuka on käyttänyt yhteydenottosi tietoja',
    staff: 'Mitä sinusta on tallennettu ja mitä loki kertoo työstäsi',
  },
  about: {
    person:
      'Kaikki, mitä käyttölokissa on tiedoistasi: jokainen katselu, luettelo, haku, muutos ja poisto, milloin se tehtiin, missä työtehtävässä ja mihin tarkoitukseen ja mitä tietoja se koski.',
    contact:
      'Kaikki, mitä käyttölokissa on tästä yhteydenotosta: jokainen katselu, luettelo, haku, muutos ja poisto, milloin se tehtiin, missä työtehtävässä ja mihin tarkoitukseen ja mitä tietoja se koski.',
    staff:
      'Kaikki, mitä käyttölokissa on sinusta työntekijänä: mitä olet tehnyt järjestelmässä ja mitä muut ovat tehneet käyttäjätilillesi.',
  },
  readers:
    'Katsojia ei mainita nimeltä. Jokaisella on tunnus, joka on sama kaikissa sinulle annetuissa todistuksissa: näet, mitä yksi ja sama henkilö on tehnyt, ja voit kysyä siitä. Voit pyytää rekisterinpitäjältä nimen, kun tarvitset sitä oikeuksiesi käyttämiseen; pyyntö punnitaan toisen henkilön oikeutta suojaan vastaan (EU-tuomioistuin, C-579/21).',
  proves:
    'Jokaisella rivillä on todiste siitä, että se on allekirjoitetussa käyttölokissa. Kuka tahansa, jolla on lokin avain, voi tarkistaa sen ilman rekisterinpitäjää.',
  missing:
    'Todiste osoittaa, että rivi on olemassa. Se ei osoita, ettei mikään rivi puutu: siihen tarvitaan joku, joka saa lukea koko lokin, kuten tarkastaja tai valvontaviranomainen. He voivat laatia todistuksen uudelleen koko lokista ja verrata.',
  file: 'Tarkistettava tiedosto on se, jonka pääte on .haltija-receipt. Tämä paperi on luettavaksi.',
  sections: { what: 'Mikä tämä on', lines: 'Rivit', check: 'Miten sen voi tarkistaa' },
  controller: 'Rekisterinpitäjä',
  madeAt: 'Laadittu',
  lines: 'Rivejä',
  newest: (shown, all) => `Uusimmat ${shown} rivistä ${all}; kaikki ovat tiedostossa.`,
  pruned: 'Rivit, joiden säilytysaika on päättynyt, poistetaan lokista, eikä niitä ole tässä.',
  logSize: 'Rivejä lokissa',
  logRoot: 'Lokin juuri',
  key: 'Lokin avain',
  head: {
    at: 'Milloin',
    what: 'Mitä',
    task: 'Työtehtävä',
    purposes: 'Tarkoitus',
    data: 'Tiedot',
    reader: 'Kuka',
    units: 'Kohteita',
  },
  system: 'järjestelmä',
  self: 'sinä itse',
  inspector: 'tarkastaja',
  nobody: 'kirjautumaton',
  refused: 'evätty',
  staffData: 'henkilöstön tiedot',
  ownAccount: 'oma käyttäjätili',
  none: '–',
  actions: {
    view: 'Avattu',
    list: 'Näytetty luettelossa',
    search: 'Haettu',
    export: 'Viety',
    disclose: 'Luovutettu',
    play: 'Kuunneltu',
    match: 'Verrattu',
    reveal: 'Paljastettu',
    change: 'Muutettu',
    make: 'Luotu',
    erase: 'Poistettu',
    refuse: 'Evätty',
    'sign-in': 'Kirjauduttu',
    'sign-out': 'Kirjauduttu ulos',
    'sign-in-failed': 'Kirjautuminen epäonnistui',
    'grant-task': 'Annettu työtehtävä',
    'revoke-task': 'Poistettu työtehtävä',
    publish: 'Julkaistu',
    administer: 'Hallinnoitu',
  },
};
