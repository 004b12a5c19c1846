import type { NoticeWords } from './notice-words.ts';

const months = (count: number) => (count === 1 ? '1 month' : `${count} months`);
const days = (count: number) => (count === 1 ? '1 day' : `${count} days`);

export const noticeWordsEn: NoticeWords = {
  title: 'Privacy notice',
  colon: (term, value) => `${term}: ${value}`,
  version: (number, published) => `Version ${number}, in force since ${published}`,
  sections: {
    controller: 'Controller',
    register: 'The register and this notice',
    personalData: 'What personal data are',
    purposes: 'Why we process data, and on what legal basis',
    categories: 'What data the register holds',
    sources: 'Where the data come from',
    retention: 'How long data are kept',
    protection: 'How data are protected',
    access: 'Who has access to data',
    processors: 'Processors',
    recipients: 'Others who may be given data',
    location: 'Where data are processed',
    automated: 'Automated decisions',
    rights: 'Your rights',
    answers: 'How we answer a request',
    complaint: 'If you are not satisfied',
    changes: 'Changes to this notice',
  },
  controller: {
    name: 'Name',
    businessId: 'Business ID',
    visitingAddress: 'Visiting address',
    contact: 'Contact in matters concerning the register',
    officer: 'Data protection officer',
    website: 'Website',
  },
  register: {
    name: 'Name of the register',
    system: 'System in which it is kept',
    subjects: 'Whose data it holds',
    changed: 'Notice last changed',
    version: 'Version',
    law: 'This notice follows the General Data Protection Regulation of the EU (GDPR, 2016/679) and the Finnish Data Protection Act (1050/2018).',
    scope:
      'It concerns the customer data that are collected and stored when customer service is contacted, so that the service is of high quality. It tells which rules we follow, how data are processed and kept, and what rights you have.',
    floor:
      'Nothing in it limits the rights you have under the GDPR or under any other decision that has become final.',
  },
  personalData: [
    'Personal data are any data that can be linked, directly or indirectly, to a living natural person. Examples are a name, an e-mail address, a telephone number, a postal address, a personal identity code and an IP address.',
    'The register consists of personal data.',
  ],
  purposes: {
    intro:
      'Data are collected to identify users in customer service and to provide the services. Each purpose has a legal basis of its own.',
    caption: 'Purposes and legal bases',
    head: ['Purpose', 'What it means', 'Legal basis', 'Legitimate interest'],
    noInterest: '–',
    weighed: 'We have weighed each of these interests against yours:',
    consent: (purposes) => `You can withdraw your consent at any time: ${purposes}.`,
  },
  bases: {
    consent: 'Your consent (GDPR Art. 6(1)(a))',
    contract: 'A contract with you, or steps at your request before one (GDPR Art. 6(1)(b))',
    'legal-obligation': 'A legal obligation of ours (GDPR Art. 6(1)(c))',
    'vital-interests': 'Protecting vital interests (GDPR Art. 6(1)(d))',
    'public-task': 'A task in the public interest (GDPR Art. 6(1)(e))',
    'legitimate-interest': 'A legitimate interest (GDPR Art. 6(1)(f))',
  },
  categories: {
    intro: 'The register can hold the following data on you.',
    caption: 'Data in the register',
    head: ['Data', 'How they come to be held', 'Purposes'],
    nothingElse: 'Data of other kinds than these cannot be stored in the register.',
  },
  sources: {
    intro: (channels) =>
      `We receive the data from you when you contact us. Data are collected through these channels: ${channels}.`,
    staff: (categories) => `Written by our staff: ${categories}.`,
    system: (categories) => `Arises in the system while the contact is handled: ${categories}.`,
    other: 'What arises otherwise',
    otherIntro: 'Data may also come from these sources:',
    otherCaption: 'Other sources',
    otherHead: ['Source', 'How data come from it', 'Data'],
    kinds: {
      'old-mail': 'Earlier system',
      'identity-provider': 'Identification service',
      'host-page': 'The page that the chat stands on',
      'other-controller': 'Another controller',
    },
    oldMail:
      'Older messages are kept no longer for being brought from an earlier system: all periods run from the day of the message.',
    nowhereElse: 'We collect data from no other source.',
    times: {
      automatic: 'Saved when you contact us',
      'on-request': 'Asked for when needed',
      'on-request-with-reason': 'Asked for only if the matter requires it; the reason is recorded',
    },
    alsoAsked: (category, purposes) => `Also asked for: ${category} (${purposes})`,
    notCollected: 'Other data are not collected in this channel.',
    mustYou: 'Whether you must give data',
    voluntary: 'No law obliges you to give us data.',
    needed: (categories) =>
      `We cannot receive and answer a contact without the data that are saved with it: ${categories}.`,
    onRequest: (categories) =>
      `You need not give what we ask for besides: ${categories}. Without them we may be unable to identify you or handle the matter.`,
  },
  retention: {
    principle: [
      'Data are kept only while there is a ground for it, that is, while the purpose described in this notice requires them. We have clear routines for erasing data: every item has an end date and the rule that set it, and it is erased when the date comes.',
      'Some periods follow from legislation or from reasons of security.',
    ],
    caption: 'Retention periods',
    head: ['What', 'How long', 'For which purposes', 'Why so long'],
    from: (length, from) =>
      `${length} ${
        {
          closing: 'from the closing of the matter',
          'last-contact': 'from the last contact',
          call: 'from the call',
          arrival: 'from arrival',
          record: 'from the entry',
          leaving: 'from the end of the work',
        }[from]
      }`,
    length: months,
    lengthWithCap: (count, cap) => `${months(count)}, at most ${months(cap)},`,
    recorded: (directions) =>
      directions.length === 2
        ? 'We record both incoming and outgoing calls of customer service.'
        : directions[0] === 'incoming'
          ? 'We record incoming calls of customer service.'
          : 'We record outgoing calls of customer service.',
    extension: (name, count, cap, grounds) =>
      `${name}: kept for ${months(count)}. It can be kept longer only on one of these grounds: ${grounds}. Even then it is kept for ${months(cap)} at most.`,
    holds:
      'Erasure waits if an authority or court orders so, if the data are needed for a legal claim, or if you have asked us to restrict processing instead of erasing.',
    backupsTitle: 'Backup copies',
    backups: (count) =>
      `What has been erased can still be in backup copies for ${days(count)} at most. It is not used from there.`,
  },
  protection: {
    intro: 'Your data are protected against being seen, changed or erased without right.',
    enforced: 'The system itself enforces:',
    attested: 'We also see to the following and review it regularly:',
    staff: [
      'The right to reach and process data is granted on the basis of work tasks. The system is entered with personal user names only.',
      'Everyone who processes personal data is bound to secrecy and has accepted a confidentiality undertaking.',
    ],
  },
  access: {
    intro:
      'We handle personal data with great care and respect everyone’s right to their protection. We do not expose the data to personal data breaches.',
    never: {
      sale: 'We never sell personal data to third parties.',
      'other-use': 'We do not disclose or use personal data for other purposes than those named above.',
      'automated-decisions': 'Your data are not used for automated decisions.',
      profiling: 'Your data are not used for profiling.',
    },
    need: 'Personal data are processed only by those whose work requires it. A right is limited to the data and purposes of the task:',
    caption: 'Work tasks and the data they reach',
    head: ['Work task', 'Data', 'Purposes'],
    noData: 'No customer data',
    parties:
      'We take all legal, technical and organisational measures needed for data to be processed safely and to be sufficiently protected. That holds for us and for the third parties we work with: there too, only those who must process the data for the purposes named above reach them, and they are bound to secrecy.',
    authorities: 'Data are given to authorities only where the law requires it.',
  },
  processors: {
    withGroup: 'Processors and group companies',
    group:
      'We may use processors and other companies of our group to provide the services. They process personal data on our behalf.',
    services: (services) => `Processors provide us with, among other things: ${services}.`,
    caption: 'Processors that receive data from the register',
    head: ['Processor', 'What it does', 'Data', 'Purposes', 'Countries'],
    noCategories: 'Only that something happens in a contact, and the number of the contact',
    terms: (group) => [
      `Data reach a processor${group ? ' or a group company' : ''} only after it has made an agreement with us on lawful processing.`,
      'We see to it that they follow data protection law and process data only for the purposes named in this notice.',
    ],
    groupCompany: (name) => `${name} (group company)`,
  },
  recipients: {
    intro:
      'Data may also be given to these recipients. They are themselves controllers of what they are given, and are given nothing but what is named here.',
    caption: 'Other recipients of data',
    head: ['Recipient', 'Why and on which basis', 'Data', 'Purposes', 'Countries'],
    kinds: {
      authority: 'authority',
      'group-company': 'group company',
      adviser: 'counsel or adviser',
    },
    until: (why, date) => `${why} Until ${date}.`,
    given: 'Only that something happens in a contact, and the number of the contact',
  },
  transferGrounds: {
    'adequacy-decision': 'adequacy decision of the European Commission',
    'standard-contractual-clauses': 'standard contractual clauses of the European Commission',
    'binding-corporate-rules': 'binding corporate rules',
  },
  location: {
    main: 'Main country of processing',
    eea: 'Other countries of the EU and the EEA',
    eeaValue: 'Where technically providing the services requires it',
    own: 'Systems of our own',
    outside: 'Outside the EU and the EEA',
    outsideAllowed:
      'Exceptionally. If we must use a processor there, we ensure lawful processing, for example by agreements that follow the standard contractual clauses of the European Commission. You can ask us for a copy of the safeguards.',
    outsideRefused: 'Data are not processed there.',
  },
  rights: {
    intro: (contact) =>
      `If you have questions about the processing of your data or want to use your rights, write to ${contact}.`,
    information: [
      'Right to information',
      'You have the right to know how your data are collected and processed. Processing must be transparent; this notice serves that end.',
    ],
    access: [
      'Right of access',
      'On request you learn whether we process data on you, and you have the right to a copy of the data we have collected. Please state clearly which data you want.',
    ],
    accessTime: (answer, extension) =>
      `The data are free of charge and are sent to you by post or digitally without undue delay, within ${months(answer)}. ${extension === 0 ? '' : `If requests are many or complicated, the time can be extended by ${months(extension)}; we then tell you why. `}If we cannot give you data you ask for, we tell you why.`,
    rectification: [
      'Right to rectification',
      'It matters that the data we hold on you are correct. You have the right to have them rectified if your telephone number, e-mail address or other contact details change, or if you notice that our data are inaccurate, wrong or incomplete.',
    ],
    erasure: [
      'Right to erasure',
      'In certain situations you have the right to have data erased and to be forgotten without undue delay, for example when they are no longer needed for the purposes they were collected for. The right does not apply where a legal obligation prevents us from erasing.',
      'If you ask for erasure, we erase all data on you that can be erased. We also erase data on our own initiative once there is no legal or other ground to keep them.',
    ],
    restriction: [
      'Right to restriction',
      'In certain situations you have the right to have processing restricted, for example when you have asked for rectification and we cannot carry it out in time. Processing is then restricted until the matter has been put right.',
    ],
    portability: [
      'Right to data portability',
      'In certain cases you have the right to receive your data in a structured, commonly used and machine-readable format and to pass them on to another controller. They are transferred directly from us to another controller only where that is technically possible.',
    ],
    portabilityPurposes: (purposes) => `The right concerns data you have given us for: ${purposes}.`,
    objection: [
      'Right to object',
      'In certain situations you have the right to object to processing, that is, to ask that your data not be processed at all. You have it where the legal basis is a legitimate interest. Please state which processing you object to.',
    ],
    objectionPurposes: (purposes) => `The right concerns these purposes: ${purposes}.`,
    withdrawal: [
      'Right to withdraw consent',
      'You can withdraw a consent at any time. What was done before that remains lawful.',
    ],
  },
  answers: {
    time: (answer, extension) =>
      `We answer within ${months(answer)} of receiving the request${extension === 0 ? '.' : `, unless there are special reasons to extend the time. It can be extended by ${months(extension)} at most.`}`,
    rest: [
      'Where needed, we may ask you to identify yourself and to make the request more precise.',
      'Measures that follow from the request are taken without delay after the answer, unless we say otherwise.',
      'We may refuse a request where the law allows it. You are then told why, and where you can complain.',
    ],
  },
  complaint: {
    us: (contact) =>
      `If you think that we process personal data against data protection law, we hope that you tell us: ${contact}.`,
    authority: (name, website) =>
      `You also have the right to lodge a complaint with the supervisory authority: ${name}. More information: ${website}.`,
  },
  changes: {
    why: 'We may change this notice at any time, because we keep developing the service. Changes in legislation may also call for it.',
    effect:
      'A change takes effect when the changed notice has been published, so please read the notice from time to time.',
    held: 'A longer retention period or a new purpose does not reach data we already hold before you have been informed of it.',
    newest: (website) => `The newest version is always on our website: ${website}.`,
  },
};
