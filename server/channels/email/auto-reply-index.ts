import { digestTable } from '../../safeguards/vault/indexed-table.ts';

/** Who had an automatic answer of late. Digests of mail that is known lie under no cover: nobody can guess them. */
export const autoReplyIndex = digestTable('mail.auto_reply', 'digest');
