import { headerValues, type TechnicalHeaders } from '../../register/team/rules/rule.ts';
import type { ParsedMail } from './parsed-mail.ts';

type Importance = NonNullable<ParsedMail['importance']>;

const importances = new Map<string, Importance>([
  ['1', 'high'],
  ['2', 'high'],
  ['3', 'normal'],
  ['4', 'low'],
  ['5', 'low'],
  ['high', 'high'],
  ['urgent', 'high'],
  ['normal', 'normal'],
  ['low', 'low'],
  ['non-urgent', 'low'],
]);
const importanceHeaders = ['importance', 'x-priority', 'x-msmail-priority', 'priority'];

/** How important its sender says it is, in the first header that says so (RFC 2156 has two; programs have two of their own). */
export function readImportance(header: (key: string) => string | undefined): Importance | undefined {
  for (const key of importanceHeaders) {
    const [, stated] = /^\s*([a-z0-9-]{1,20})\b/i.exec(header(key) ?? '') ?? [];
    const importance = importances.get(stated?.toLowerCase() ?? '');
    if (importance !== undefined) return importance;
  }
  return undefined;
}

/** The first language of Content-Language (RFC 3282), without its country; undefined for what is none. */
export function readContentLanguage(value: string | undefined): string | undefined {
  return /^\s*([a-z]{2,8})\b/i.exec(value ?? '')?.[1]?.toLowerCase();
}

/** What rules may see of a mail's headers: of each one of its closed values, and the name of a list. */
export function readTechnicalHeaders(
  mail: Pick<
    ParsedMail,
    'autoSubmitted' | 'precedence' | 'importance' | 'contentLanguage' | 'listId' | 'fromList'
  >,
): TechnicalHeaders {
  const automatic = headerValues['auto-submitted'].find((value) => value === mail.autoSubmitted);
  const precedence = headerValues.precedence.find((value) => value === mail.precedence);
  const { contentLanguage, importance } = mail;
  const language =
    contentLanguage === undefined
      ? undefined
      : (headerValues['content-language'].find((value) => value === contentLanguage) ?? 'other');
  const listId = /([a-z0-9._-]{1,200})\s*>?\s*$/i.exec(mail.listId ?? '')?.[1]?.toLowerCase();
  return {
    fromList: mail.fromList,
    ...(automatic === undefined ? {} : { 'auto-submitted': automatic }),
    ...(precedence === undefined ? {} : { precedence }),
    ...(importance === undefined ? {} : { importance }),
    ...(language === undefined ? {} : { 'content-language': language }),
    ...(listId === undefined ? {} : { listId }),
  };
}
