import { type Operation, operations, tags } from './names.ts';
import { decodeItem, encodeItem, type Item, mostBytes } from './ttlv.ts';

/** The service answered, and refuses. `reason` is the number KMIP gives it; its words are not kept: they may hold anything. */
export class KmipRefused extends Error {
  readonly reason: number;

  constructor(reason: number) {
    super(`KMIP reason ${reason}`);
    this.name = 'KmipRefused';
    this.reason = reason;
  }
}

/** What was answered is not what was asked for. */
export class AnswerUnusable extends Error {
  constructor() {
    super('the answer cannot be used');
    this.name = 'AnswerUnusable';
  }
}

type Of<Type extends Item['type']> = Item & { readonly type: Type };

export const structure = (tag: number, ...value: readonly Item[]): Item => ({
  tag,
  type: 'structure',
  value,
});
export const enumeration = (tag: number, value: number): Item => ({ tag, type: 'enumeration', value });
export const integer = (tag: number, value: number): Item => ({ tag, type: 'integer', value });
export const text = (tag: number, value: string): Item => ({ tag, type: 'text', value });
export const bytes = (tag: number, value: Buffer): Item => ({ tag, type: 'bytes', value });

/** All of that tag; one of another type makes the answer unusable. @throws AnswerUnusable */
export function allOf<Type extends Item['type']>(
  items: readonly Item[],
  tag: number,
  type: Type,
): readonly Of<Type>['value'][] {
  return items
    .filter((item) => item.tag === tag)
    .map((item) => {
      if (item.type !== type) throw new AnswerUnusable();
      return item.value as Of<Type>['value'];
    });
}

/** The one of that tag. @throws AnswerUnusable when there is none, or more */
export function oneOf<Type extends Item['type']>(
  items: readonly Item[],
  tag: number,
  type: Type,
): Of<Type>['value'] {
  const [found, ...more] = allOf(items, tag, type);
  if (found === undefined || more.length > 0) throw new AnswerUnusable();
  return found;
}

/** One operation in one request, by KMIP 1.4: the first version that can bind what is encrypted to a name. */
export function writeRequest(operation: Operation, payload: readonly Item[]): Buffer {
  return encodeItem(
    structure(
      tags.requestMessage,
      structure(
        tags.requestHeader,
        structure(
          tags.protocolVersion,
          integer(tags.protocolVersionMajor, 1),
          integer(tags.protocolVersionMinor, 4),
        ),
        integer(tags.maximumResponseSize, mostBytes),
        integer(tags.batchCount, 1),
      ),
      structure(
        tags.batchItem,
        enumeration(tags.operation, operations[operation]),
        structure(tags.requestPayload, ...payload),
      ),
    ),
  );
}

/** What was answered to that operation. @throws KmipRefused; AnswerUnusable or TtlvInvalid for what is no answer to it */
export function readAnswer(operation: Operation, message: Uint8Array): readonly Item[] {
  const whole = decodeItem(message);
  if (whole.tag !== tags.responseMessage || whole.type !== 'structure') throw new AnswerUnusable();
  const batch = oneOf(whole.value, tags.batchItem, 'structure');
  const status = oneOf(batch, tags.resultStatus, 'enumeration');
  if (status !== 0) throw new KmipRefused(allOf(batch, tags.resultReason, 'enumeration')[0] ?? 0);
  if (oneOf(batch, tags.operation, 'enumeration') !== operations[operation]) throw new AnswerUnusable();
  return oneOf(batch, tags.responsePayload, 'structure');
}
