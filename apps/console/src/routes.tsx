import { createRoute, createRouter } from '@tanstack/react-router';
import { allEnvironments, allSubjects, allTeams } from './api/catalog-queries.js';
import {
  escalationOf,
  figuresOf,
  incidentOf,
  incidentPages,
  openIncidents,
  openPages,
  isHistory,
  timelineOf,
} from './api/incident-queries.js';
import { allOnCall, allPolicies, overridesOf, policyOf, scheduleOf } from './api/oncall-queries.js';
import { sloList, sloOf, subjectOf, teamOf } from './api/queries.js';
import { createQueryClient } from './api/query-client.js';
import { SLO_FIELDS } from './components/slo/slos-fields.js';
import { AUDIT_SEARCH } from './pages/audit/search.js';
import { ENVIRONMENTS_SEARCH } from './pages/environments/search.js';
import { FIGURES_SEARCH } from './pages/figures/search.js';
import { INCIDENT_SEARCH } from './pages/incident-room/search.js';
import { INCIDENTS_SEARCH } from './pages/incidents/search.js';
import { REVIEW_SEARCH } from './pages/review/search.js';
import { REVIEWS_SEARCH } from './pages/reviews/search.js';
import { ON_CALL_SEARCH } from './pages/on-call/search.js';
import { POLICIES_SEARCH } from './pages/policies/search.js';
import { POLICY_SEARCH } from './pages/policy/search.js';
import { SCHEDULE_SEARCH } from './pages/schedule/search.js';
import { SLO_SEARCH } from './pages/slo-detail/search.js';
import { POLICY_NEW_SEARCH } from './pages/policy-edit/search.js';
import { SLO_NEW_SEARCH } from './pages/slo-new/search.js';
import { SUBJECT_SEARCH } from './pages/subject-detail/search.js';
import { SUBJECT_NEW_SEARCH } from './pages/subject-edit/search.js';
import { SUBJECTS_SEARCH } from './pages/subjects/search.js';
import { TEAM_SEARCH, TEAMS_SEARCH } from './pages/teams/search.js';
import { accessRoutes } from './routes-access.js';
import { frame, root } from './routes-root.js';
import { settingsRoutes } from './routes-settings.js';
import { NotFoundPage } from './pages/not-found/not-found-page.js';
import { latePart, textedPart } from './ui/late-part.js';
import { parseSearch, stringifySearch } from './util/search.js';
import { readFields, searchOf } from './util/url-state.js';

