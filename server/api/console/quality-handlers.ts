import type { qualityRoutes } from '../../../contract/console/quality.ts';
import type { House } from '../../compose.ts';
import type { Id } from '../../base/new-id.ts';
import { linkContact, showComplaint, unlinkContact } from '../../register/recordings/complaint-contacts.ts';
import { changeComplaint, listComplaints, openComplaint } from '../../register/recordings/complaints.ts';
import { criteriaOf } from '../../register/recordings/criteria.ts';
import { drawSample, openDraw } from '../../register/recordings/draw-sample.ts';
import { changeProject, listProjects, openProject } from '../../register/recordings/quality-projects.ts';
import { openSheets, saveSheet } from '../../register/recordings/score-recording.ts';
import { listSample, showProject } from '../../register/recordings/show-project.ts';
import type { Handlers } from './bind-routes.ts';
import {
  presentComplaint,
  presentDraw,
  presentOpenedComplaint,
  presentOpenedProject,
  presentProject,
  presentSampled,
  presentSheet,
} from './present-quality.ts';

const done = { done: true } as const;

/** Complaints and quality projects as they are worked in. */
export function createQualityHandlers(house: House): Pick<Handlers, keyof typeof qualityRoutes> {
  const deps = house.contacts;
  const complaint = (params: { complaintId: string }) => params.complaintId as Id<'complaint'>;
  const project = (params: { projectId: string }) => params.projectId as Id<'quality-project'>;
  const contact = (params: { contactId: string }) => params.contactId as Id<'contact'>;
  const recording = (params: { recordingId: string }) => params.recordingId as Id<'recording'>;
  const owned = <Body extends { ownerId?: string | undefined }>(body: Body) => ({
    ...body,
    ownerId: body.ownerId as Id<'staff'>,
  });

  return {
    openComplaint: ({ params, body }, { actor }) =>
      openComplaint(deps, actor, contact(params), {
        ...owned(body),
        complaintId: body.complaintId as Id<'complaint'>,
      }),
    async listComplaints({ query: { state, contactId, ...page } }, { actor }) {
      const { complaints, next } = await listComplaints(deps, actor, {
        ...page,
        open: state === 'open',
        contactId: contactId as Id<'contact'> | undefined,
      });
      return { complaints: complaints.map(presentComplaint), next };
    },
    showComplaint: async ({ params }, { actor }) =>
      presentOpenedComplaint(await showComplaint(deps, actor, complaint(params))),
    changeComplaint: ({ params, body }, { actor }) =>
      changeComplaint(deps, actor, complaint(params), owned(body)),
    async linkContact({ params }, { actor }) {
      await linkContact(deps, actor, complaint(params), contact(params));
      return done;
    },
    async unlinkContact({ params }, { actor }) {
      await unlinkContact(deps, actor, complaint(params), contact(params));
      return done;
    },

    openProject: ({ body }, { actor }) =>
      openProject(deps, actor, { ...owned(body), projectId: body.projectId as Id<'quality-project'> }),
    async listProjects({ query: { state, ...page } }, { actor }) {
      const { projects, next } = await listProjects(deps, actor, { ...page, open: state === 'open' });
      return { projects: projects.map(presentProject), next };
    },
    showProject: async ({ params }, { actor }) =>
      presentOpenedProject(await showProject(deps, actor, project(params))),
    changeProject: ({ params, body }, { actor }) => changeProject(deps, actor, project(params), owned(body)),
    async drawSample({ params, body }, { actor }) {
      const { drawn, size } = await drawSample(deps, actor, project(params), {
        ...body,
        mostSeconds: body.mostSeconds,
        drawId: body.drawId as Id<'draw'>,
      });
      return { drawn, size };
    },
    async openDraw({ params }, { actor }) {
      const found = await openDraw(deps, actor, project(params), params.drawId as Id<'draw'>);
      return { ...presentDraw(found.row), among: [...found.among], places: [...found.places] };
    },
    async listSample({ params, query }, { actor }) {
      const { recordings, next } = await listSample(deps, actor, project(params), query);
      return { recordings: recordings.map(presentSampled), next };
    },
    async openSheets({ params }, { actor }) {
      const { sheets, own } = await openSheets(deps, actor, project(params), recording(params));
      return { sheets: sheets.map(presentSheet), own };
    },
    saveSheet: ({ params, body }, { actor }) =>
      saveSheet(deps, actor, project(params), recording(params), {
        ...body,
        sheetId: params.sheetId as Id<'sheet'>,
      }),

    listCriteria: async () => ({
      criteria: criteriaOf(house.team).map(({ key, name, place, archived, version }) => ({
        key,
        name,
        place,
        archived,
        version,
      })),
    }),
    async saveCriterion({ params, body: { version, ...criterion } }, { actor }) {
      return { version: await house.team.save(actor, 'criterion', params.key, criterion, version) };
    },
  };
}
