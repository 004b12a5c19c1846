import type { PortalWords } from './portal-words.ts';

export const portalWordsEn: PortalWords = {
  languageName: 'English',
  skip: 'Skip to the content',
  languages: 'Language',
  more: 'More about these pages',
  home: 'Start page',
  start: {
    title: 'What would you like to do?',
    lead: 'Here you reach customer service and learn how your data are handled.',
    doors: {
      write: {
        title: 'Write to us',
        text: 'Tell us about your matter by e-mail. Please leave your personal identity code out of it.',
      },
      data: {
        title: 'My data',
        text: 'Get a copy of your data, correct them or ask us to erase them. Tell us what you want, and we answer.',
      },
      notice: {
        title: 'Privacy notice',
        text: 'What data we hold, why and for how long, and what rights you have.',
      },
      keeping: {
        title: 'How we keep our promises',
        text: 'Every promise of the notice, how it is kept, and when that was last checked.',
      },
    },
    notYet: 'By e-mail for now:',
    readNotice: 'Read the notice',
    readPromises: 'See how',
  },
  notice: {
    title: 'Privacy notice',
    contents: 'Contents',
    olderVersions: 'All versions',
    permanent: 'Permanent address of this version',
    superseded: (version) => `This is an older version. Version ${version} is in force now.`,
    toNewest: 'Read the version in force',
    asPdf: 'PDF',
    whatChanged: 'What has changed since this version',
  },
  versions: {
    title: 'Versions of the notice',
    lead: 'Every version that has been in force can still be read.',
    version: (number) => `Version ${number}`,
    since: (published) => `In force since ${published}`,
    stated: (date) => `dated ${date}`,
    inForce: 'In force now',
    changes: (earlier) => `What changed since version ${earlier}`,
  },
  changes: {
    title: (version, earlier) => `What changed from version ${earlier} to version ${version}`,
    rules: 'Rules that changed',
    noRules: 'No purpose, category, recipient or period has changed.',
    text: 'What reads differently',
    legend: 'Added words are underlined, removed words are struck through.',
    marks: { added: 'Added', removed: 'Removed', changed: 'Changed' },
    newSection: 'New section',
    goneSection: 'This section is gone',
    same: 'Unchanged sections:',
    nothing: 'The two versions read the same.',
    compareWith: 'Compare with another version',
    versions: 'All versions',
  },
  promises: {
    title: 'How we keep our promises',
    lead: 'The privacy notice is a list of promises. Here is each of them, how it is kept, and whether it was when it was last checked. The system checks itself every hour.',
    checked: (date) => `Last checked ${date}`,
    notChecked: 'Not checked yet',
    toNotice: 'Read the whole notice',
    inNotice: (section) => `In the notice: ${section}`,
    gap: 'Not built yet:',
    status: {
      kept: 'Kept, and checked',
      'in-part': 'Kept in part, and checked',
      'looked-into': 'Being looked into',
      attested: 'The controller vouches for it',
      'not-yet': 'Kept by people, not yet by the system',
      'not-in-use': 'Not in use',
    },
  },
  errors: {
    notFound: { title: 'There is no such page', text: 'The address may be mistyped, or the page has moved.' },
    tooMany: {
      title: 'Please wait a moment',
      text: 'Many requests came in a short time. Try again in a minute.',
    },
    other: { title: 'Something went wrong', text: 'The fault is ours. Please try again in a moment.' },
    lost: 'To the start page',
  },
  accessibility: {
    title: 'Accessibility statement',
    sections: ({ controller, contact, made, checked }) => [
      {
        title: 'What the statement covers',
        texts: [
          `The statement covers these pages of ${controller}. It was made on ${made}, and the pages were last assessed on ${checked}.`,
          'The requirements stand in the Act on the Provision of Digital Services (306/2019).',
        ],
      },
      {
        title: 'How accessible the pages are',
        texts: [
          'The pages are made to meet WCAG 2.1 at level AA. They work without scripts, with the keyboard alone, with a screen reader and at 200 per cent zoom, and they follow the browser’s settings for dark mode and reduced motion.',
          'We know of no shortcomings. The assessment is our own and made with automated tools; nobody from outside has audited the pages.',
        ],
      },
      {
        title: 'Give feedback',
        texts: [
          `Did you meet an obstacle, or do you need the content in another form? Write to ${contact}. We answer within 14 days.`,
        ],
      },
      {
        title: 'Supervision',
        texts: [
          'If you are not satisfied with the answer, or get none within two weeks, you can notify the Finnish Transport and Communications Agency Traficom, which supervises accessibility: www.webaccessibility.fi.',
        ],
      },
    ],
  },
};
