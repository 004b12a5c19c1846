import type { RecordWords } from './record-words.ts';

export const recordWordsEn: RecordWords = {
  title: 'Record of processing activities',
  sections: {
    controller: 'Controller and contact – Art. 30(1)(a)',
    purposes: 'Purposes of the processing – Art. 30(1)(b)',
    categories: 'Data subjects and categories of personal data – Art. 30(1)(c)',
    recipients: 'Categories of recipients – Art. 30(1)(d)',
    transfers: 'Transfers to third countries – Art. 30(1)(e)',
    periods: 'Time limits for erasure – Art. 30(1)(f)',
    measures: 'Security measures in general – Art. 30(1)(g)',
  },
  controller: {
    register: 'Register',
    system: 'System',
    address: 'Address',
    contact: 'Contact in data protection matters',
    stated: 'Notice last changed',
  },
  purposes: ['Purpose', 'What it means', 'Legal basis', 'Data', 'Processors'],
  weighed: { caption: 'Balancing of legitimate interests', head: ['Purpose', 'Balancing'] },
  documents: {
    caption: 'Documents',
    head: ['Purpose', 'Kind', 'Document', 'Date', 'Kept at'],
    kinds: { 'impact-assessment': 'Impact assessment', 'balancing-test': 'Balancing test', other: 'Other' },
  },
  bases: {
    consent: 'Consent of the data subject (GDPR Art. 6(1)(a))',
    contract: 'Contract with the data subject, or steps at their request before one (GDPR Art. 6(1)(b))',
    'legal-obligation': 'Legal obligation of the controller (GDPR Art. 6(1)(c))',
    'vital-interests': 'Vital interests (GDPR Art. 6(1)(d))',
    'public-task': 'Task in the public interest (GDPR Art. 6(1)(e))',
    'legitimate-interest': 'Legitimate interest (GDPR Art. 6(1)(f))',
  },
  subjects: 'Categories of data subjects',
  categories: ['Category of data', 'From', 'Channels', 'Purposes', 'Kept'],
  origins: { person: 'The data subject', staff: 'Staff', system: 'Arises in the system' },
  recipients: {
    services: (services) => `Processors provide: ${services}.`,
    group: 'Companies of the controller’s group may be processors.',
    caption: 'Processors, each under agreement (Art. 28)',
    head: ['Processor', 'What it does', 'Data', 'Purposes', 'Agreement', 'Countries'],
    agreement: (id, from, until) => `${id}, ${from} – ${until}`,
    none: 'The declaration names no processor that receives data from the register.',
  },
  transfers: {
    caption: 'Processors and other recipients outside the EU and the EEA',
    head: ['Recipient', 'Country', 'Ground of the transfer'],
    none: 'The declaration names no processor and no other recipient outside the EU and the EEA.',
    outsideAllowed:
      'Only by a processor or another recipient for which the declaration names the ground of the transfer.',
  },
  holds:
    'Erasure waits while an order of an authority or court, a legal claim or a restriction that the data subject has asked for requires it.',
  measures: {
    enforced: 'Enforced by the system:',
    attested: 'Seen to by the controller and reviewed regularly:',
  },
  periods: ['What', 'How long', 'For which purposes', 'Longer only on this ground', 'Why'],
  nothing: '–',
  csv: ['Section', 'About', 'Fact', 'Value'],
};
