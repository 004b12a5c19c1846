import type { CallDirection, Declaration } from '../../safeguards/declaration/declaration.ts';
import { mayCollect } from '../../safeguards/declaration/may-collect.ts';

/** What is known of whether people were told that the call is recorded, before it began. */
export type Announcement =
  | { readonly kind: 'played'; readonly by: string; readonly at: Date }
  /** The exchange gives no signal of it; whoever answers for the trunk has vouched that it is always played. */
  | { readonly kind: 'attested'; readonly by: string }
  | { readonly kind: 'not-told' };

export type Withheld = 'not-declared' | 'not-told' | 'told-too-late' | 'restricted';

/** Whether a call is recorded: the server decides, by the declaration in force and the person's rights; never the exchange. */
export function mayRecord(
  declaration: Declaration,
  call: {
    readonly direction: CallDirection;
    readonly beginsAt: Date;
    readonly announcement: Announcement;
    /** Their data are stored, and nothing else (GDPR Art. 18). */
    readonly isRestricted: boolean;
  },
):
  | { readonly records: true; readonly alert: boolean }
  | { readonly records: false; readonly code: Withheld } {
  const { announcement, direction } = call;
  const channel = declaration.channels.phone;
  const rule = mayCollect(declaration, 'phone', 'recordings');
  if (rule?.when !== 'automatic' || channel?.records?.includes(direction) !== true)
    return { records: false, code: 'not-declared' };
  if (call.isRestricted) return { records: false, code: 'restricted' };
  const toldInTime = announcement.kind !== 'played' || announcement.at <= call.beginsAt;
  if (announcement.kind !== 'not-told' && toldInTime) return { records: true, alert: false };
  if (channel.unannounced === 'alert') return { records: true, alert: true };
  return { records: false, code: toldInTime ? 'not-told' : 'told-too-late' };
}
