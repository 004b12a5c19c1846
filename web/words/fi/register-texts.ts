import type { registerTexts as source } from '../en/register-texts.ts';

export const registerTexts: Record<keyof typeof source, string> = {
  'record.link': 'Seloste käsittelytoimista',
  'record.title': 'Seloste käsittelytoimista',
  'record.about':
    'Tietosuoja-asetuksen 30 artiklan 1 kohdan mukainen seloste, joka rekisterinpitäjän on ylläpidettävä. Se perustuu voimassa olevaan selosteeseen.',
  'record.back': 'Rekisteriin',
  'record.download': 'Lataa',
  'record.download-csv': 'Taulukko (CSV)',
  'record.download-json': 'Data (JSON)',
  'record.download-pdf': 'Asiakirja (PDF)',
  'short-forms.title': 'Tietosuojaseloste lyhyesti',
  'short-forms.about':
    'Paikkoihin, joihin koko seloste ei mahdu. Tekstit perustuvat selosteeseen ja muuttuvat jokaisen uuden version mukana.',
  'short-forms.chat': 'Chat-ikkunassa',
  'short-forms.call': 'Sanotaan ennen tallennusta',
  'short-forms.email': 'Jokaisen sähköpostiviestin lopussa, itsestään',
  'short-forms.both': 'tulevat ja lähtevät puhelut',
  'short-forms.incoming': 'tulevat puhelut',
  'short-forms.outgoing': 'lähtevät puhelut',
};
