import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import { contactQuery, meQuery } from './api/queries.ts';
import { Frame } from './frame/frame.tsx';
import { NotFound } from './frame/not-found.tsx';
import { firstPlace } from './frame/places.ts';
import { InboxPage, NothingOpen } from './inbox/inbox-page.tsx';
import { filterOfView, findDefaultView } from './inbox/default-view.ts';
import { readFilter } from './inbox/read-filter.ts';
import { readReportFilter } from './reports/read-report-filter.ts';
import { readLogFilter } from './access-log/read-log-filter.ts';

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
    component: lazyRouteComponent(() => import('./contact/contact-page.tsx'), 'ContactPage'),
  });
  const people = createRoute({
    getParentRoute: () => frame,
    path: '/people',
    component: lazyRouteComponent(() => import('./person/people-page.tsx'), 'PeoplePage'),
  });
  const person = createRoute({
    getParentRoute: () => frame,
    path: '/people/$personId',
    component: lazyRouteComponent(() => import('./person/person-page.tsx'), 'PersonPage'),
  });
  const tray = createRoute({
    getParentRoute: () => frame,
    path: '/tray',
    validateSearch: (search): { state?: 'set-aside' } =>
      search['state'] === 'set-aside' ? { state: 'set-aside' } : {},
    component: lazyRouteComponent(() => import('./tray/tray-page.tsx'), 'TrayPage'),
  });
  const register = createRoute({
    getParentRoute: () => frame,
    path: '/register',
    component: lazyRouteComponent(() => import('./register/register-page.tsx'), 'RegisterPage'),
  });
  const draft = createRoute({
    getParentRoute: () => frame,
    path: '/register/drafts/$draftId',
    component: lazyRouteComponent(() => import('./register/draft-page.tsx'), 'DraftPage'),
  });
  const record = createRoute({
    getParentRoute: () => frame,
    path: '/register/record',
    component: lazyRouteComponent(() => import('./register/record-page.tsx'), 'RecordPage'),
  });
  const promises = createRoute({
    getParentRoute: () => frame,
    path: '/promises',
    component: lazyRouteComponent(() => import('./promises/promises-page.tsx'), 'PromisesPage'),
  });
  const fromNotice = createRoute({
    getParentRoute: () => frame,
    path: '/register/from-notice',
    component: lazyRouteComponent(() => import('./register/from-notice-page.tsx'), 'FromNoticePage'),
  });
  const reports = createRoute({
    getParentRoute: () => frame,
    path: '/reports',
    validateSearch: readReportFilter,
    component: lazyRouteComponent(() => import('./reports/reports-page.tsx'), 'ReportsPage'),
  });
  const incidents = createRoute({
    getParentRoute: () => frame,
    path: '/incidents',
    component: lazyRouteComponent(() => import('./incidents/incidents-page.tsx'), 'IncidentsPage'),
  });
  const write = createRoute({
    getParentRoute: () => frame,
    path: '/write',
    component: lazyRouteComponent(() => import('./contact/write-page.tsx'), 'WritePage'),
  });
  const staff = createRoute({
    getParentRoute: () => frame,
    path: '/staff',
    component: lazyRouteComponent(() => import('./staff/staff-page.tsx'), 'StaffPage'),
  });
  const accessLog = createRoute({
    getParentRoute: () => frame,
    path: '/access-log',
    validateSearch: readLogFilter,
    component: lazyRouteComponent(() => import('./access-log/access-log-page.tsx'), 'AccessLogPage'),
  });
  const connections = createRoute({
    getParentRoute: () => frame,
    path: '/connections',
    component: lazyRouteComponent(() => import('./connections/connections-page.tsx'), 'ConnectionsPage'),
  });
  const disclosures = createRoute({
    getParentRoute: () => frame,
    path: '/disclosures',
    component: lazyRouteComponent(() => import('./connections/disclosures-page.tsx'), 'DisclosuresPage'),
  });
  const imports = createRoute({
    getParentRoute: () => frame,
    path: '/import',
    component: lazyRouteComponent(() => import('./importing/import-page.tsx'), 'ImportPage'),
  });
  const settings = createRoute({
    getParentRoute: () => frame,
    path: '/settings',
    component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
  });
  const settingsSection = createRoute({
    getParentRoute: () => frame,
    path: '/settings/$section',
    component: lazyRouteComponent(() => import('./settings/settings-page.tsx'), 'SettingsPage'),
  });
  const nowhere = createRoute({ getParentRoute: () => frame, path: '$', component: NotFound });
  return root.addChildren([
    signIn,
    link,
    frame.addChildren([
      start,
      inbox.addChildren([inboxStart, contact]),
      people,
      person,
      tray,
      incidents,
      write,
      register,
      draft,
      record,
      promises,
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
