import { z } from 'zod';
import { isSafeUrl } from './secret-settings.ts';

const portNumber = z.coerce.number().int().min(0).max(65_535);
/** Each with the shape of its value, what is wrong with another, and what to write. Those of mail accounts are in `mail-settings.ts`. */
/** What a vkey begins with; that it is a whole one is found when it is used. */
function readWitnessKeyName(key: string): string | undefined {
  return /^([^\s+]+)\+[0-9a-f]{8}\+B[A-P][A-Za-z0-9+/]{42}$/.exec(key)?.[1];
}

export const knownSettings = {
  HALTIJA_HOST: {
    schema: z.string().min(1).max(255),
    problem: 'is empty',
    write: 'Write an address to listen on, such as 127.0.0.1',
  },
  HALTIJA_PORT: {
    schema: portNumber,
    problem: 'is no port',
    write: 'Write a number from 1 to 65535, such as 8080',
  },
  HALTIJA_PUBLIC_URL: {
    schema: z.url({ protocol: /^https?$/ }),
    problem: 'is no web address',
    write: 'Write the address people use, such as https://contact.example.fi',
  },
  HALTIJA_TLS_CERT_FILE: {
    schema: z.string().min(1).max(4096),
    problem: 'is empty',
    write: 'Write the path of the certificate (PEM, with its chain), and HALTIJA_TLS_KEY_FILE beside it',
  },
  HALTIJA_TLS_KEY_FILE: {
    schema: z.string().min(1).max(4096),
    problem: 'is empty',
    write: 'Write the path of the key (PEM), and HALTIJA_TLS_CERT_FILE beside it',
  },
  HALTIJA_DATA_DIR: { schema: z.string().min(1).max(4096), problem: 'is empty', write: 'Write a folder' },
  HALTIJA_KEEPER_DIR: {
    schema: z.string().min(1).max(4096),
    problem: 'is empty',
    write: 'Write a folder outside HALTIJA_DATA_DIR',
  },
  HALTIJA_KEEPER_COPY_DIR: {
    schema: z.string().min(1).max(4096),
    problem: 'is empty',
    write: 'Write a folder on another disk than HALTIJA_KEEPER_DIR, or leave it out',
  },
  HALTIJA_BLOB_DIR: { schema: z.string().min(1).max(4096), problem: 'is empty', write: 'Write a folder' },
  HALTIJA_ANCHOR_DIR: {
    schema: z.string().min(1).max(4096),
    problem: 'is empty',
    write: 'Write a folder on another disk than HALTIJA_DATA_DIR, or leave it out',
  },
  HALTIJA_WITNESS_URL: {
    schema: z.url({ protocol: /^https?$/ }).refine((url) => !/[?#@]/.test(url)),
    problem: 'is no address of a witness',
    write: 'Write its submission prefix, https://…, or leave it out',
  },
  HALTIJA_WITNESS_KEY: {
    schema: z
      .string()
      .max(300)
      .refine((key) => readWitnessKeyName(key) !== undefined),
    problem: 'is no key of a witness',
    write: 'Write what its keeper gives: name+id+key, of the type for cosignatures (4)',
  },
  HALTIJA_ANCHOR_MAIL: {
    schema: z.email().max(254),
    problem: 'is no e-mail address',
    write: 'Write the address of whoever keeps the checkpoints of the access log, or leave it out',
  },
  HALTIJA_BACKUP_DIR: {
    schema: z.string().min(1).max(4096),
    problem: 'is empty',
    write: 'Write a folder on another disk than HALTIJA_DATA_DIR, or leave it out',
  },
  HALTIJA_BACKUP_RECIPIENTS: {
    schema: z.string().min(1).max(20_000),
    problem: 'is empty',
    write: 'Write one or more public keys of age, parted by commas',
  },
  HALTIJA_BACKUP_KEEP_DAYS: {
    schema: z.coerce.number().int().min(1).max(3650),
    problem: 'is no number of days',
    write: 'Write days from 1 to 3650, such as 30',
  },
  HALTIJA_DATABASE_URL: {
    schema: z.url({ protocol: /^postgres(ql)?$/ }),
    problem: 'is no PostgreSQL address',
    write: 'Write postgresql://owner:password@host:5432/database, or leave it out for the embedded server',
  },
  HALTIJA_REGISTER: {
    schema: z.string().min(1).max(4096),
    problem: 'is empty',
    write: 'Write the path of the declaration, such as register/kivra-customer-service.yaml',
  },
  HALTIJA_SMTP_HOST: {
    schema: z.string().min(1).max(255),
    problem: 'is empty',
    write: 'Write an address to take mail on, such as 127.0.0.1',
  },
  HALTIJA_SMTP_PORT: {
    schema: portNumber,
    problem: 'is no port',
    write: 'Write a number from 1 to 65535, or 0 for no listener',
  },
  HALTIJA_LMTP_PORT: {
    schema: portNumber,
    problem: 'is no port',
    write: 'Write a number from 1 to 65535, or 0 for no listener',
  },
  HALTIJA_SMTP_NETWORKS: {
    schema: z.string().max(2000),
    problem: 'is too long',
    write: 'Write networks that may hand mail over, such as 127.0.0.0/8,::1/128',
  },
  HALTIJA_SMTP_CERT_FILE: {
    schema: z.string().min(1).max(4096),
    problem: 'is empty',
    write: 'Write the path of the certificate (PEM, with its chain), and HALTIJA_SMTP_KEY_FILE beside it',
  },
  HALTIJA_SMTP_KEY_FILE: {
    schema: z.string().min(1).max(4096),
    problem: 'is empty',
    write: 'Write the path of the key (PEM), and HALTIJA_SMTP_CERT_FILE beside it',
  },
  HALTIJA_MAIL_SIZE_LIMIT: {
    schema: z.coerce.number().int().min(1).max(150),
    problem: 'is no size',
    write: 'Write mebibytes from 1 to 150, such as 50',
  },
  HALTIJA_PHONE_SOURCES: {
    schema: z.string().min(1).max(4096),
    problem: 'is empty',
    write: 'Write the path of the list of telephone systems that hand calls over by HTTP, a JSON file',
  },
  HALTIJA_CUSTOMER_REGISTER_URL: {
    schema: z.string().max(500).refine(isSafeUrl),
    problem: 'is no address of a register of customers',
    write: 'Write https://…, or http to this machine, and HALTIJA_CUSTOMER_REGISTER_SECRET_FILE beside it',
  },
  HALTIJA_WEBHOOK_NETWORKS: {
    schema: z.string().max(2000),
    problem: 'is too long',
    write: 'Write networks of yours that web hooks may reach, such as 10.20.0.0/16; leave it out for none',
  },
  HALTIJA_MAIL_AUTHSERV_ID: {
    schema: z.string().regex(/^[\w.-]{1,255}$/),
    problem: 'is no name of a mail server',
    write:
      'Write the name that your own mail server puts first in its Authentication-Results, such as mx.example.fi',
  },
  HALTIJA_MAIL_DNS: {
    schema: z.enum(['on', 'off']),
    problem: 'is neither on nor off',
    write: 'Write on to check senders by DNS, or off to leave every sender unconfirmed',
  },
  HALTIJA_LOG_LEVEL: {
    schema: z.enum(['debug', 'info', 'warn', 'error', 'silent']),
    problem: 'is no level',
    write: 'Write debug, info, warn, error or silent',
  },
} as const;
