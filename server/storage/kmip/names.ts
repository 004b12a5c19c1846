/** The tags, operations and codes of KMIP 1.4 that are used here (OASIS KMIP 1.4, 9.1.3). */
export const tags = {
  attribute: 0x42_00_08,
  attributeName: 0x42_00_0a,
  attributeValue: 0x42_00_0b,
  batchCount: 0x42_00_0d,
  batchItem: 0x42_00_0f,
  blockCipherMode: 0x42_00_11,
  cryptographicAlgorithm: 0x42_00_28,
  cryptographicParameters: 0x42_00_2b,
  nonce: 0x42_00_3d,
  maximumItems: 0x42_00_4f,
  maximumResponseSize: 0x42_00_50,
  nameType: 0x42_00_54,
  nameValue: 0x42_00_55,
  objectType: 0x42_00_57,
  operation: 0x42_00_5c,
  protocolVersion: 0x42_00_69,
  protocolVersionMajor: 0x42_00_6a,
  protocolVersionMinor: 0x42_00_6b,
  requestHeader: 0x42_00_77,
  requestMessage: 0x42_00_78,
  requestPayload: 0x42_00_79,
  responseMessage: 0x42_00_7b,
  responsePayload: 0x42_00_7c,
  resultReason: 0x42_00_7e,
  resultStatus: 0x42_00_7f,
  revocationReason: 0x42_00_81,
  revocationReasonCode: 0x42_00_82,
  templateAttribute: 0x42_00_91,
  uniqueIdentifier: 0x42_00_94,
  data: 0x42_00_c2,
  tagLength: 0x42_00_ce,
  additionalData: 0x42_00_fe,
  authenticationTag: 0x42_00_ff,
} as const;

export const operations = {
  create: 1,
  locate: 8,
  get: 10,
  getAttributes: 11,
  activate: 18,
  revoke: 19,
  destroy: 20,
  encrypt: 31,
  decrypt: 32,
} as const;
export type Operation = keyof typeof operations;

export const reasons = {
  itemNotFound: 1,
  authenticationNotSuccessful: 3,
  permissionDenied: 12,
  objectNotFound: 55,
  objectDestroyed: 54,
} as const;

export const states = { active: 2, destroyed: 5, destroyedCompromised: 6 } as const;

export const symmetricKey = 2;
export const aes = 3;
export const gcm = 9;
export const mayEncryptAndDecrypt = 0x04 | 0x08;
export const cessationOfOperation = 6;
export const plainName = 1;
