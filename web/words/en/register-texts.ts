/** What is written from the declaration: the Article 30 record and the notice's short forms. */
export const registerTexts = {
  'record.link': 'Record of processing activities',
  'record.title': 'Record of processing activities',
  'record.about':
    'What the controller must keep by GDPR Article 30(1), written from the declaration in force.',
  'record.back': 'To the register',
  'record.download': 'Download',
  'record.download-csv': 'Table (CSV)',
  'record.download-json': 'Data (JSON)',
  'record.download-pdf': 'Document (PDF)',
  'short-forms.title': 'The notice in brief',
  'short-forms.about':
    'For where the whole notice has no room. Written from the declaration, and new with every version.',
  'short-forms.chat': 'In the chat window',
  'short-forms.call': 'Said before recording',
  'short-forms.email': 'Under every e-mail, by itself',
  'short-forms.both': 'incoming and outgoing calls',
  'short-forms.incoming': 'incoming calls',
  'short-forms.outgoing': 'outgoing calls',
} as const;
