import { expect } from 'vitest';
import { headerOf, type SipMessage } from '../../../server/channels/phone/sip/message/sip-message.ts';
import { startTalker, startTestSip, type Talker, type TestSip } from './test-sip.ts';
import { type BodyText, multipart, twoLines, twoPeople, writeRequest } from './write-invite.ts';

export const twoPeopleOnTwoLines = multipart(twoLines(), twoPeople());
export const statusOf = (message: SipMessage) =>
  message.kind === 'response' ? message.status : message.method;
export const sdpOf = (message: SipMessage) => Buffer.from(message.body).toString();

/** A source of recording sessions on datagrams, beside the service it calls. */
export function playSource() {
  let the: TestSip;
  let talker: Talker;
  let branch = 0;

  function request(method: string, headers: Record<string, string> = {}, content?: BodyText): Buffer {
    branch += 1;
    return writeRequest(
      method,
      {
        Via: `SIP/2.0/UDP 127.0.0.1:${talker.port};branch=z9hG4bK${branch};rport`,
        Contact: `<sip:sbc@127.0.0.1:${talker.port}>;+sip.src`,
        ...(method === 'INVITE' ? {} : { Require: '' }),
        ...headers,
      },
      content,
    );
  }

  /** Sends one, and gives the final answer. */
  async function ask(
    method: string,
    headers: Record<string, string> = {},
    content?: BodyText,
  ): Promise<SipMessage> {
    talker.say(request(method, headers, content));
    return talker.answer(headers['CSeq'] ?? `1 ${method}`);
  }

  return {
    request,
    ask,
    async begin(options: Parameters<typeof startTestSip>[0] = {}) {
      the = await startTestSip(options);
      talker = await startTalker(the.port);
      return { the, talker };
    },
    async end() {
      talker.close();
      await the.stop();
    },
    /** A session that stands; what follows in it is asked with this To. */
    async call(headers: Record<string, string> = {}, content = twoPeopleOnTwoLines) {
      const answer = await ask('INVITE', headers, content);
      expect(statusOf(answer)).toBe(200);
      const To = headerOf(answer, 'to')!;
      talker.say(request('ACK', { To, CSeq: `${answer.cseq.number} ACK` }));
      return { To, answer };
    },
  };
}
