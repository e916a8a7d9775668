import { PERMISSIONS, type Permission } from '#contract';
import type {
  ApiToken,
  ContactMethod,
  Invitation,
  Me,
  Team,
  Territory,
  User,
  Feed,
} from '../../src/api/contract.js';
import { uuid } from '../random.js';
import { ago, ahead } from '../time.js';

export const territories = (): Territory[] => [
  { code: 'DE', name: { de: 'Deutschland', en: 'Germany' }, matchers: '', version: 1 },
  { code: 'CH', name: { de: 'Schweiz', en: 'Switzerland' }, matchers: 'region="ch"', version: 1 },
];

export const me = (): Me => ({
  id: uuid('anna'),
  kind: 'user',
  name: 'Anna Lindqvist',
  email: 'anna.lindqvist@example.org',
  locale: null,
  timeZone: null,
  seenTimeZone: null,
  grants: [{ role: 'admin', territories: ['DE', 'CH'] }],
  permissions: [...PERMISSIONS],
  territories: ['DE', 'CH'],
});

export const contactMethods = (now: Date): ContactMethod[] => [
  {
    id: uuid('method-anna'),
    kind: 'mail',
    address: me().email ?? '',
    account: true,
    verifiedAt: ago(now, { days: 212 }),
    createdAt: ago(now, { days: 212 }),
    lastAttempt: { at: ago(now, { days: 3 }), outcome: 'accepted' },
  },
];

export const feeds = (now: Date): Feed[] => [
  {
    id: uuid('feed-anna'),
    schedule: null,
    own: true,
    createdAt: ago(now, { days: 40 }),
    lastReadAt: ago(now, { hours: 2 }),
  },
];

export function users(now: Date): User[] {
  const user = (
    name: string,
    email: string,
    grants: User['grants'],
    seen: string | null,
    disabled = false,
  ): User => ({
    id: uuid(email),
    name,
    email,
    grants,
    disabled,
    lastSeenAt: seen,
    createdAt: ago(now, { days: 212 }),
  });
  return [
    {
      ...user(
        'Anna Lindqvist',
        'anna.lindqvist@example.org',
        [{ role: 'admin', territories: ['DE', 'CH'] }],
        ago(now, { minutes: 1 }),
      ),
      id: uuid('anna'),
    },
    user(
      'Ben Okafor',
      'ben.okafor@example.org',
      [
        { role: 'responder', territories: ['DE', 'CH'] },
        { role: 'editor', territories: ['DE'] },
      ],
      ago(now, { hours: 3 }),
    ),
    user(
      'Carla Brunner',
      'carla.brunner@example.org',
      [{ role: 'editor', territories: ['CH'] }],
      ago(now, { days: 2 }),
    ),
    user(
      'Dieter Hofmann-Scheurer',
      'dieter.hofmann-scheurer@example.org',
      [{ role: 'auditor', territories: ['DE', 'CH'] }],
      ago(now, { days: 40 }),
    ),
    user('Emre Yıldız', 'emre.yildiz@example.org', [{ role: 'viewer', territories: ['DE'] }], null),
    user(
      'Former Colleague',
      'former@example.org',
      [{ role: 'editor', territories: ['DE'] }],
      ago(now, { days: 151 }),
      true,
    ),
  ];
}

export const invitations = (now: Date): Invitation[] => [
  {
    id: uuid('invitation-1'),
    email: 'farah.haddad@example.org',
    grants: [{ role: 'responder', territories: ['DE'] }],
    expiresAt: ahead(now, { days: 5 }),
    createdAt: ago(now, { days: 2 }),
    invitedBy: 'Anna Lindqvist',
  },
];

export function tokens(now: Date): ApiToken[] {
  const token = (
    name: string,
    scopes: Permission[],
    used: string | null,
    expiresAt: string | null,
    revokedAt: string | null = null,
  ): ApiToken => ({
    id: uuid(`token-${name}`),
    name,
    prefix: `lst_${uuid(name).slice(9, 13)}`,
    scopes,
    territories: ['DE', 'CH'],
    expiresAt,
    lastUsedAt: used,
    createdAt: ago(now, { days: 90 }),
    createdBy: 'Anna Lindqvist',
    revokedAt,
  });
  return [
    token(
      'ci-catalog',
      ['catalog:apply', 'slo:read', 'subject:read'],
      ago(now, { hours: 2 }),
      ahead(now, { days: 20 }),
    ),
    token('grafana-reader', ['slo:read'], ago(now, { minutes: 4 }), null),
    token('laptop-ben', ['slo:read', 'slo:write'], ago(now, { days: 61 }), ago(now, { days: 3 })),
    token('old-exporter', ['slo:read'], ago(now, { days: 80 }), null, ago(now, { days: 12 })),
  ];
}

type TeamSeed = Omit<Team, 'contact' | 'labels' | 'updatedAt'>;

const TEAMS: TeamSeed[] = [
  {
    slug: 'commerce',
    name: 'Commerce',
    description: 'Shop, checkout and everything a customer pays with.',
    territory: 'DE',
    members: ['ben.okafor@example.org', 'anna.lindqvist@example.org'],
    sample: true,
    version: 3,
    subjects: 4,
  },
  {
    slug: 'platform',
    name: 'Platform',
    description: 'Databases, gateways, mail and the machines below.',
    territory: 'DE',
    members: ['anna.lindqvist@example.org', 'emre.yildiz@example.org'],
    sample: false,
    version: 7,
    subjects: 5,
  },
  {
    slug: 'schweiz',
    name: 'Schweiz',
    description: 'Betrieb der Schweizer Angebote.',
    territory: 'CH',
    members: ['carla.brunner@example.org'],
    sample: false,
    version: 1,
    subjects: 2,
  },
  {
    slug: 'web',
    name: 'Web fleet',
    description: '',
    territory: 'DE',
    members: [],
    sample: false,
    version: 2,
    subjects: 1,
  },
];

export const teams = (now: Date): Team[] =>
  TEAMS.map((seed, index) => ({
    ...seed,
    contact: null,
    labels: {},
    updatedAt: ago(now, { days: index + 2 }),
  }));
