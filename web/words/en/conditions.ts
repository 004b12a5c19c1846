/** What the parts of the house say of themselves. */
export const conditions = {
  'condition.database': 'The database does not answer. What is sent waits.',
  'condition.blobs': 'The file storage does not answer. New mail waits.',
  'condition.jobs': 'Background work has stopped.',
  'condition.mail-in': 'Mail does not come in now. It waits at the mail server.',
  'condition.mail-in-of': 'Mail to {address} does not come in now. It waits at the mail server.',
  'condition.mail-out':
    '{count, plural, =0 {Replies do not leave now. They wait and are sent by themselves.} one {# reply waits: the mail server does not answer. It is sent by itself.} other {# replies wait: the mail server does not answer. They are sent by themselves.}}',
  'condition.mail-out-of': 'Replies from {address} do not leave now. They wait and are sent by themselves.',
  'condition.access-log':
    'The access log is not the one that was signed or anchored earlier. Whoever runs the service must look at once.',
  'condition.access-log-anchor':
    'Checkpoints of the access log cannot be kept outside now. Whoever runs the service must look.',
  'condition.access-log-witness':
    'The witness does not sign the checkpoints of the access log now. Whoever runs the service must look.',
  'condition.access-log-beside-keys':
    'What the register has come to cannot be written down beside the keys now. Whoever runs the service must look.',
  'condition.backups': 'Backups are not made as they should be. Whoever runs the service must look.',
  'condition.keys':
    'The key service does not do what it must. Work goes on, but no epoch of the keys begins or ends. Whoever runs the service must look.',
  'condition.phone':
    'Exchanges cannot hand calls over now, so they are not recorded. Whoever runs the service must look.',
  'condition.phone-of':
    'The last recording that {address} handed in could not be kept. Whoever runs the service must look.',
  'condition.demo': 'Demonstration: everything here is invented.',
  'condition.since': 'Since {at}.',
};
