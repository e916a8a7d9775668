import type { messages } from './resources-en.js';
import type access from './en/access.json';
import type audit from './en/audit.json';
import type charts from './en/charts.json';
import type environments from './en/environments.json';
import type faults from './en/faults.json';
import type maintenance from './en/maintenance.json';
import type heartbeats from './en/heartbeats.json';
import type figures from './en/figures.json';
import type forms from './en/forms.json';
import type gettingStarted from './en/getting-started.json';
import type incidentRoom from './en/incident-room.json';
import type incidents from './en/incidents.json';
import type oncall from './en/oncall.json';
import type palette from './en/palette.json';
import type policies from './en/policies.json';
import type policyForm from './en/policy-form.json';
import type print from './en/print.json';
import type refusals from './en/refusals.json';
import type reviews from './en/reviews.json';
import type ring from './en/ring.json';
import type sample from './en/sample.json';
import type schedules from './en/schedules.json';
import type series from './en/series.json';
import type settings from './en/settings.json';
import type shortcuts from './en/shortcuts.json';
import type sloList from './en/slo-list.json';
import type sloDetail from './en/slo-detail.json';
import type sloForm from './en/slo-form.json';
import type sourceForm from './en/source-form.json';
import type sources from './en/sources.json';
import type subjects from './en/subjects.json';
import type teams from './en/teams.json';
import type trouble from './en/trouble.json';

type Leaves<T> = {
  [K in keyof T & string]: T[K] extends string ? K : `${K}.${Leaves<T[K]>}`;
}[keyof T & string];
type Catalogue = typeof messages & {
  access: typeof access;
  audit: typeof audit;
  charts: typeof charts;
  environments: typeof environments;
  faults: typeof faults;
  heartbeats: typeof heartbeats;
  maintenance: typeof maintenance;
  figures: typeof figures;
  forms: typeof forms;
  'getting-started': typeof gettingStarted;
  'incident-room': typeof incidentRoom;
  incidents: typeof incidents;
  oncall: typeof oncall;
  palette: typeof palette;
  policies: typeof policies;
  'policy-form': typeof policyForm;
  print: typeof print;
  refusals: typeof refusals;
  reviews: typeof reviews;
  ring: typeof ring;
  sample: typeof sample;
  schedules: typeof schedules;
  series: typeof series;
  shortcuts: typeof shortcuts;
  'slo-list': typeof sloList;
  'slo-detail': typeof sloDetail;
  'slo-form': typeof sloForm;
  settings: typeof settings;
  'source-form': typeof sourceForm;
  sources: typeof sources;
  subjects: typeof subjects;
  teams: typeof teams;
  trouble: typeof trouble;
};

/** The key of a message, always written in full: 'shell:nav.slos'. A key that is not in the catalogue does not compile. */
export type MessageKey = {
  [N in keyof Catalogue & string]: `${N}:${Leaves<Catalogue[N]>}`;
}[keyof Catalogue & string];

/** Values put into a message. Numbers and dates are formatted by the message's own ICU arguments. */
export type MessageValues = Record<string, string | number | Date>;

/** Gives the text of a message in the language on screen. */
export type Translate = (key: MessageKey, values?: MessageValues) => string;
