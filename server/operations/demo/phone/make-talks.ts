import { Worker } from 'node:worker_threads';
import { Refusal } from '../../../base/errors.ts';
import type { Language } from '../corpus/corpus.ts';

/** A talk as a recording keeps it: stereo Opus in Ogg, customer left. */
export interface MadeTalk {
  readonly audio: Uint8Array;
  readonly peaks: Uint8Array;
  readonly milliseconds: number;
}

export interface WantedTalk {
  readonly seed: string;
  readonly language: Language;
}

export interface TalkMaker {
  /** One at a time. @throws Refusal 'internal' when the thread ended */
  make(wanted: WantedTalk): Promise<MadeTalk>;
  close(): Promise<void>;
}

/** Speaks and encodes in a thread of its own, so that the house answers meanwhile. */
export function startTalkMaker(): TalkMaker {
  const worker = new Worker(new URL('./talk-worker.ts', import.meta.url), {
    env: {},
    argv: [],
    execArgv: [],
    stdout: true,
    stderr: true,
  });
  let waiting: PromiseWithResolvers<MadeTalk> | undefined;
  const lose = () => waiting?.reject(new Refusal('internal', { part: 'demo', state: 'thread-ended' }));
  worker.on('message', (made: MadeTalk) => waiting?.resolve(made));
  worker.on('error', lose);
  worker.on('exit', lose);
  return {
    make(wanted) {
      waiting = Promise.withResolvers<MadeTalk>();
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- a thread, not a window
      worker.postMessage(wanted);
      return waiting.promise;
    },
    async close() {
      await worker.terminate();
    },
  };
}
