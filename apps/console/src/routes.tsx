import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
} from '@tanstack/react-router';
import { AppFrame } from './shell/app-frame.js';
import { RootFrame } from './shell/root-frame.js';
import { NotFoundPage } from './pages/not-found/not-found-page.js';
import { parseSearch, stringifySearch } from './util/search.js';

const root = createRootRoute({ component: RootFrame });
const frame = createRoute({ getParentRoute: () => root, id: 'frame', component: AppFrame });

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./pages/sign-in/sign-in-page.js'), 'SignInPage'),
});
const firstRun = createRoute({
  getParentRoute: () => root,
  path: '/first-run',
  component: lazyRouteComponent(
    () => import('./pages/first-run/first-run-page.js'),
    'FirstRunPage',
  ),
});
const invitation = createRoute({
  getParentRoute: () => root,
  path: '/invitation',
  component: lazyRouteComponent(
    () => import('./pages/invitation/invitation-page.js'),
    'InvitationPage',
  ),
});
const forgotPassword = createRoute({
  getParentRoute: () => root,
  path: '/forgot-password',
  component: lazyRouteComponent(
    () => import('./pages/password-reset/forgot-password-page.js'),
    'ForgotPasswordPage',
  ),
});
const resetPassword = createRoute({
  getParentRoute: () => root,
  path: '/reset-password',
  component: lazyRouteComponent(
    () => import('./pages/password-reset/reset-password-page.js'),
    'ResetPasswordPage',
  ),
});
const now = createRoute({
  getParentRoute: () => frame,
  path: '/',
  component: lazyRouteComponent(() => import('./pages/now/now-page.js'), 'NowPage'),
});
const slos = createRoute({
  getParentRoute: () => frame,
  path: '/slos',
  component: lazyRouteComponent(() => import('./pages/slos/slos-page.js'), 'SlosPage'),
});
const sloNew = createRoute({
  getParentRoute: () => frame,
  path: '/slos/new',
  component: lazyRouteComponent(() => import('./pages/slos/slo-new-page.js'), 'SloNewPage'),
});
const slo = createRoute({
  getParentRoute: () => frame,
  path: '/slos/$slug',
  component: lazyRouteComponent(
    () => import('./pages/slo-detail/slo-detail-page.js'),
    'SloDetailPage',
  ),
});
const sloEdit = createRoute({
  getParentRoute: () => frame,
  path: '/slos/$slug/edit',
  component: lazyRouteComponent(() => import('./pages/slo-detail/slo-edit-page.js'), 'SloEditPage'),
});
const subjects = createRoute({
  getParentRoute: () => frame,
  path: '/subjects',
  component: lazyRouteComponent(() => import('./pages/subjects/subjects-page.js'), 'SubjectsPage'),
});
const subjectNew = createRoute({
  getParentRoute: () => frame,
  path: '/subjects/new',
  component: lazyRouteComponent(
    () => import('./pages/subject-edit/subject-new-page.js'),
    'SubjectNewPage',
  ),
});
const subject = createRoute({
  getParentRoute: () => frame,
  path: '/subjects/$slug',
  component: lazyRouteComponent(
    () => import('./pages/subject-detail/subject-detail-page.js'),
    'SubjectDetailPage',
  ),
});
const subjectEdit = createRoute({
  getParentRoute: () => frame,
  path: '/subjects/$slug/edit',
  component: lazyRouteComponent(
    () => import('./pages/subject-edit/subject-edit-page.js'),
    'SubjectEditPage',
  ),
});
const teams = createRoute({
  getParentRoute: () => frame,
  path: '/teams',
  component: lazyRouteComponent(() => import('./pages/teams/teams-page.js'), 'TeamsPage'),
});
const team = createRoute({
  getParentRoute: () => frame,
  path: '/teams/$slug',
  component: lazyRouteComponent(() => import('./pages/teams/team-page.js'), 'TeamPage'),
});
const environments = createRoute({
  getParentRoute: () => frame,
  path: '/environments',
  component: lazyRouteComponent(
    () => import('./pages/environments/environments-page.js'),
    'EnvironmentsPage',
  ),
});
const audit = createRoute({
  getParentRoute: () => frame,
  path: '/audit',
  component: lazyRouteComponent(() => import('./pages/audit/audit-page.js'), 'AuditPage'),
});
const settings = createRoute({
  getParentRoute: () => frame,
  path: '/settings/{-$tab}',
  component: lazyRouteComponent(() => import('./pages/settings/settings-page.js'), 'SettingsPage'),
});

/** Every other address: not found, inside the frame. */
const nowhere = createRoute({ getParentRoute: () => frame, path: '$', component: NotFoundPage });

const tree = root.addChildren([
  signIn,
  firstRun,
  invitation,
  forgotPassword,
  resetPassword,
  frame.addChildren([
    now,
    slos,
    sloNew,
    slo,
    sloEdit,
    subjects,
    subjectNew,
    subject,
    subjectEdit,
    teams,
    team,
    environments,
    audit,
    settings,
    nowhere,
  ]),
]);

/** Where is a URL? Here. Pages are loaded when first visited. */
export const router = createRouter({
  routeTree: tree,
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPreloadDelay: 80,
  scrollRestoration: true,
  defaultNotFoundComponent: NotFoundPage,
});
