import { parse } from 'yaml';
import { changeRegister, type Register } from '../promises/change-register.ts';
import { words } from './rule-kind.ts';

/** The example with what it leaves out, so that there is a rule of every kind to change. */
export const fullRegister = (change: (register: Register) => void = () => undefined): string =>
  changeRegister((register) => {
    fill(register);
    change(register);
  });

/** The same, not yet parsed by ours: also where it could not be published. */
export const readFull = (change?: (register: Register) => void): Register =>
  parse(fullRegister(change)) as Register;

function fill(register: Register): void {
  register.controller.officer = { name: words('Officer'), contactAddress: 'dpo@example.fi' };
  register.controller.systems = {
    relay: {
      name: words('Own machines'),
      countries: ['FI'],
      connections: [{ way: 'mail-out', hosts: ['relay.own.example'] }],
    },
  };
  register.purposes['quality']!.documents = [
    { kind: 'balancing-test', name: words('Test'), date: '2026-01-31', reference: 'A 1' },
  ];
  // Asked for by staff to identify, and not stored for it when it comes by itself.
  const name = register.channels.email!.collects.find(({ category }) => category === 'name')!;
  name.purposes = ['service', 'rights'];
  register.channels.email!.collects[0]!.decidedBy = 'notice';
  register.categories['name']!.decidedBy = 'notice';
  const task = register.tasks['answer-customers']!;
  task.categories = task.categories.filter((key) => key !== 'address');
  task.collects = ['identityCode', 'address'];
  const processor = register.processors!['work-reports']!;
  Object.assign(processor, { categories: ['contactMetadata', 'name'], purposes: ['quality', 'service'] });
  Object.assign(processor, { countries: ['FI', 'US'], transferGround: 'adequacy-decision' });
  Object.assign(processor, { groupCompany: false });
  Object.assign(processor, { connections: [{ way: 'sign-in', hosts: ['login.example'] }] });
  register.recipients = {
    insurer: {
      name: words('Insurer'),
      kind: 'other',
      why: words('A claim is looked into'),
      basis: 'legal-obligation',
      purposes: ['service', 'rights'],
      categories: ['name', 'emailAddress'],
      countries: ['FI', 'US'],
      transferGround: 'standard-contractual-clauses',
      connections: [{ way: 'web-hook', hosts: ['hooks.insurer.example'] }],
      validUntil: '2099-12-31',
      decidedBy: 'controller',
    },
  };
  register.sources = {
    'old-mail': {
      name: words('Old mail'),
      kind: 'old-mail',
      explanation: words('It is brought in files'),
      categories: ['messages', 'name', 'emailAddress'],
      decidedBy: 'controller',
    },
  };
}
