/** A path inside the console. Every link is made here, so that a renamed page is renamed once. */
export type Path = `/${string}`;

const part = (value: string): string => encodeURIComponent(value);

export const SETTINGS_TABS = [
  'personal',
  'people',
  'tokens',
  'sources',
  'heartbeats',
  'maintenance',
  'territories',
  'instance',
] as const;
export type SettingsTab = (typeof SETTINGS_TABS)[number];

export const paths = {
  now: (): Path => '/',
  incidents: (): Path => '/incidents',
  figures: (): Path => '/incidents/figures',
  /** @param id of the incident, or its number: `INC-17`, `17` */
  incident: (id: string): Path => `/incidents/${part(id)}`,
  reviews: (): Path => '/incidents/reviews',
  /** @param id of the incident, or its number */
  review: (id: string): Path => `/incidents/${part(id)}/review`,
  slos: (): Path => '/slos',
  sloNew: (): Path => '/slos/new',
  slo: (slug: string): Path => `/slos/${part(slug)}`,
  sloEdit: (slug: string): Path => `/slos/${part(slug)}/edit`,
  subjects: (): Path => '/subjects',
  subjectNew: (): Path => '/subjects/new',
  subject: (slug: string): Path => `/subjects/${part(slug)}`,
  subjectEdit: (slug: string): Path => `/subjects/${part(slug)}/edit`,
  onCall: (): Path => '/on-call',
  scheduleNew: (): Path => '/on-call/new',
  scheduleEdit: (slug: string): Path => `/on-call/${part(slug)}/edit`,
  schedule: (slug: string): Path => `/on-call/${part(slug)}`,
  policies: (): Path => '/policies',
  policyNew: (): Path => '/policies/new',
  policy: (slug: string): Path => `/policies/${part(slug)}`,
  policyEdit: (slug: string): Path => `/policies/${part(slug)}/edit`,
  teams: (): Path => '/teams',
  team: (slug: string): Path => `/teams/${part(slug)}`,
  environments: (): Path => '/environments',
  sampleMailbox: (): Path => '/sample-mailbox',
  audit: (): Path => '/audit',
  settings: (tab?: SettingsTab): Path => (tab ? `/settings/${tab}` : '/settings'),
  sourceNew: (): Path => '/settings/sources/new',
  source: (slug: string): Path => `/settings/sources/${part(slug)}`,
  sourceEdit: (slug: string): Path => `/settings/sources/${part(slug)}/edit`,
  signIn: (): Path => '/sign-in',
  firstRun: (): Path => '/first-run',
  invitation: (): Path => '/invitation',
  forgotPassword: (): Path => '/forgot-password',
  resetPassword: (): Path => '/reset-password',
} as const;
