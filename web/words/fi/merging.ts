import type { merging as source } from '../en/merging.ts';

export const merging: Record<keyof typeof source, string> = {
  'merging.title': 'Yhdistä, jaa, siirrä',
  'merging.what': 'Mitä haluat tehdä?',
  'merging.merge': 'Yhdistä',
  'merging.split': 'Jaa',
  'merging.move': 'Toinen henkilö',
  'merging.merge-about':
    'Valitsemasi yhteydenotot liitetään tähän kaikkine sisältöineen. Niiden vanhat numerot ja linkit johtavat tänne.',
  'merging.others': 'Tähän yhdistettävät yhteydenotot',
  'merging.no-others': 'Henkilöllä ei ole muita yhteydenottoja tässä jonossa.',
  'merging.find': 'Hae toinen yhteydenotto',
  'merging.find-by': 'Nimi, sähköposti, puhelin',
  'merging.search': 'Hae',
  'merging.merge-do':
    '{count, plural, =0 {Yhdistä} one {Yhdistä # yhteydenotto tähän} other {Yhdistä # yhteydenottoa tähän}}',
  'merging.merged': '{count, plural, one {# yhteydenotto} other {# yhteydenottoa}} yhdistetty',
  'merging.whose': 'Ne ovat eri henkilöiltä. Kenen yhdistetty yhteydenotto on?',
  'merging.whose-warning':
    'Valitsemasi henkilö saa oikeuden nähdä kaiken. Tarkista, että viestit ovat hänen.',
  'merging.split-about': 'Valitsemistasi viesteistä tulee oma yhteydenottonsa liitteineen. Muu jää tähän.',
  'merging.split-messages': 'Erotettavat viestit',
  'merging.split-notes': 'Mukaan otettavat muistiinpanot',
  'merging.split-person': 'Kenen uusi yhteydenotto on?',
  'merging.person-same': 'Saman henkilön',
  'merging.person-sender': 'Ensimmäisen viestin lähettäjän',
  'merging.person-other': 'Toisen rekisterissä olevan henkilön',
  'merging.split-do': '{count, plural, =0 {Jaa} one {Erota # viesti} other {Erota # viestiä}}',
  'merging.split-done': 'Uusi yhteydenotto on luotu',
  'merging.split-all': 'Jätä tähän vähintään yksi viesti.',
  'merging.open-new': 'Avaa se',
  'merging.move-about':
    'Kun yhteydenotto on väärällä henkilöllä tai tiedät nyt, kuka lähettäjä on. Lukemiset merkitään tästä lähtien oikealle henkilölle.',
  'merging.move-do': 'Siirrä tälle henkilölle',
  'merging.moved': 'Yhteydenotto on siirretty',
  'merging.choose-person': 'Hae henkilö',
  'merging.chosen-person': 'Valittu: {name}',
  'merging.nobody': 'Ketään ei löytynyt. Nimestä tarvitaan koko etu- tai sukunimi.',
  'merging.from-ours': 'vastauksemme',
  'event.merged-from': 'Yhteydenotto {number} yhdistettiin tähän',
  'event.split-into':
    '{messages, plural, one {# viesti} other {# viestiä}} erotettiin yhteydenotoksi {number}',
  'event.split-from': 'Erotettu yhteydenotosta {number}',
  'event.moved-to-person': 'Siirretty toiselle henkilölle',
  'event.by': '{what} · {name}',
};
