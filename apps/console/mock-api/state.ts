import type {
  ActionItem,
  AlertSource,
  ApiToken,
  AuditEvent,
  ContactMethod,
  Environment,
  EscalationPolicy,
  Feed,
  Handover,
  Heartbeat,
  MaintenanceWindow,
  IncidentDetail,
  IncidentEvent,
  Invitation,
  LiveEvent,
  Me,
  OwnPage,
  Review,
  SampleSwitches,
  Subject,
  Team,
  Territory,
  User,
} from '../src/api/contract.js';
import { auditEvents } from './data/audit.js';
import { schedules, type KeptSchedule } from './data/schedules.js';
import { policies } from './data/policies.js';
import {
  contactMethods,
  feeds,
  invitations,
  me,
  teams,
  territories,
  tokens,
  users,
} from './data/people.js';
import { incidents, manyIncidents, timelineOf } from './data/incidents.js';
import { maintenanceWindows } from './data/maintenance.js';
import { actionItems, publishedReview } from './data/reviews.js';
import { alertSources, heartbeats } from './data/sources.js';
import { SLO_SEEDS } from './data/slo-seeds.js';
import type { SloSeed } from './data/slo-seeds.js';
import { environments, manySubjects, subjects } from './data/subjects.js';

/** Everything the mock API remembers. Writes change it; starting anew brings the seed back. */
export interface State {
  me: Me;
  methods: ContactMethod[];
  feeds: Feed[];
  handovers: Handover[];
  users: User[];
  invitations: Invitation[];
  tokens: ApiToken[];
  territories: Territory[];
  teams: Team[];
  environments: Environment[];
  subjects: Subject[];
  manySubjects: Subject[];
  schedules: KeptSchedule[];
  slos: SloSeed[];
  policies: EscalationPolicy[];
  audit: AuditEvent[];
  incidents: IncidentDetail[];
  manyIncidents: IncidentDetail[];
  /** by id of the incident */
  timelines: Map<string, IncidentEvent[]>;
  /** numbers of pinned entries, by id of the incident */
  pins: Map<string, number[]>;
  /** by id of the incident */
  reviews: Map<string, Review>;
  items: ActionItem[];
  sources: AlertSource[];
  heartbeats: Heartbeat[];
  maintenance: MaintenanceWindow[];
  /** tabs that are armed */
  consoles: Set<string>;
  pages: OwnPage[];
  sample: SampleSwitches;
  /** Emails that may sign in with any password but 'wrong'. */
  signedOut: boolean;
  listeners: Set<(event: LiveEvent) => void>;
}

export function freshState(now: Date): State {
  const known = incidents(now);
  const reviewed = known.filter(({ review }) => review === 'published');
  const catalog = subjects(now).map((subject) => ({
    ...subject,
    slos: SLO_SEEDS.filter((slo) => slo.subject.slug === subject.slug).length,
  }));
  return {
    me: me(),
    methods: contactMethods(now),
    feeds: feeds(now),
    handovers: [],
    users: users(now),
    invitations: invitations(now),
    tokens: tokens(now),
    territories: territories(),
    teams: teams(now),
    environments: environments(now),
    subjects: catalog,
    manySubjects: manySubjects(now, 1500),
    schedules: schedules(now, users(now)),
    slos: [...SLO_SEEDS],
    policies: policies(now),
    audit: auditEvents(now, 127),
    incidents: known,
    manyIncidents: manyIncidents(now, 400),
    pins: new Map(reviewed.map(({ id }) => [id, [1, 4]])),
    reviews: new Map(
      reviewed.map((incident) => [
        incident.id,
        publishedReview(incident, timelineOf(incident), now),
      ]),
    ),
    items: reviewed.flatMap((incident) => actionItems(incident, now)),
    timelines: new Map(known.map((incident) => [incident.id, timelineOf(incident)])),
    sources: alertSources(now),
    heartbeats: heartbeats(now),
    maintenance: maintenanceWindows(now),
    consoles: new Set(),
    pages: [],
    sample: {
      load: 'normal',
      errors: 0,
      slowness: 0,
      totals: { requests: 184_201, errors: 212, slow: 4_318 },
    },
    signedOut: false,
    listeners: new Set(),
  };
}

/** Tells every open event stream. */
export function announce(state: State, type: LiveEvent['type'], ids: string[], now: Date): void {
  for (const listener of state.listeners) listener({ type, ids, at: now.toISOString() });
}
