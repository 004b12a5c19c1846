import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { type Answer, call } from '../api/call.ts';
import type { MatterState } from './matter-state.ts';

export type Project = Answer<'showProject'>;
export type Draw = Project['draws'][number];
export type Sampled = Answer<'listSample'>['recordings'][number];
export type Sheet = Answer<'openSheets'>['sheets'][number];
export type Complaint = Answer<'showComplaint'>;
export type ComplaintContact = Complaint['contacts'][number];
export type Criterion = Answer<'listCriteria'>['criteria'][number];

// Each reading is a line in the access log: kept while it is shown. Under one key with recordings: what changes the one shows in the other.
const readOnce = { gcTime: 0, retry: false } as const;
const pages = {
  initialPageParam: '',
  getNextPageParam: (page: { next: string | null }) => page.next,
} as const;

export const projectsQuery = (state: MatterState) =>
  infiniteQueryOptions({
    queryKey: ['recordings', 'projects', state],
    queryFn: ({ pageParam }) =>
      call('listProjects', { query: { state, ...(pageParam ? { cursor: pageParam } : {}) } }),
    ...pages,
    ...readOnce,
  });

export const projectQuery = (projectId: string) =>
  queryOptions({
    queryKey: ['recordings', 'project', projectId],
    queryFn: () => call('showProject', { params: { projectId } }),
    ...readOnce,
  });

export const sampleQuery = (projectId: string) =>
  infiniteQueryOptions({
    queryKey: ['recordings', 'sample', projectId],
    queryFn: ({ pageParam }) =>
      call('listSample', { params: { projectId }, query: pageParam ? { cursor: pageParam } : {} }),
    ...pages,
    ...readOnce,
  });

export const sheetsQuery = (projectId: string, recordingId: string) =>
  queryOptions({
    queryKey: ['recordings', 'sheets', projectId, recordingId],
    queryFn: () => call('openSheets', { params: { projectId, recordingId } }),
    ...readOnce,
  });

export const complaintsQuery = (state: MatterState) =>
  infiniteQueryOptions({
    queryKey: ['recordings', 'complaints', state],
    queryFn: ({ pageParam }) =>
      call('listComplaints', { query: { state, ...(pageParam ? { cursor: pageParam } : {}) } }),
    ...pages,
    ...readOnce,
  });

export const complaintQuery = (complaintId: string) =>
  queryOptions({
    queryKey: ['recordings', 'complaint', complaintId],
    queryFn: () => call('showComplaint', { params: { complaintId } }),
    ...readOnce,
  });

/** Open complaints of one's queues, to which a contact may be added. */
export const openComplaintsQuery = queryOptions({
  queryKey: ['recordings', 'complaints', 'to-add'],
  queryFn: () => call('listComplaints', { query: { limit: 100 } }),
  ...readOnce,
});

export const criteriaQuery = queryOptions({
  queryKey: ['criteria'],
  queryFn: () => call('listCriteria', {}),
});
