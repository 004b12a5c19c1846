/** Connections to other machines, and why one is refused. */
export const waysOut = {
  'refusal.connection-not-declared': 'connection not declared',
  'refusal.recipient-agreement-ended': 'agreement not in force',
  'refusal.recipient-country-not-allowed': 'country not allowed',
  'act-name.connect': 'connect to another machine',
  'detail.way': 'Connection',
  'delivery-code.connection-not-declared': 'the declaration does not name the machine',
  'delivery.code.connection-not-declared':
    'It waits: the declaration does not name the outgoing server. It is sent by itself once it does.',
  'delivery.code.recipient-agreement-ended':
    'It waits: the agreement on the outgoing server is not in force. It is sent by itself once it is.',
  'delivery.code.recipient-country-not-allowed':
    'It waits: the outgoing server stands in a country that the declaration does not allow.',
  'delivery.code.token-endpoint-not-allowed':
    'It waits: the declaration does not let us sign in to the outgoing server. It is sent by itself once it does.',
  'mail-code.connection-not-declared':
    'The declaration does not name this server, so we do not connect to it.',
  'mail-code.recipient-agreement-ended':
    'The agreement with the keeper of this server is not in force, so we do not connect to it.',
  'mail-code.recipient-country-not-allowed':
    'This server stands in a country that the declaration does not allow, so we do not connect to it.',
  'mail-code.token-endpoint-not-allowed':
    'The declaration does not name the server that gives the tokens, so we cannot sign in.',
  'ways.title': 'Connections to other machines',
  'ways.about':
    'The system connects only to machines that the declaration names. Everything else is refused and recorded.',
  'ways.none': 'No connection leaves this machine.',
  'ways.this-machine': 'this machine',
  'ways.own': 'own system',
  'ways.refused': 'refused',
  'ways.refused-title': 'Refused attempts',
  'ways.times': '{count, plural, one {Once} other {# times}}',
  'ways.last': 'latest {at}',
  'ways.write-about':
    'Add this to the declaration under the processor that keeps the machine, or under controller.systems if it is your own, and publish.',
  'ways.copy': 'Copy',
  'ways.copied': 'Copied',
  'way.mail-out': 'Outgoing mail',
  'way.mail-in': 'Incoming mail',
  'way.web-hook': 'Web hook',
  'way.sign-in': 'Sign-in service',
  'way.storage': 'File storage',
  'way.backup': 'Backups',
  'way.database': 'Database',
  'way.keys': 'Key service',
  'way.witness': 'Witness of the access log',
  'way.calls': 'Calls',
  'way.recordings': 'Recordings',
  'way.identification': 'Identification',
  'simulation.refused': '{way}: connecting to {host} would be refused.',
};
