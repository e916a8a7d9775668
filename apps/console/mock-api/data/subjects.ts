import type { SubjectKind } from '#contract';
import type { Environment, Subject } from '../../src/api/contract.js';
import { uuid } from '../random.js';
import { ago } from '../time.js';

interface Seed {
  slug: string;
  name: string;
  kind: SubjectKind;
  description?: string;
  territory?: string;
  team?: [string, string];
  tier?: 1 | 2 | 3;
  environment?: string;
  owner?: string;
  labels?: Record<string, string>;
  url?: string;
  dataClass?: Subject['dataClass'];
  backup?: Subject['backup'];
  dependsOn?: string[];
  sample?: boolean;
}

const COMMERCE: [string, string] = ['commerce', 'Commerce'];
const PLATFORM: [string, string] = ['platform', 'Platform'];
const SCHWEIZ: [string, string] = ['schweiz', 'Schweiz'];

const SEEDS: readonly Seed[] = [
  {
    slug: 'shop',
    name: 'Shop',
    kind: 'service',
    description: 'The sample shop: catalogue, cart and checkout over HTTP.',
    team: COMMERCE,
    tier: 1,
    environment: 'production',
    owner: 'ben.okafor@example.org',
    labels: { region: 'eu-central', 'data-class': 'business' },
    dependsOn: ['credit-check', 'console-db'],
    sample: true,
  },
  {
    slug: 'shop-ch',
    name: 'Shop Schweiz',
    kind: 'service',
    description: 'The Swiss storefront; same code, own catalogue.',
    territory: 'CH',
    team: SCHWEIZ,
    tier: 1,
    environment: 'production',
    labels: { region: 'eu-central' },
    dependsOn: ['shop'],
    sample: true,
  },
  {
    slug: 'checkout',
    name: 'Checkout',
    kind: 'service',
    description: 'Takes the order and the money.',
    team: COMMERCE,
    tier: 1,
    environment: 'production',
    labels: { 'data-class': 'personal' },
    dependsOn: ['shop', 'credit-check', 'xentral', 'mail-relay'],
    sample: true,
  },
  {
    slug: 'credit-check',
    name: 'Credit check',
    kind: 'external-dependency',
    description: 'Bonity query before invoice payment; contract says 300 ms p95.',
    team: COMMERCE,
    tier: 2,
    labels: { provider: 'allianz' },
    sample: true,
  },
  {
    slug: 'xentral',
    name: 'Xentral ERP',
    kind: 'external-dependency',
    description: 'Orders, stock and invoices.',
    team: PLATFORM,
    tier: 1,
    labels: { provider: 'xentral' },
  },
  {
    slug: 'mail-relay',
    name: 'Mail relay',
    kind: 'external-dependency',
    description: 'Outgoing transactional mail.',
    team: PLATFORM,
    tier: 3,
  },
  {
    slug: 'console-db',
    name: 'Console database',
    kind: 'data-store',
    description: 'PostgreSQL 15, one primary and one standby.',
    team: PLATFORM,
    tier: 1,
    environment: 'production',
    owner: 'anna.lindqvist@example.org',
    labels: { engine: 'postgresql' },
    dataClass: 'personal',
    backup: { interval: '15m', rpo: '15m', rto: '1h', restoreTestInterval: '7d' },
  },
  {
    slug: 'event-log',
    name: 'Event log',
    kind: 'data-store',
    description: '',
    team: PLATFORM,
    tier: 2,
    environment: 'production',
    labels: { engine: 'redis' },
    dataClass: 'business',
    backup: { interval: '1h', rpo: '1h', rto: '30m', restoreTestInterval: '30d' },
    dependsOn: ['console-db'],
  },
  {
    slug: 'production',
    name: 'Production',
    kind: 'environment',
    description: 'What customers use.',
    team: PLATFORM,
    tier: 1,
    labels: { 'change-window': 'tue-thu' },
  },
  {
    slug: 'staging',
    name: 'Staging',
    kind: 'environment',
    description: 'The last stop before production; restored nightly.',
    team: PLATFORM,
    tier: 3,
  },
  {
    slug: 'invoice-service',
    name: 'Invoice service',
    kind: 'service',
    description: 'Turns shipped orders into invoices.',
    team: PLATFORM,
    tier: 2,
    environment: 'production',
    dependsOn: ['xentral', 'mail-relay', 'console-db'],
  },
  {
    slug: 'shop-example',
    name: 'shop.example',
    kind: 'website',
    description: 'Public storefront, probed from outside every 30 s.',
    team: ['web', 'Web fleet'],
    tier: 2,
    url: 'https://shop.example',
    labels: { cms: 'none', tls: 'acme' },
    dependsOn: ['shop'],
  },
  {
    slug: 'schweiz-example',
    name: 'Informationsportal Schweiz mit ungewöhnlich langem Namen für schmale Bildschirme',
    kind: 'website',
    territory: 'CH',
    team: SCHWEIZ,
    tier: 3,
    labels: { sprache: 'de-fr-it' },
  },
];

