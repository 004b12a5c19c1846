import type { registerTexts as source } from '../en/register-texts.ts';

export const registerTexts: Record<keyof typeof source, string> = {
  'record.link': 'Register över behandling',
  'record.title': 'Register över behandling',
  'record.about':
    'Det register som den personuppgiftsansvarige ska föra enligt artikel 30.1 i dataskyddsförordningen, skrivet utifrån den gällande deklarationen.',
  'record.back': 'Till registret',
  'record.download': 'Ladda ner',
  'record.download-csv': 'Tabell (CSV)',
  'record.download-json': 'Data (JSON)',
  'record.download-pdf': 'Dokument (PDF)',
  'short-forms.title': 'Dataskyddsbeskrivningen i korthet',
  'short-forms.about':
    'För ställen där hela beskrivningen inte ryms. Texterna skrivs utifrån deklarationen och följer varje ny version.',
  'short-forms.chat': 'I chattfönstret',
  'short-forms.call': 'Sägs före inspelningen',
  'short-forms.email': 'Under varje e-postmeddelande, av sig självt',
  'short-forms.both': 'inkommande och utgående samtal',
  'short-forms.incoming': 'inkommande samtal',
  'short-forms.outgoing': 'utgående samtal',
};
