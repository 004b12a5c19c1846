/** These mailboxes, or every other. */
export interface MailboxGroup {
  readonly mailboxes: readonly string[];
  readonly butThese: boolean;
}
