import type { PromiseWords } from './promise-text.ts';

const altered =
  'If nobody among you did it, the database has been changed by hand: find out who can reach it.';

export const promiseWordsEn: PromiseWords = {
  promises: {
    1: {
      title: 'Who the controller is',
      how: 'The details stand in the declaration that the system runs by. A wrong business ID is refused, and every notice names the controller.',
    },
    2: {
      title: 'Versions of the notice',
      how: 'Every published version is kept with its date and a checksum of its text. It cannot be changed afterwards, and it can still be read.',
    },
    3: {
      title: 'Purposes',
      how: 'What the declaration does not name, with a purpose and a legal basis, cannot be stored.',
    },
    4: {
      title: 'The data that are held',
      how: 'Every value about a person is stored in encrypted form only.',
    },
    5: {
      title: 'Where data come from',
      how: 'Each channel can store only what the declaration lets it collect.',
      gap: 'Telephone and chat are not yet connected to the system. Staff enter what is said there.',
    },
    6: {
      title: 'What is asked for',
      how: 'The declaration decides what is saved by itself and what is asked for. Where asking needs a reason, nothing is stored without one.',
      gap: 'Telephone and chat are not yet connected to the system.',
    },
    7: {
      title: 'Protection',
      how: 'Data are stored in encrypted form only. Every reading is recorded before it happens, and the system has no right to change the record.',
      gap: 'Backups are not yet made by the system, and it does not check how connections are protected.',
    },
    8: {
      title: 'Premises and other measures',
      how: 'No software can see to this. The controller vouches for it and reviews it.',
    },
    9: {
      title: 'Rights follow work tasks',
      how: 'Everyone has a user name of their own and reaches only what their tasks allow. Nothing opens before the confidentiality undertaking is accepted.',
    },
    10: {
      title: 'Erased in time',
      how: 'Everything that is stored has an end date and the rule that set it. Every hour the system erases what is due, and records it.',
      gap: 'The access log is not yet shortened by itself, and an order of an authority cannot yet hold an erasure back.',
    },
    11: {
      title: 'Recorded calls',
      how: 'The system records no calls.',
      gap: 'Recording, and the periods for it, are not built yet.',
    },
    12: {
      title: 'Never sold or passed on',
      how: 'Data leave for another system through one gate only: to a declared recipient, for a purpose that was agreed on. Each time is recorded.',
      gap: 'The servers that carry e-mail are not yet behind this gate.',
    },
    13: {
      title: 'Only those who need it',
      how: 'Every reading is made for a work task, and a task reaches only its own data. What lies outside is refused, and the refusal is recorded.',
    },
    14: {
      title: 'Where data are processed',
      how: 'A recipient outside the EU and the EEA is refused unless there is a lawful ground.',
      gap: 'The system does not yet check where the servers for e-mail and the database stand.',
    },
    15: {
      title: 'No automated decisions',
      how: 'What the system does by itself looks at the queue, the language, the time, technical marks of a mail and words of its subject, never at the person.',
    },
    16: {
      title: 'Processors',
      how: 'Nothing leaves for a processor without an agreement that is in force.',
      gap: 'Processors that run the system itself are declared, but the system cannot stop them.',
    },
    17: {
      title: 'Right to information',
      how: 'The notice can be read in three languages, in all its versions. Each stored value keeps the version that was in force when it was collected.',
      gap: 'It is not yet recorded that the notice was handed over.',
    },
    18: {
      title: 'Right of access',
      how: 'Requests are answered by people.',
      gap: 'The system does not yet gather the copy or watch the time limit.',
    },
    19: {
      title: 'Right to rectification',
      how: 'A value is put right with a reason. The wrong value goes, and so does everything it could be found by.',
      gap: 'Requests and their time limits are not built yet, nor is telling recipients.',
    },
    20: {
      title: 'Right to erasure',
      how: 'Each contact and person has a key of their own. Erasing destroys the key, and what it locked cannot be read again.',
      gap: 'Erasing on request is not built yet.',
    },
    21: {
      title: 'Right to restriction',
      how: 'Requests are handled by people.',
      gap: 'Restricting is not built yet.',
    },
    22: {
      title: 'Right to data portability',
      how: 'Requests are handled by people.',
      gap: 'Data in a machine-readable form are not built yet.',
    },
    23: {
      title: 'Right to object',
      how: 'Requests are handled by people.',
      gap: 'Stopping a purpose for one person is not built yet.',
    },
    24: {
      title: 'Answers in time',
      how: 'Requests are answered by people.',
      gap: 'The system does not yet watch the time limits.',
    },
    25: {
      title: 'Complaints',
      how: 'Every notice says whom to complain to.',
    },
    26: {
      title: 'Changes to the notice',
      how: 'A version takes effect in every part of the system as soon as it is published. A longer period does not reach data already held.',
    },
    27: {
      title: 'No personal data breaches',
      how: 'A message that went to the wrong person is recalled and recorded.',
      gap: 'A register of every kind of breach, with its time limits, is not built yet.',
    },
    28: {
      title: 'The law comes first',
      how: 'A declaration that gives less than the law cannot be published.',
      gap: 'The order of an authority is not yet a ground of its own.',
    },
  },
  probes: {
    'P1.controller-named': {
      counts: 'Details of the controller that are wrong or missing',
      mend: `Put the controller’s details right in the declaration and publish it. ${altered}`,
    },
    'P2.versions-unaltered': {
      counts: 'Published versions that are not as they were published',
      mend: 'The text of a published version has been altered in the database. Bring it back from a copy, and find out who can reach the database.',
    },
    'P3.fields-declared': {
      counts: 'Stored fields with no declared purpose',
      mend: 'These fields have lost their ground, or never had one. Erase them, or declare category and purpose again.',
    },
    'P4.values-sealed': {
      counts: 'Values that are not encrypted',
      mend: `A value stands in plain text in the place of an encrypted one. Remove it, and treat it as a personal data breach. ${altered}`,
    },
    'P4.columns-claimed': {
      counts: 'Places for values that no part of the system answers for',
      mend: 'The database has a column that this version of the system does not know. Check that database and program are of the same version.',
    },
    'P5.sources-allowed': {
      counts: 'Stored fields that their source may not collect',
      mend: `Erase the fields, or declare that the channel may collect them before more are stored. ${altered}`,
    },
    'P6.asked-as-declared': {
      counts: 'Stored fields that were asked for without the reason that is wanted',
      mend: `Find out from the access log who stored them. Erase what has no ground. ${altered}`,
    },
    'P7.least-privilege': {
      counts: 'Rights in the database that the system should not have',
      mend: 'Take these rights away again (REVOKE), and find out who gave them. Verify the access log: haltija log verify.',
    },
    'P7.log-unaltered': {
      counts: 'Lines of the access log that are not as they were written',
      mend: 'Run haltija log verify with the root noted last, and keep the database as it is: it is evidence.',
    },
    'P9.bound-before-reading': {
      counts: 'Members of staff who read before accepting the undertaking',
      mend: 'Let them accept it now, and look at what they read in the access log. If an acceptance has vanished, the database was changed by hand.',
    },
    'P9.tasks-given-by-others': {
      counts: 'Tasks given by oneself or for too long',
      mend: `Revoke the task, and let somebody else grant it. ${altered}`,
    },
    'P9.own-user-names': {
      counts: 'Accounts without a user name of their own',
      mend: 'Close the account and invite each person by a user name of their own.',
    },
    'P10.past-their-date': {
      counts: 'Contacts, persons and mail more than a day past their date',
      mend: 'Run haltija sweep. If they stay, look at the log of the service: the hourly job does not run, or fails.',
    },
    'P10.dated-by-a-rule': {
      counts: 'Dates that no declared period has set',
      mend: `Find out how the date came about. ${altered}`,
    },
    'P10.erasing-logged': {
      counts: 'Erasures that are missing from the access log',
      mend: 'Run haltija log verify with the root noted last. Something was erased, or the log was changed, by hand.',
    },
    'P12.disclosed-as-declared': {
      counts: 'Disclosures in 30 days to somebody, or of something, that was not declared',
      mend: 'Stop the connection, tell the data protection officer, and treat it as a personal data breach.',
    },
    'P13.read-within-task': {
      counts: 'Readings in 30 days outside a work task',
      mend: 'Open the lines in the access log, and ask who read. Treat it as a personal data breach.',
    },
    'P14.disclosed-where-allowed': {
      counts: 'Disclosures in 30 days to a country that was not allowed',
      mend: 'Stop the connection, and treat it as a personal data breach.',
    },
    'P14.processors-where-allowed': {
      counts: 'Processors in a country that is not allowed',
      mend: 'Declare the transfer ground, or take the processor out of the declaration.',
    },
    'P15.rules-know-nobody': {
      counts: 'Rules with a condition that no rule may have',
      mend: 'Remove the rule. It was not made in the system.',
    },
    'P16.disclosed-under-agreement': {
      counts: 'Disclosures in 30 days without an agreement in force',
      mend: 'Stop the connection, and treat it as a personal data breach.',
    },
    'P16.agreements-in-force': {
      counts: 'Processors whose agreement is not in force',
      mend: 'Renew the agreement and publish its new date, or take the processor out and see that they erase the data.',
    },
    'P17.notices-readable': {
      counts: 'Notices that cannot be read',
      mend: 'The text of a published version has been altered in the database. Bring it back from a copy.',
    },
    'P19.found-by-what-is-there': {
      counts: 'Traces of values that are no longer there',
      mend: 'Tell those who maintain the system: correcting a value left something behind.',
    },
    'P20.keys-stay-destroyed': {
      counts: 'Destroyed keys that are back',
      mend: 'An old copy of the database has been brought back. Destroy these keys again before anybody works.',
    },
    'P20.nothing-left': {
      counts: 'Erased units of which something is left',
      mend: 'An old copy of the database has been brought back, or rows were put in by hand. Remove the rows: nothing can read them.',
    },
    'P25.complaint-named': {
      counts: 'Notices that do not say whom to complain to',
      mend: 'Put the authority and the contact address right in the declaration and publish it.',
    },
    'P26.newest-everywhere': {
      counts: 'Running processes that do not follow the newest version',
      mend: 'Start the process again. If it stays behind, it cannot reach the database: look at its log.',
    },
    'P28.passes-todays-checks': {
      counts: 'Declarations in force below the law',
      mend: 'Run haltija register check on the declaration, put it right and publish it.',
    },
  },
  figure: (numerator, denominator) => `${numerator} of ${denominator}`,
  letter: {
    subject: (promises) => `A promise of the privacy notice is not kept (${promises})`,
    lead: (registerName) => `The system has checked the promises of ${registerName} and found the following.`,
    broken: (promise, title) => `Promise ${promise}: ${title}`,
    since: (at) => `Found ${at}`,
    closing: (address) =>
      `More on the promises page: ${address}\n\nThis message is sent once. It names no person.`,
  },
};
