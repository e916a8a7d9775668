import common from './de/common.json';
import now from './de/now.json';
import problems from './de/problems.json';
import shell from './de/shell.json';
import slos from './de/slos.json';
import states from './de/states.json';
import status from './de/status.json';

/** Every German message of the first pages, by namespace; the others are in `late`. */
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
  access: () => import('./de/access.json'),
  audit: () => import('./de/audit.json'),
  charts: () => import('./de/charts.json'),
  environments: () => import('./de/environments.json'),
  faults: () => import('./de/faults.json'),
  figures: () => import('./de/figures.json'),
  forms: () => import('./de/forms.json'),
  'getting-started': () => import('./de/getting-started.json'),
  'incident-room': () => import('./de/incident-room.json'),
  heartbeats: () => import('./de/heartbeats.json'),
  maintenance: () => import('./de/maintenance.json'),
  incidents: () => import('./de/incidents.json'),
  oncall: () => import('./de/oncall.json'),
  palette: () => import('./de/palette.json'),
  policies: () => import('./de/policies.json'),
  'policy-form': () => import('./de/policy-form.json'),
  print: () => import('./de/print.json'),
  refusals: () => import('./de/refusals.json'),
  reviews: () => import('./de/reviews.json'),
  ring: () => import('./de/ring.json'),
  sample: () => import('./de/sample.json'),
  schedules: () => import('./de/schedules.json'),
  series: () => import('./de/series.json'),
  settings: () => import('./de/settings.json'),
  shortcuts: () => import('./de/shortcuts.json'),
  'slo-detail': () => import('./de/slo-detail.json'),
  'slo-form': () => import('./de/slo-form.json'),
  'slo-list': () => import('./de/slo-list.json'),
  'source-form': () => import('./de/source-form.json'),
  sources: () => import('./de/sources.json'),
  subjects: () => import('./de/subjects.json'),
  teams: () => import('./de/teams.json'),
  trouble: () => import('./de/trouble.json'),
};
