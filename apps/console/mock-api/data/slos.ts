import type { SloDetail, SloDocument, SloRow, Window } from '../../src/api/contract-slo.js';
import { uuid } from '../random.js';
import { ago } from '../time.js';
import { burnDown, reading } from './slo-ledger.js';
import { SLO_SEED_VERSION } from './slo-seeds.js';
import type { SloSeed } from './slo-seeds.js';

function documentWindow(window: Window): SloDocument['spec']['window'] {
  return window.kind === 'rolling'
    ? { rolling: window.duration }
    : { calendar: window.period, timeZone: window.timeZone };
}

export function sloDocument(seed: SloSeed): SloDocument {
  return (
    seed.document ?? {
      apiVersion: 'leitstand/v1',
      kind: 'SLO',
      metadata: { name: seed.slug, displayName: seed.name },
      spec: {
        subject: seed.subject.slug,
        ...(seed.team ? { team: seed.team[0] } : {}),
        description: seed.description,
        target: seed.objective.target,
        window: documentWindow(seed.objective.window),
        indicator: seed.indicator,
      },
    }
  );
}

/** A plain YAML writing of nested objects and lists, enough for the documents here. */
export function toYaml(value: unknown, indent = ''): string {
  if (Array.isArray(value))
    return value.map((item) => `${indent}- ${toYaml(item, `${indent}  `).trimStart()}`).join('\n');
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  return Object.entries(value)
    .map(([key, item]) =>
      typeof item === 'object' && item !== null
        ? `${indent}${key}:\n${toYaml(item, `${indent}  `)}`
        : `${indent}${key}: ${plain(item)}`,
    )
    .join('\n');
}

const plain = (value: unknown): string =>
  typeof value === 'string' && /^[A-Za-z][\w /.-]*$/.test(value) ? value : JSON.stringify(value);

export function sloRow(seed: SloSeed, now: Date): SloRow {
  const { points } = burnDown(seed, now);
  const daily = Array.from(
    { length: 28 },
    (_, day) => points[points.length - 1 - (27 - day) * 12]?.left ?? null,
  );
  return {
    id: uuid(`slo-${seed.slug}`),
    slug: seed.slug,
    name: seed.name,
    description: seed.description,
    subject: seed.subject,
    team: seed.team ? { slug: seed.team[0], name: seed.team[1] } : null,
    territory: seed.territory,
    labels: seed.sample ? { tier: '1' } : {},
    sample: seed.sample,
    objective: seed.objective,
    reading: reading(seed, now),
    spark: daily,
    rules: seed.rules ?? { state: 'published', message: null },
    version: seed.version ?? SLO_SEED_VERSION,
    updatedAt: ago(now, { days: 9, hours: 3 }),
  };
}

/** `count` rows more, for a list that must stay quick. */
export function manySloRows(seeds: readonly SloSeed[], now: Date, count: number): SloRow[] {
  const rows = seeds.map((seed) => sloRow(seed, now));
  return Array.from({ length: count }, (_, index) => {
    const row = rows[index % rows.length];
    const number = String(index + 1).padStart(4, '0');
    return (
      row && {
        ...row,
        id: uuid(`many-${number}`),
        slug: `site-${number}`,
        name: `site-${number}.example: ${row.name}`,
      }
    );
  }).filter((row): row is SloRow => row !== undefined);
}

export function sloDetail(seed: SloSeed, now: Date): SloDetail {
  const document = sloDocument(seed);
  return {
    ...sloRow(seed, now),
    document,
    yaml: `${toYaml(document)}\n`,
    cost: {
      samples: 1240,
      peakSamples: 96,
      seconds: 0.012,
      complete: true,
      measuredAt: ago(now, { hours: 3 }),
    },
    runbookUrl: seed.sample ? 'https://runbooks.example.org/leitstand/budget-burn' : null,
    owner: seed.sample ? 'ben.okafor@example.org' : null,
  };
}