const now = createRoute({
  getParentRoute: () => frame,
  path: '/',
  loaderDeps: ({ search: { territory = null } }) => ({ territory }),
  loader: ({ context: { queries }, deps }) => {
    void queries.prefetchQuery(sloList);
    void queries.prefetchQuery(openPages(deps.territory));
  },
  component: latePart(() => import('./pages/now/now-page.js'), 'NowPage'),
});
const incidents = createRoute({
  getParentRoute: () => frame,
  path: '/incidents',
  validateSearch: searchOf(INCIDENTS_SEARCH),
  loaderDeps: ({ search }) => ({
    ...readFields(INCIDENTS_SEARCH, search),
    territory: search.territory ?? null,
  }),
  loader: ({ context: { queries }, deps: { state, ...rest } }) => {
    const filter = { ...rest, state: state === 'all' ? null : state };
    if (isHistory(filter)) void queries.prefetchInfiniteQuery(incidentPages(filter));
    else void queries.prefetchQuery(openIncidents(filter));
  },
  component: textedPart(
    ['incidents'],
    () => import('./pages/incidents/incidents-page.js'),
    'IncidentsPage',
  ),
});
const figures = createRoute({
  getParentRoute: () => frame,
  path: '/incidents/figures',
  validateSearch: searchOf(FIGURES_SEARCH),
  loaderDeps: ({ search }) => ({
    ...readFields(FIGURES_SEARCH, search),
    territory: search.territory ?? null,
  }),
  loader: ({ context: { queries }, deps: { days, territory } }) =>
    void queries.prefetchQuery(figuresOf(Number(days), territory)),
  component: textedPart(
    ['incidents', 'figures'],
    () => import('./pages/figures/figures-page.js'),
    'FiguresPage',
  ),
});
const incident = createRoute({
  getParentRoute: () => frame,
  path: '/incidents/$id',
  validateSearch: searchOf(INCIDENT_SEARCH),
  loader: ({ context: { queries }, params: { id } }) => {
    void queries.prefetchQuery(incidentOf(id));
    void queries.prefetchQuery(escalationOf(id));
    void queries.prefetchQuery(timelineOf(id));
  },
  component: textedPart(
    ['incidents', 'incident-room'],
    () => import('./pages/incident-room/incident-page.js'),
    'IncidentPage',
  ),
});
const review = createRoute({
  getParentRoute: () => frame,
  path: '/incidents/$id/review',
  validateSearch: searchOf(REVIEW_SEARCH),
  component: textedPart(
    ['incidents', 'incident-room', 'reviews'],
    () => import('./pages/review/review-page.js'),
    'ReviewPage',
  ),
});
const reviews = createRoute({
  getParentRoute: () => frame,
  path: '/incidents/reviews',
  validateSearch: searchOf(REVIEWS_SEARCH),
  component: textedPart(
    ['incidents', 'reviews'],
    () => import('./pages/reviews/reviews-page.js'),
    'ReviewsPage',
  ),
});
const slos = createRoute({
  getParentRoute: () => frame,
  path: '/slos',
  validateSearch: searchOf(SLO_FIELDS),
  loader: ({ context: { queries } }) => void queries.prefetchQuery(sloList),
  component: textedPart(
    ['charts', 'slo-list'],
    () => import('./pages/slos/slos-page.js'),
    'SlosPage',
  ),
});
const sloNew = createRoute({
  getParentRoute: () => frame,
  path: '/slos/new',
  validateSearch: searchOf(SLO_NEW_SEARCH),
  component: textedPart(
    ['faults', 'slo-form'],
    () => import('./pages/slo-new/slo-new-page.js'),
    'SloNewPage',
  ),
});
const slo = createRoute({
  getParentRoute: () => frame,
  path: '/slos/$slug',
  validateSearch: searchOf(SLO_SEARCH),
  loader: ({ context: { queries }, params }) => void queries.prefetchQuery(sloOf(params.slug)),
  component: textedPart(
    ['charts', 'slo-detail', 'slo-list'],
    () => import('./pages/slo-detail/slo-detail-page.js'),
    'SloDetailPage',
  ),
});
const sloEdit = createRoute({
  getParentRoute: () => frame,
  path: '/slos/$slug/edit',
  loader: ({ context: { queries }, params }) => void queries.prefetchQuery(sloOf(params.slug)),
  component: textedPart(
    ['faults', 'slo-form'],
    () => import('./pages/slo-detail/slo-edit-page.js'),
    'SloEditPage',
  ),
});
const subjects = createRoute({
  getParentRoute: () => frame,
  path: '/subjects',
  validateSearch: searchOf(SUBJECTS_SEARCH),
  loaderDeps: ({ search: { territory = null } }) => ({ territory }),
  loader: ({ context: { queries }, deps }) =>
    void queries.prefetchQuery(allSubjects(deps.territory)),
  component: textedPart(
    ['subjects'],
    () => import('./pages/subjects/subjects-page.js'),
    'SubjectsPage',
  ),
});
const subjectNew = createRoute({
  getParentRoute: () => frame,
  path: '/subjects/new',
  validateSearch: searchOf(SUBJECT_NEW_SEARCH),
  component: textedPart(
    ['subjects'],
    () => import('./pages/subject-edit/subject-new-page.js'),
    'SubjectNewPage',
  ),
});
const subject = createRoute({
  getParentRoute: () => frame,
  path: '/subjects/$slug',
  validateSearch: searchOf(SUBJECT_SEARCH),
  loader: ({ context: { queries }, params }) => void queries.prefetchQuery(subjectOf(params.slug)),
  component: textedPart(
    ['subjects'],
    () => import('./pages/subject-detail/subject-detail-page.js'),
    'SubjectDetailPage',
  ),
});
const subjectEdit = createRoute({
  getParentRoute: () => frame,
  path: '/subjects/$slug/edit',
  loader: ({ context: { queries }, params }) => void queries.prefetchQuery(subjectOf(params.slug)),
  component: textedPart(
    ['subjects'],
    () => import('./pages/subject-edit/subject-edit-page.js'),
    'SubjectEditPage',
  ),
});
const onCall = createRoute({
  getParentRoute: () => frame,
  path: '/on-call',
  validateSearch: searchOf(ON_CALL_SEARCH),
  loaderDeps: ({ search: { territory = null } }) => ({ territory }),
  loader: ({ context: { queries }, deps }) => void queries.prefetchQuery(allOnCall(deps.territory)),
  component: textedPart(['oncall'], () => import('./pages/on-call/on-call-page.js'), 'OnCallPage'),
});
const scheduleNew = createRoute({
  getParentRoute: () => frame,
  path: '/on-call/new',
  component: textedPart(
    ['schedules'],
    () => import('./pages/schedule-edit/schedule-new-page.js'),
    'ScheduleNewPage',
  ),
});
const schedule = createRoute({
  getParentRoute: () => frame,
  path: '/on-call/$slug',
  validateSearch: searchOf(SCHEDULE_SEARCH),
  loader: ({ context: { queries }, params: { slug } }) => {
    void queries.prefetchQuery(scheduleOf(slug));
    void queries.prefetchQuery(overridesOf(slug));
  },
  component: textedPart(
    ['oncall'],
    () => import('./pages/schedule/schedule-page.js'),
    'SchedulePage',
  ),
});
const scheduleEdit = createRoute({
  getParentRoute: () => frame,
  path: '/on-call/$slug/edit',
  loader: ({ context: { queries }, params }) => void queries.prefetchQuery(scheduleOf(params.slug)),
  component: textedPart(
    ['schedules'],
    () => import('./pages/schedule-edit/schedule-edit-page.js'),
    'ScheduleEditPage',
  ),
});
const policies = createRoute({
  getParentRoute: () => frame,
  path: '/policies',
  validateSearch: searchOf(POLICIES_SEARCH),
  loader: ({ context: { queries } }) => void queries.prefetchQuery(allPolicies),
  component: textedPart(
    ['policies'],
    () => import('./pages/policies/policies-page.js'),
    'PoliciesPage',
  ),
});
const policyNew = createRoute({
  getParentRoute: () => frame,
  path: '/policies/new',
  validateSearch: searchOf(POLICY_NEW_SEARCH),
  component: textedPart(
    ['policies', 'policy-form'],
    () => import('./pages/policy-edit/policy-new-page.js'),
    'PolicyNewPage',
  ),
});
const policy = createRoute({
  getParentRoute: () => frame,
  path: '/policies/$slug',
  validateSearch: searchOf(POLICY_SEARCH),
  loader: ({ context: { queries }, params }) => void queries.prefetchQuery(policyOf(params.slug)),
  component: textedPart(['policies'], () => import('./pages/policy/policy-page.js'), 'PolicyPage'),
});
const policyEdit = createRoute({
  getParentRoute: () => frame,
  path: '/policies/$slug/edit',
  loader: ({ context: { queries }, params }) => void queries.prefetchQuery(policyOf(params.slug)),
  component: textedPart(
    ['policies', 'policy-form'],
    () => import('./pages/policy-edit/policy-edit-page.js'),
    'PolicyEditPage',
  ),
});
const teams = createRoute({
  getParentRoute: () => frame,
  path: '/teams',
  validateSearch: searchOf(TEAMS_SEARCH),
  loaderDeps: ({ search: { territory = null } }) => ({ territory }),
  loader: ({ context: { queries }, deps }) => void queries.prefetchQuery(allTeams(deps.territory)),
  component: textedPart(['teams'], () => import('./pages/teams/teams-page.js'), 'TeamsPage'),
});
const team = createRoute({
  getParentRoute: () => frame,
  path: '/teams/$slug',
  validateSearch: searchOf(TEAM_SEARCH),
  loader: ({ context: { queries }, params }) => void queries.prefetchQuery(teamOf(params.slug)),
  component: textedPart(['teams'], () => import('./pages/teams/team-page.js'), 'TeamPage'),
});
const environments = createRoute({
  getParentRoute: () => frame,
  path: '/environments',
  validateSearch: searchOf(ENVIRONMENTS_SEARCH),
  loaderDeps: ({ search: { territory = null } }) => ({ territory }),
  loader: ({ context: { queries }, deps }) =>
    void queries.prefetchQuery(allEnvironments(deps.territory)),
  component: textedPart(
    ['environments'],
    () => import('./pages/environments/environments-page.js'),
    'EnvironmentsPage',
  ),
});
const sampleMailbox = createRoute({
  getParentRoute: () => frame,
  path: '/sample-mailbox',
  component: textedPart(
    ['sample'],
    () => import('./pages/sample-mailbox/sample-mailbox-page.js'),
    'SampleMailboxPage',
  ),
});
const audit = createRoute({
  getParentRoute: () => frame,
  path: '/audit',
  validateSearch: searchOf(AUDIT_SEARCH),
  component: textedPart(['audit'], () => import('./pages/audit/audit-page.js'), 'AuditPage'),
});
/** Every other address: not found, inside the frame. */
const nowhere = createRoute({ getParentRoute: () => frame, path: '$', component: NotFoundPage });

