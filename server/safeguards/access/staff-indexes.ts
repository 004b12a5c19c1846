import { digestTable } from '../vault/indexed-table.ts';

export const attemptsIndex = digestTable('staff.sign_in_attempt', 'user_name_digest');
export const userNamesIndex = digestTable('staff.member', 'user_name_digest');
export const extensionsIndex = digestTable('staff.extension', 'digest');
