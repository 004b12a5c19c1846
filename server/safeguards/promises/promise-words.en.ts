import { breachWords } from './breach-words.ts';
import { probeWordsEn } from './probe-words.en.ts';
import type { PromiseWords } from './promise-text.ts';

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
      gap: 'Chat is not yet connected to the system. Staff enter what is said there.',
    },
    6: {
      title: 'What is asked for',
      how: 'The declaration decides what is saved by itself and what is asked for. Where asking needs a reason, nothing is stored without one. Whoever calls is identified by at least two things, never by name and identity code alone; what they say is compared and not stored, and only so many tries are allowed.',
      gap: 'Chat is not yet connected to the system.',
    },
    7: {
      title: 'Protection',
      how: 'Data are stored in encrypted form only. Every reading is recorded before it happens, and the system has no right to change the record. Every few seconds the record is signed as it stands, so that a change shows.',
      gap: 'Backups are made, encrypted, where a place for them is set. How connections are protected is not checked.',
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
      gap: 'An order of an authority cannot yet hold an erasure back.',
    },
    11: {
      title: 'Recorded calls',
      how: 'A recording goes three months after its call. It is kept longer only for an open complaint or quality project, by somebody whose task it is and for a stated reason, and no recording can stand in the database past twelve months. What the law holds is counted. Whether a call is recorded the system decides: only after people were told, as the declaration says.',
      gap: 'Objections to recording are handled by people.',
    },
    12: {
      title: 'Never sold or passed on',
      how: 'Data leave through one gate only: to a machine of a declared recipient, for a purpose that was agreed on. Everything else is refused. Each time is recorded.',
      gap: 'What somebody writes in a mail, and to whom, is decided by people.',
    },
    13: {
      title: 'Only those who need it',
      how: 'Every reading is made for a work task, and a task reaches only its own data. What lies outside is refused, and the refusal is recorded.',
    },
    14: {
      title: 'Where data are processed',
      how: 'A machine is reached only where the declaration says in which country it stands. Outside the EU and the EEA it is refused unless there is a lawful ground.',
      gap: 'That a machine stands where the declaration says, the controller vouches for.',
    },
    15: {
      title: 'No automated decisions',
      how: 'What the system does by itself looks at the queue, the language, the time, technical marks of a mail and words of its subject, never at the person. Addresses and numbers are refused among those words; names are not recognised, and whoever writes a rule leaves them out.',
    },
    16: {
      title: 'Processors',
      how: 'No connection is made to a processor without an agreement that is in force: not for mail, web hooks, storage or sign-in.',
      gap: 'What a processor does with the data, the system cannot see.',
    },
    17: {
      title: 'Right to information',
      how: 'The notice can be read in three languages, in all its versions, and every mail of ours says where. Each stored value keeps the version that was in force when it was collected.',
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
      how: 'Each contact and person has a key of their own. Erasing destroys the key, and what it locked cannot be read again. Within the horizon the key above it is destroyed too, and then no old copy brings it back. Nor does a restored backup: what was erased since it was made is erased in it before it serves.',
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
    27: breachWords.en.promise,
    28: {
      title: 'The law comes first',
      how: 'A declaration that gives less than the law cannot be published.',
      gap: 'The order of an authority is not yet a ground of its own.',
    },
  },
  probes: probeWordsEn,
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
