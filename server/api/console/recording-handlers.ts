import type { recordingRoutes } from '../../../contract/console/recordings.ts';
import type { House } from '../../compose.ts';
import type { Id } from '../../base/new-id.ts';
import { extendRecording, withdrawExtension } from '../../register/recordings/extend-recording.ts';
import { endRecordingHold, holdRecording, reviewRecordingHold } from '../../register/recordings/holds.ts';
import {
  countToDecide,
  listRecordings,
  openRecording,
  recordingsOfContact,
} from '../../register/recordings/list-recordings.ts';
import { markRecording, removeMark } from '../../register/recordings/mark-recording.ts';
import type { Player } from '../../register/recordings/play-recording.ts';
import type { Handlers } from './bind-routes.ts';
import { presentListening, presentRecording } from './present-recording.ts';

export type RecordingHandlers = Pick<Handlers, keyof typeof recordingRoutes>;

const done = { done: true } as const;

export function createRecordingHandlers(house: House, player: Player): RecordingHandlers {
  const deps = house.contacts;
  const recording = (params: { recordingId: string }) => params.recordingId as Id<'recording'>;
  const hold = (params: { holdId: string }) => params.holdId as Id<'hold'>;
  const owner = <Body extends { ownerId?: string | undefined }>(body: Body) => ({
    ...body,
    ownerId: body.ownerId as Id<'staff'>,
  });

  return {
    async contactRecordings({ params, query }, { actor }) {
      const found = await recordingsOfContact(deps, actor, params.contactId as Id<'contact'>, query.reason);
      return { recordings: found.map(presentRecording) };
    },
    openRecording: async ({ params }, { actor }) =>
      presentRecording(await openRecording(deps, actor, recording(params))),
    listenToRecording: async ({ params, query }, { actor }) =>
      presentListening(await player.listen(actor, recording(params), query.hold as Id<'hold'> | undefined)),
    async markRecording({ params, body }, { actor }) {
      await markRecording(deps, actor, recording(params), {
        ...body,
        markId: body.markId as Id<'mark'>,
        hold: body.hold as Id<'hold'> | undefined,
      });
      return done;
    },
    async removeMark({ params }, { actor }) {
      await removeMark(deps, actor, recording(params), params.markId as Id<'mark'>);
      return done;
    },
    countToDecide: (_call, { actor }) => countToDecide(deps, actor),
    async listRecordings({ query }, { actor }) {
      const { recordings, next } = await listRecordings(deps, actor, query);
      return { recordings: recordings.map(presentRecording), next };
    },
    async listHeldRecordings({ query: { of, ...page } }, { actor }) {
      const view = of === 'mine' ? 'to-review' : 'held';
      const { recordings, next } = await listRecordings(deps, actor, { ...page, view });
      return { recordings: recordings.map(presentRecording), next };
    },
    async extendRecording({ params, body }, { actor }) {
      const { ground, matterId, reason } = body;
      const { deleteAfter } = await extendRecording(deps, actor, recording(params), {
        extensionId: body.extensionId as Id<'extension'>,
        matter:
          ground === 'complaint'
            ? { ground, id: matterId as Id<'complaint'> }
            : { ground, id: matterId as Id<'quality-project'> },
        reason,
      });
      return { deleteAfter: deleteAfter.toISOString() };
    },
    async withdrawExtension({ params }, { actor }) {
      const extensionId = params.extensionId as Id<'extension'>;
      const { deleteAfter } = await withdrawExtension(deps, actor, recording(params), extensionId);
      return { deleteAfter: deleteAfter.toISOString() };
    },
    async holdRecording({ params, body }, { actor }) {
      await holdRecording(deps, actor, recording(params), {
        ...owner(body),
        holdId: body.holdId as Id<'hold'>,
      });
      return done;
    },
    async reviewHold({ params, body }, { actor }) {
      await reviewRecordingHold(deps, actor, recording(params), hold(params), owner(body));
      return done;
    },
    async endHold({ params }, { actor }) {
      await endRecordingHold(deps, actor, recording(params), hold(params));
      return done;
    },
  };
}