function fromSeed(seed: Seed, now: Date, index: number): Subject {
  return {
    id: uuid(`subject-${seed.slug}`),
    slug: seed.slug,
    name: seed.name,
    kind: seed.kind,
    description: seed.description ?? '',
    territory: seed.territory ?? 'DE',
    team: seed.team ? { slug: seed.team[0], name: seed.team[1] } : null,
    owner: seed.owner ?? null,
    environment: seed.environment ?? null,
    tier: seed.tier ?? null,
    url: seed.url ?? null,
    dataClass: seed.dataClass ?? null,
    backup: seed.backup ?? null,
    labels: seed.labels ?? {},
    dependsOn: seed.dependsOn ?? [],
    dependedOnBy: SEEDS.filter(({ dependsOn }) => dependsOn?.includes(seed.slug)).map(
      ({ slug }) => slug,
    ),
    sample: seed.sample ?? false,
    version: 1 + (index % 4),
    updatedAt: ago(now, { days: index * 3, hours: index, minutes: 12 }),
    slos: 0,
  };
}

/** Thirteen subjects of every kind, in both territories. */
export const subjects = (now: Date): Subject[] =>
  SEEDS.map((seed, index) => fromSeed(seed, now, index));

/** `count` more, for lists that must stay quick. */
export function manySubjects(now: Date, count: number): Subject[] {
  return Array.from({ length: count }, (_, index) => {
    const number = String(index + 1).padStart(4, '0');
    return fromSeed(
      {
        slug: `site-${number}`,
        name: `site-${number}.example`,
        kind: 'website',
        team: ['web', 'Web fleet'],
        tier: 3,
      },
      now,
      index % 90,
    );
  });
}

type EnvironmentSeed = Omit<Environment, 'labels' | 'sample' | 'version' | 'updatedAt'>;

const ENVIRONMENTS: EnvironmentSeed[] = [
  {
    slug: 'production',
    name: 'Production',
    purpose: 'Customers',
    availability: '24/7',
    access: 'on call, four eyes',
    owner: 'platform',
    territory: 'DE',
  },
  {
    slug: 'staging',
    name: 'Staging',
    purpose: 'Acceptance',
    availability: 'Mon–Fri',
    access: 'engineers',
    owner: 'platform',
    territory: 'DE',
  },
  {
    slug: 'local',
    name: 'Local',
    purpose: 'Development',
    availability: '–',
    access: 'everybody',
    owner: 'everybody',
    territory: 'DE',
  },
];

export const environments = (now: Date): Environment[] =>
  ENVIRONMENTS.map((seed) => ({
    ...seed,
    labels: {},
    sample: false,
    version: 1,
    updatedAt: ago(now, { days: 12 }),
  }));
