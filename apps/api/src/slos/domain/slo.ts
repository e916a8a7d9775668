import { webAddressWithoutPassword } from '#contract';
import type { IndicatorDocument, SloDocument } from '#slo';
import { assertMay } from '../../access/domain/ability.js';
import type { Scope } from '../../platform/kernel/scope.js';
import { ruledBy } from '../../catalog/domain/labels.js';

export type RulesState = 'published' | 'pending' | 'failed';

/** A service level objective as it is stored. */
export interface Slo {
  readonly id: string;
  readonly slug: string;
  readonly subjectId: string;
  /** slug of the team the document names; null = the subject's team answers */
  readonly team: string | null;
  readonly territory: string;
  readonly document: SloDocument;
  /** grows by one with every change; the ETag */
  readonly version: number;
  /** grows by one when what is measured changes */
  readonly indicatorRevision: number;
  readonly sample: boolean;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** Where a new document would put an SLO. */
export interface Placement {
  readonly subjectId: string;
  readonly team: string | null;
  readonly territory: string;
}

/** Sample objects carry the label `sample: "true"`. */
export function isSample(document: SloDocument): boolean {
  return document.metadata.labels?.['sample'] === 'true';
}

/** Where whoever is paged is led; null without one, also where the document is from times when it could hold anything. */
export function runbookUrlOf({ spec }: SloDocument): string | null {
  return spec.runbook === undefined ? null : webAddressWithoutPassword(spec.runbook);
}

/** What rules about who may write look at. */
export function attributesOf({ territory, document }: Pick<Slo, 'territory' | 'document'>): {
  territory: string;
  dataClass: string | null;
  managedBy: string | null;
} {
  return { territory, ...ruledBy(document.metadata.labels ?? {}) };
}

/** The first version of an SLO. */
export function newSlo(id: string, document: SloDocument, placement: Placement, now: Date): Slo {
  return {
    id,
    slug: document.metadata.name,
    ...placement,
    document,
    version: 1,
    indicatorRevision: 1,
    sample: isSample(document),
    createdAt: now,
    updatedAt: now,
  };
}

/**
 * The next version of an SLO, or the SLO itself when the document says nothing new.
 * The ledger stays in every case: a new target or window judges the same facts anew, a new indicator goes on in the same
 * ledger under the next indicator revision.
 */
export function changedSlo(slo: Slo, document: SloDocument, placement: Placement, now: Date): Slo {
  const same =
    sameJson(slo.document, document) &&
    slo.subjectId === placement.subjectId &&
    slo.team === placement.team;
  if (same) return slo;
  const remeasured = !sameIndicator(slo.document, document);
  return {
    ...slo,
    ...placement,
    document,
    version: slo.version + 1,
    indicatorRevision: slo.indicatorRevision + (remeasured ? 1 : 0),
    sample: isSample(document),
    updatedAt: now,
  };
}

function sameIndicator(a: SloDocument, b: SloDocument): boolean {
  const measured = ({ spec }: SloDocument): [IndicatorDocument, string | undefined] => [
    spec.indicator,
    spec.birth,
  ];
  return sameJson(measured(a), measured(b));
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(sorted(a)) === JSON.stringify(sorted(b));
}

/** Key order carries no meaning, and jsonb does not keep it. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, member]) => [key, sorted(member)]));
}

/** Holds a write against the rules over attributes, in what is there and in what shall be. @throws DomainError `forbidden` */
export function assertMayWriteSlo(scope: Scope, before: Slo | null, after: Slo | null): void {
  for (const slo of [before, after]) if (slo) assertMay(scope, 'write', 'slo', attributesOf(slo));
}
