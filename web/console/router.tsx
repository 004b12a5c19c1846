import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { readReportSource } from './incidents/report-sources.ts';
import { uuidShape } from './api/new-uuid.ts';
import { contactQuery, meQuery } from './api/queries.ts';
import { Frame } from './frame/frame.tsx';
import { NotFound } from './frame/not-found.tsx';
import { firstPlace } from './frame/places.ts';
import { InboxPage, NothingOpen } from './inbox/inbox-page.tsx';
import { filterOfView, findDefaultView } from './inbox/default-view.ts';
import { readFilter } from './inbox/read-filter.ts';
import { readCallFilter } from './calls/read-call-filter.ts';
import { readMatterState } from './quality/matter-state.ts';
import { readAt } from './recordings/clock-time.ts';
import { readRecordingView } from './recordings/recording-views.ts';
import { readReportFilter } from './reports/read-report-filter.ts';
import { readLogFilter } from './access-log/read-log-filter.ts';
import { allWords } from '../words/language.tsx';

/** A page that comes when it is asked for, and with it the words that the first screen does without. */
const page: typeof lazyRouteComponent = (load, name) =>
  lazyRouteComponent(() => Promise.all([load(), allWords]).then(([file]) => file), name);

function createRoutes(queries: QueryClient) {
  const root = createRootRoute({ component: Outlet, notFoundComponent: NotFound });
  const signIn = createRoute({
    getParentRoute: () => root,
    path: '/sign-in',
    validateSearch: (search): { to?: string } =>
      typeof search['to'] === 'string' ? { to: search['to'] } : {},
    component: lazyRouteComponent(() => import('./sign-in/sign-in-page.tsx'), 'SignInPage'),
  });
  const link = createRoute({
    getParentRoute: () => root,
    path: '/link',
    component: lazyRouteComponent(() => import('./sign-in/link-page.tsx'), 'LinkPage'),
  });
  const inspection = createRoute({
    getParentRoute: () => root,
    path: '/inspection',
    component: page(() => import('./inspection/inspection-page.tsx'), 'InspectionPage'),
  });
  const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: Frame });
  const start = createRoute({
    getParentRoute: () => frame,
    path: '/',
    beforeLoad: async () => {
      const me = await queries.ensureQueryData(meQuery).catch(() => undefined);
      const to = me ? firstPlace(me.acts).to : '/settings';
      if (to === '/inbox') {
        const view = await findDefaultView(queries);
        if (view) throw redirect({ to, search: readFilter({ ...filterOfView(view.filter) }), replace: true });
      }
      throw redirect({ to, replace: true });
    },
  });
  const inbox = createRoute({
    getParentRoute: () => frame,
    path: '/inbox',
    validateSearch: readFilter,
    component: InboxPage,
  });
  const inboxStart = createRoute({ getParentRoute: () => inbox, path: '/', component: NothingOpen });
  const contact = createRoute({
    getParentRoute: () => inbox,
    path: '$contactId',
    // Asked for at the click, not once the page is drawn: the same one reading, begun sooner. Who may see no page yet asks for nothing.
    loader: ({ params }) => {
      if (!queries.getQueryData(meQuery.queryKey)?.undertaking.accepted) return;
      const query = contactQuery(params.contactId);
      if (queries.getQueryState(query.queryKey) === undefined) void queries.prefetchQuery(query);
    },
    component: page(() => import('./contact/contact-page.tsx'), 'ContactPage'),
  });
  const calls = createRoute({
    getParentRoute: () => frame,
    path: '/calls',
    validateSearch: readCallFilter,
    component: page(() => import('./calls/calls-page.tsx'), 'CallsPage'),
  });
  const liveCalls = createRoute({
    getParentRoute: () => frame,
    path: '/calls/live',
    component: page(() => import('./calls/live-calls-page.tsx'), 'LiveCallsPage'),
  });
  const people = createRoute({
    getParentRoute: () => frame,
    path: '/people',
    component: page(() => import('./person/people-page.tsx'), 'PeoplePage'),
  });
  const person = createRoute({
    getParentRoute: () => frame,
    path: '/people/$personId',
    component: page(() => import('./person/person-page.tsx'), 'PersonPage'),
  });
  const tray = createRoute({
    getParentRoute: () => frame,
    path: '/tray',
    validateSearch: (search): { state?: 'set-aside' } =>
      search['state'] === 'set-aside' ? { state: 'set-aside' } : {},
    component: page(() => import('./tray/tray-page.tsx'), 'TrayPage'),
  });
  const register = createRoute({
    getParentRoute: () => frame,
    path: '/register',
    component: page(() => import('./register/register-page.tsx'), 'RegisterPage'),
  });
  const draft = createRoute({
    getParentRoute: () => frame,
    path: '/register/drafts/$draftId',
    component: page(() => import('./register/draft-page.tsx'), 'DraftPage'),
  });
  const record = createRoute({
    getParentRoute: () => frame,
    path: '/register/record',
    component: page(() => import('./register/record-page.tsx'), 'RecordPage'),
  });
  const promises = createRoute({
    getParentRoute: () => frame,
    path: '/promises',
    component: page(() => import('./promises/promises-page.tsx'), 'PromisesPage'),
  });
  const erasures = createRoute({
    getParentRoute: () => frame,
    path: '/erasures',
    component: page(() => import('./promises/erasures-page.tsx'), 'ErasuresPage'),
  });
  const inspections = createRoute({
    getParentRoute: () => frame,
    path: '/inspections',
    component: page(() => import('./receipts/inspections-page.tsx'), 'InspectionsPage'),
  });
  const fromNotice = createRoute({
    getParentRoute: () => frame,
    path: '/register/from-notice',
    component: page(() => import('./register/from-notice-page.tsx'), 'FromNoticePage'),
  });
  const reports = createRoute({
    getParentRoute: () => frame,
    path: '/reports',
    validateSearch: readReportFilter,
    component: page(() => import('./reports/reports-page.tsx'), 'ReportsPage'),
  });
  const incidents = createRoute({
    getParentRoute: () => frame,
    path: '/incidents',
    validateSearch: readReportSource,
    component: page(() => import('./incidents/incidents-page.tsx'), 'IncidentsPage'),
  });
  const incident = createRoute({
    getParentRoute: () => frame,
    path: '/incidents/$incidentId',
    component: page(() => import('./incidents/incident-page.tsx'), 'IncidentPage'),
  });
  const recordings = createRoute({
    getParentRoute: () => frame,
    path: '/recordings',
    validateSearch: readRecordingView,
    component: page(() => import('./recordings/recordings-page.tsx'), 'RecordingsPage'),
  });
  const recording = createRoute({
    getParentRoute: () => frame,
    path: '/recordings/$recordingId',
    validateSearch: (search): { at?: number } => {
      const at = readAt(search['at']);
      return at === undefined ? {} : { at };
    },
    component: page(() => import('./recordings/recording-page.tsx'), 'RecordingPage'),
  });
  const projects = createRoute({
    getParentRoute: () => frame,
    path: '/quality',
    validateSearch: readMatterState,
    component: page(() => import('./quality/projects-page.tsx'), 'ProjectsPage'),
  });
  const project = createRoute({
    getParentRoute: () => frame,
    path: '/quality/$projectId',
    component: page(() => import('./quality/project-page.tsx'), 'ProjectPage'),
  });
  const sheet = createRoute({
    getParentRoute: () => frame,
    path: '/quality/$projectId/recordings/$recordingId',
    component: page(() => import('./quality/sheet-page.tsx'), 'SheetPage'),
  });
  const complaints = createRoute({
    getParentRoute: () => frame,
    path: '/complaints',
    validateSearch: readMatterState,
    component: page(() => import('./quality/complaints-page.tsx'), 'ComplaintsPage'),
  });
  const complaint = createRoute({
    getParentRoute: () => frame,
    path: '/complaints/$complaintId',
    component: page(() => import('./quality/complaint-page.tsx'), 'ComplaintPage'),
  });
  const write = createRoute({
    getParentRoute: () => frame,
    path: '/write',
    component: page(() => import('./contact/write-page.tsx'), 'WritePage'),
  });
  const staff = createRoute({
    getParentRoute: () => frame,
    path: '/staff',
    component: page(() => import('./staff/staff-page.tsx'), 'StaffPage'),
  });
  const accessLog = createRoute({
    getParentRoute: () => frame,
    path: '/access-log',
    validateSearch: readLogFilter,
    component: page(() => import('./access-log/access-log-page.tsx'), 'AccessLogPage'),
  });
  const connections = createRoute({
    getParentRoute: () => frame,
    path: '/connections',
    component: page(() => import('./connections/connections-page.tsx'), 'ConnectionsPage'),
  });
  const disclosures = createRoute({
    getParentRoute: () => frame,
    path: '/disclosures',
    validateSearch: (search): { personId?: string } =>
      typeof search['personId'] === 'string' && uuidShape.test(search['personId'])
        ? { personId: search['personId'] }
        : {},
    component: page(() => import('./connections/disclosures-page.tsx'), 'DisclosuresPage'),
  });
  const imports = createRoute({
    getParentRoute: () => frame,
    path: '/import',
    component: page(() => import('./importing/import-page.tsx'), 'ImportPage'),
  });
  const settings = createRoute({
    getParentRoute: () => frame,
    path: '/settings',
    component: page(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
  });
  const settingsSection = createRoute({
    getParentRoute: () => frame,
    path: '/settings/$section',
    component: page(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
  });
  const nowhere = createRoute({ getParentRoute: () => frame, path: '$', component: NotFound });
  return root.addChildren([
    signIn,
    link,
    inspection,
    frame.addChildren([
      start,
      inbox.addChildren([inboxStart, contact]),
      calls,
      liveCalls,
      people,
      person,
      tray,
      incidents,
      incident,
      recordings,
      recording,
      projects,
      project,
      sheet,
      complaints,
      complaint,
      write,
      register,
      draft,
      record,
      promises,
      erasures,
      inspections,
      fromNotice,
      reports,
      staff,
      accessLog,
      connections,
      disclosures,
      imports,
      settings,
      settingsSection,
      nowhere,
    ]),
  ]);
}

/** Nothing is loaded before it is asked for: a contact fetched ahead would be a reading in the log. */
export function createConsoleRouter(queries: QueryClient) {
  return createRouter({
    routeTree: createRoutes(queries),
    basepath: '/console',
    defaultPreload: false,
    scrollRestoration: false,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>;
  }
}
