/** Why something a peer sent is not read. Codes only: nothing of what was sent is told further. */
export type UnreadableCode =
  | 'too-large'
  | 'start-line-malformed'
  | 'header-malformed'
  | 'header-missing'
  | 'header-repeated'
  | 'length-wrong'
  | 'content-type-malformed'
  | 'multipart-malformed'
  | 'sdp-malformed'
  | 'xml-malformed'
  | 'xml-with-doctype'
  | 'metadata-malformed'
  | 'metadata-of-old-namespace'
  | 'part-not-understood';

/** The one thing the parsers of this folder throw. */
export class UnreadableSip extends Error {
  readonly code: UnreadableCode;

  constructor(code: UnreadableCode) {
    super(code);
    this.name = 'UnreadableSip';
    this.code = code;
  }
}
