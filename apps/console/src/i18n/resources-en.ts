import common from './en/common.json';
import now from './en/now.json';
import problems from './en/problems.json';
import shell from './en/shell.json';
import slos from './en/slos.json';
import states from './en/states.json';
import status from './en/status.json';

/** Every English message of the first pages, by namespace; the others are in `late`. */
export const messages = {
  common,
  now,
  problems,
  shell,
  slos,
  states,
  status,
};

/** Namespaces that few pages need: fetched with the first of their texts that is shown. */
export const late = {
  access: () => import('./en/access.json'),
  audit: () => import('./en/audit.json'),
  charts: () => import('./en/charts.json'),
  environments: () => import('./en/environments.json'),
  faults: () => import('./en/faults.json'),
  figures: () => import('./en/figures.json'),
  forms: () => import('./en/forms.json'),
  'getting-started': () => import('./en/getting-started.json'),
  'incident-room': () => import('./en/incident-room.json'),
  heartbeats: () => import('./en/heartbeats.json'),
  maintenance: () => import('./en/maintenance.json'),
  incidents: () => import('./en/incidents.json'),
  oncall: () => import('./en/oncall.json'),
  palette: () => import('./en/palette.json'),
  policies: () => import('./en/policies.json'),
  'policy-form': () => import('./en/policy-form.json'),
  print: () => import('./en/print.json'),
  refusals: () => import('./en/refusals.json'),
  reviews: () => import('./en/reviews.json'),
  ring: () => import('./en/ring.json'),
  sample: () => import('./en/sample.json'),
  schedules: () => import('./en/schedules.json'),
  series: () => import('./en/series.json'),
  settings: () => import('./en/settings.json'),
  shortcuts: () => import('./en/shortcuts.json'),
  'slo-detail': () => import('./en/slo-detail.json'),
  'slo-form': () => import('./en/slo-form.json'),
  'slo-list': () => import('./en/slo-list.json'),
  'source-form': () => import('./en/source-form.json'),
  sources: () => import('./en/sources.json'),
  subjects: () => import('./en/subjects.json'),
  teams: () => import('./en/teams.json'),
  trouble: () => import('./en/trouble.json'),
};
