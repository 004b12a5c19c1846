/** Telling people what a version changes for what is held of them. */
export const informing = {
  'informing.title': 'Henkilöt, joille kerrotaan',
  'informing.about':
    'Pidempi säilytysaika tai uusi tarkoitus koskee jo tallennettua tietoa vasta, kun asiasta on kerrottu henkilölle. Perusteensa menettäneet tiedot poistuvat itsestään.',
  'informing.removing':
    'Perusteensa menettäneitä tietoja poistetaan: jäljellä {count}, poistettu {removed}. Kukaan ei enää voi lukea niitä.',
  'informing.removed':
    'Perusteensa menettäneet tiedot on poistettu {at}: {count, plural, one {# tieto} other {# tietoa}}.',
  'informing.held-back':
    '{count, plural, one {# tieto säilyy} other {# tietoa säilyy}}, koska käsittelyä on rajoitettu. Kukaan ei voi lukea niitä.',
  'informing.nobody': 'Ei ketään: voimassa oleva versio koskee kaikkea, mitä on tallennettu.',
  'informing.affected': 'Ei vielä kerrottu',
  'informing.by-mail': 'Heistä osoite on',
  'informing.told': 'Kerrottu',
  'informing.under-way': 'Kirje lähetetty, odotetaan palautuuko se',
  'informing.left': 'Lähettämättä',
  'informing.bounced': 'Palautunut',
  'informing.not-by-mail': 'Ei voi kertoa sähköpostilla',
  'informing.letter': 'Kirje',
  'informing.start': 'Kerro sähköpostilla {count, plural, one {# henkilölle} other {# henkilölle}}',
  'informing.sure':
    '{count, plural, one {# kirje lähtee} other {# kirjettä lähtee}} yksi kerrallaan. Kirje lasketaan perille tulleeksi, kun se ei ole palautunut {days} päivään.',
  'informing.send': 'Lähetä kirjeet',
  'informing.pause': 'Keskeytä',
  'informing.continue': 'Jatka',
  'informing.cannot-send': 'Lähtevän postin palvelinta ei ole asetettu, joten kirjeet eivät voi lähteä.',
  'informing.untold': 'Kerrottava muulla tavalla',
  'informing.person': 'Avaa henkilö',
  'informing.more': 'Näytä lisää',
  'informing.why-bounced': 'kirje palautui',
  'informing.why-failed': 'postipalvelin hylkäsi sen',
  'informing.why-unreachable': 'ei toimivaa osoitetta',
  'informing.why-unsure': 'ei tiedetä, lähtikö kirje',
  'told.by-mail': 'Versiosta {version} kerrottu {at} sähköpostilla.',
  'told.by-letter': 'Versiosta {version} kerrottu {at} kirjeellä.',
  'told.by-phone': 'Versiosta {version} kerrottu {at} puhelimessa.',
  'told.by-reply': 'Versiosta {version} kerrottu {at} vastauksessa.',
  'told.note': 'Merkitse, että versiosta {version} on kerrottu',
  'told.how': 'Miten versiosta {version} kerrottiin',
  'told.way-phone': 'Puhelimessa',
  'told.way-letter': 'Kirjeellä',
  'told.way-reply': 'Vastauksessa',
};
