import { breachWords } from './breach-words.ts';
import type { PromiseWords } from './promise-text.ts';

const altered =
  'If nobody among you did it, the database has been changed by hand: find out who can reach it.';

/** What each probe counts, and what to do about what it finds. */
export const probeWordsEn: PromiseWords['probes'] = {
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
  'P6.identified-by-enough': {
    counts: 'Tries to identify by a way that is not declared or asks too little, or that held too long',
    mend: `Find out from the access log who was identified so, and what they were told. ${altered}`,
  },
  'P6.tries-counted': {
    counts: 'Comparisons that were not counted, or of a person more than are declared',
    mend: 'Look in the access log for who tried. If it was not you, the system was passed by: change the passwords, and report a personal data breach.',
  },
  'P6.said-is-stored-nowhere': {
    counts: 'Places in which what somebody said could stand',
    mend: `Remove the column or find out who wrote the line, and treat what stands there as a personal data breach. ${altered}`,
  },
  'P7.least-privilege': {
    counts: 'Rights in the database that the system should not have',
    mend: 'Take these rights away again (REVOKE), and find out who gave them. Verify the access log: haltija log verify.',
  },
  'P7.log-unaltered': {
    counts: 'Lines of the access log that are not as they were written',
    mend: 'Run haltija log verify with the root noted last, and keep the database as it is: it is evidence.',
  },
  'P7.log-in-tree': {
    counts: 'Lines of the access log without a place in its tree',
    mend: 'If they wait, look at the service’s log: something keeps the tree from growing. If they do not, somebody put them in past the service: run haltija log verify.',
  },
  'P7.log-anchored': {
    counts: 'Checkpoints kept elsewhere that the access log does not go on from',
    mend: 'If nobody put an older database back, keep everything as it is: it is evidence. If somebody did, put the folder of checkpoints aside and note why. Otherwise see to it that the folder can be written.',
  },
  'P7.backed-up': {
    counts: 'Days without a backup',
    mend: 'See on the page Backups, or with haltija backup, what is in the way: the place, its room, or the service.',
  },
  'P7.restored-lately': {
    counts: 'Months without a restored backup',
    mend: 'Rehearse it: haltija restore --rehearse --identity FILE, on a machine that has the private key. If it is refused or not all is well, the backups cannot be relied on: its report says why.',
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
  'P10.log-pruned': {
    counts: 'Lines of the access log that its declared period no longer lets stand',
    mend: 'Look at the log of the service: the job that removes them each night does not run, or fails.',
  },
  'P11.recordings-past-their-period': {
    counts: 'Recordings more than a day past their period',
    mend: 'Run haltija sweep. If they stay, look at the log of the service: the hourly job does not run, or fails.',
  },
  'P11.past-twelve-months-by-law-only': {
    counts: 'Recordings past twelve months that no law holds; counted against those held by law',
    mend: 'Run haltija sweep. Find out why the recording was kept: nothing but a hold by law reaches that far.',
  },
  'P11.extended-for-open-matters': {
    counts: 'Recordings kept longer for no open complaint or project; counted against those kept longer',
    mend: `Run haltija sweep: it sets each recording by what keeps it. ${altered}`,
  },
  'P11.holds-reviewed': {
    counts: 'Holds by law whose day of review has passed',
    mend: 'Ask the owner of each hold whether it is still needed: review it, or end it.',
  },
  'P11.recorded-as-declared': {
    counts: 'Recordings of calls that are not to be recorded, or that nobody was told of',
    mend: `Find out from which exchange they come, and stop it. ${altered}`,
  },
  'P12.disclosed-as-declared': {
    counts: 'Disclosures in 30 days to somebody, or of something, that was not declared',
    mend: 'Stop the connection, tell the data protection officer, and treat it as a personal data breach.',
  },
  'P12.connections-declared': {
    counts: 'Connections that are set up and not declared',
    mend: 'Declare the machine, or take the setting or the web hook away. Until then it is refused, and mail waits.',
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
  'P14.connections-where-allowed': {
    counts: 'Connections that are set up to a country that is not allowed',
    mend: 'Declare the transfer ground, or use a machine in the EU or the EEA. Until then it is refused, and mail waits.',
  },
  'P15.rules-know-nobody': {
    counts: 'Rules, and ways to draw samples, with a condition that none may have',
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
  'P16.connections-under-agreement': {
    counts: 'Connections that are set up to a processor without an agreement in force',
    mend: 'Renew the agreement and publish its new date, or use another machine. Until then it is refused, and mail waits.',
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
  'P20.unrecoverable-in-time': {
    counts: 'Erased units that an old copy could bring back although the horizon is over',
    mend: 'The epoch of the keys does not turn. See that the service runs; haltija key turn says what is in the way. Until then an old copy, together with the keeper, brings them back.',
  },
  'P20.epochs-end': {
    counts: 'Epochs of the keys, and covers of look-ups, older than the horizon',
    mend: 'The turning is stuck or the service stood still. haltija key turn goes on with it and says what is in the way.',
  },
  'P25.complaint-named': {
    counts: 'Notices that do not say whom to complain to',
    mend: 'Put the authority and the contact address right in the declaration and publish it.',
  },
  'P26.newest-everywhere': {
    counts: 'Running processes that do not follow the newest version',
    mend: 'Start the process again. If it stays behind, it cannot reach the database: look at its log.',
  },
  'P26.held-as-informed': {
    counts: 'Units kept longer than their person was told',
    mend: 'See when the person was informed. Put the date right in the database and find out what changed it.',
  },
  'P26.served-as-informed': {
    counts: 'Values used for purposes that their person was not told of',
    mend: 'See when the person was informed. Take the purpose off the value and find out what added it.',
  },
  ...breachWords.en.probes,
  'P28.passes-todays-checks': {
    counts: 'Declarations in force below the law',
    mend: 'Run haltija register check on the declaration, put it right and publish it.',
  },
};
