/** Merging, splitting and moving contacts; merging people. */
export const merging = {
  'merging.title': 'Merge, split, move',
  'merging.what': 'What do you want to do?',
  'merging.merge': 'Merge',
  'merging.split': 'Split',
  'merging.move': 'Other person',
  'merging.merge-about':
    'The contacts you choose go into this one with everything in them. Their old numbers and links lead here.',
  'merging.others': 'Contacts to merge in',
  'merging.no-others': 'This person has no other contacts in this queue.',
  'merging.find': 'Find another contact',
  'merging.merge-do':
    '{count, plural, =0 {Merge} one {Merge # contact into this} other {Merge # contacts into this}}',
  'merging.merged': '{count, plural, one {# contact} other {# contacts}} merged',
  'merging.whose': 'They are of different people. Whose is the merged contact?',
  'merging.whose-warning':
    'The person you choose will have the right to see all of it. Check that the messages are theirs.',
  'merging.split-about':
    'The messages you choose become a contact of their own, with their files. The rest stays here.',
  'merging.split-messages': 'Messages to take out',
  'merging.split-notes': 'Notes to take along',
  'merging.split-person': 'Whose is the new contact?',
  'merging.person-same': 'The same person',
  'merging.person-sender': 'Whoever sent the first of them',
  'merging.person-other': 'Another person in the register',
  'merging.split-do': '{count, plural, =0 {Split} one {Take # message out} other {Take # messages out}}',
  'merging.split-done': 'A new contact was made',
  'merging.split-all': 'Leave at least one message here.',
  'merging.open-new': 'Open it',
  'merging.move-about':
    'For a contact that was put under the wrong person, or whose sender you now know. Readings are named to the right person from now on.',
  'merging.move-do': 'Move to this person',
  'merging.moved': 'The contact was moved',
  'merging.choose-person': 'Find the person',
  'merging.chosen-person': 'Chosen: {name}',
  'merging.nobody': 'Nobody found. Names need a whole first or last name.',
  'merging.from-ours': 'our answer',
  'event.merged-from': 'Contact {number} was merged into this one',
  'event.split-into': '{messages, plural, one {# message was} other {# messages were}} split into {number}',
  'event.split-from': 'Split from {number}',
  'event.moved-to-person': 'Moved to another person',
  'event.by': '{what} · {name}',
};