const tree = root.addChildren([
  ...accessRoutes,
  frame.addChildren([
    now,
    incidents,
    figures,
    incident,
    review,
    reviews,
    slos,
    sloNew,
    slo,
    sloEdit,
    subjects,
    subjectNew,
    subject,
    subjectEdit,
    onCall,
    scheduleNew,
    schedule,
    scheduleEdit,
    policies,
    policyNew,
    policy,
    policyEdit,
    teams,
    team,
    environments,
    sampleMailbox,
    audit,
    ...settingsRoutes,
    nowhere,
  ]),
]);

export const queries = createQueryClient();

/**
 * Where is a URL? Here. Pages are loaded when first visited, or before; loaders ask for what a page shows while its code is on its way, and
 * leave it to the page to say how that went.
 */
export const router = createRouter({
  routeTree: tree,
  context: { queries },
  parseSearch,
  stringifySearch,
  defaultPreload: 'intent',
  defaultPreloadDelay: 80,
  // The query client knows what is old; a filter that changes is no reason to ask again.
  defaultPreloadStaleTime: 0,
  defaultStaleTime: Number.POSITIVE_INFINITY,
  scrollRestoration: true,
  defaultNotFoundComponent: NotFoundPage,
});

declare module '@tanstack/react-router' {
  interface Register {
    router: typeof router;
  }
}
