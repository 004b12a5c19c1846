import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemClock } from '../../server/base/clock.ts';
import type { MailSender, MailSenderOptions } from '../../server/channels/email/send-mail.ts';
import { createMailSender } from '../../server/channels/email/send-mail.ts';
import type { Way } from '../../server/safeguards/declaration/declaration.ts';
import { ways } from '../../server/safeguards/declaration/declaration.ts';
import { parseDeclaration } from '../../server/safeguards/declaration/parse-declaration.ts';
import { createLeaver, type WaysOut } from '../../server/safeguards/processors/ways-out.ts';

const example = parseDeclaration(
  readFileSync(join(import.meta.dirname, '../../register/kivra-customer-service.yaml'), 'utf8'),
);

/** The gate of a register that declares these hosts as its own, for every way. This machine needs no declaring. */
export function waysOutTo(...hosts: string[]): WaysOut {
  const connections = ways.map((way: Way) => ({ way, hosts }));
  const systems = { own: { name: { sv: 'Eget', fi: 'Oma', en: 'Own' }, countries: ['FI'], connections } };
  const declaration = {
    ...example,
    controller: { ...example.controller, ...(hosts.length > 0 ? { systems } : {}) },
  };
  return createLeaver({
    clock: systemClock,
    current: () => ({ version: 1, publishedAt: new Date(0), declaration }),
  });
}

/** A sender that asks for its leave itself. */
export function sendsBy(options: MailSenderOptions, waysOut = waysOutTo()) {
  const sender = createMailSender(options);
  return {
    send: async (mail: Parameters<MailSender['send']>[0]) =>
      sender.send(mail, await waysOut.leave(sender.destination)),
    check: async () => sender.check(await waysOut.leave(sender.destination)),
  };
}
