import { sealedBytes, sealedJson, sealedText } from '../../safeguards/vault/sealed.ts';

/** The sound: small in its row, else a blob sealed in chunks under the same name. */
export const audioColumn = sealedBytes('register.recording', 'audio_sealed', 'recordings');
/** The sound as it comes, while the call goes on: in a file of its own, never in the database. */
export const spoolColumn = sealedBytes('register.recording', 'spool', 'recordings');
/** A byte for each side and tenth of a second: how loud it is. */
export const peaksColumn = sealedBytes('register.recording', 'peaks_sealed', 'recordings');
/** Why it is kept longer, in somebody's words. */
export const extensionColumn = sealedText('register.recording_extension', 'reason_sealed', 'notes');
/** Which order, claim or decision holds it: a reference to where that stands. */
export const holdColumn = sealedText('register.recording_hold', 'document_sealed', 'notes');

/** What somebody noted at a moment of it. */
export const markColumn = sealedText('register.recording_mark', 'note_sealed', 'notes');

export interface ProjectAccount {
  readonly name: string;
  readonly reason: string;
  readonly outcome?: string;
}

export const projectColumn = sealedJson<ProjectAccount>(
  'register.quality_project',
  'account_sealed',
  'notes',
);

/** What a sample was drawn from: ids, 16 bytes each. */
export const populationColumn = sealedBytes('register.quality_draw', 'population_sealed', 'recordings');

/** By criterion; null: not applicable to this call. */
export type Scores = Readonly<Record<string, number | null>>;
/** Under the project's key, tied to no call. */
export const scoresColumn = sealedJson<Scores>('register.quality_figures', 'scores_sealed', 'notes');
/** Under the recording's key: it goes with it. */
export const remarkColumn = sealedText('register.quality_sheet', 'remark_sealed', 'notes');
