/** Bytes and counts above which nothing is read. A real recording request has 2 to 12 kB and some thirty headers. */
export const sipLimits = {
  /** Start line and headers. */
  headBytes: 16 * 1024,
  headers: 150,
  /** Of one header that lists, such as Via. */
  values: 50,
  /** Head and body. A datagram cannot be larger. */
  messageBytes: 256 * 1024,
  parts: 8,
  sdpBytes: 32 * 1024,
  sdpLines: 600,
  mediaLines: 16,
  formats: 48,
  metadataBytes: 128 * 1024,
  xmlDepth: 24,
  xmlElements: 4000,
  xmlAttributes: 24,
  /** Participants, streams, sessions: of each. */
  metadataObjects: 64,
  extensions: 200,
  /** Characters of one name, address or extension value. */
  text: 1000,
} as const;
