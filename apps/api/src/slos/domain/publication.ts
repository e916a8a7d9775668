import { RULES_MESSAGES } from '#contract';
import type { SloDocument } from '#slo';
import type { Withheld } from './rule-cost.js';
import type { RulesState } from './slo.js';

/** An SLO as far as its rules need it. */
export interface PublishableSlo {
  readonly id: string;
  readonly slug: string;
  readonly service: string;
  readonly team: string | null;
  readonly territory: string;
  /** label matchers that every selector in its territory must carry */
  readonly matchers: string;
  readonly document: SloDocument;
  readonly version: number;
  readonly updatedAt: Date;
  readonly publishedVersion: number;
  readonly refusedVersion: number | null;
  /** version of the Prometheus that refused it; null = our own reader did, or it is not known */
  readonly refusedBy: string | null;
  readonly rulesState: RulesState;
  readonly rulesMessage: string | null;
  readonly deleted: boolean;
  /** since when counts under its name are about it, where a deleted SLO had the name shortly before; null = always */
  readonly since: Date | null;
}

/** How publishing one version went. */
export interface Publication {
  readonly id: string;
  /** the version that was compiled, not a newer one that came meanwhile */
  readonly version: number;
  readonly state: RulesState;
  readonly message: string | null;
  /** waiting: nothing is decided yet */
  readonly outcome: 'loaded' | 'refused' | 'waiting';
  /** of one that is refused: as `refusedBy` */
  readonly by?: string | null;
}

/** What is said of an SLO whose rules lie there for whatever has Prometheus read them. */
export const WRITTEN = RULES_MESSAGES.written;

/** What is said of one that waits, by what is waited for. */
export const WAITS_FOR = {
  worker: RULES_MESSAGES.saved,
  proof: RULES_MESSAGES.checking,
  reload: RULES_MESSAGES.loading,
} as const;

/** Whether its present version was refused. */
export function isRefused(slo: PublishableSlo): boolean {
  return !slo.deleted && slo.refusedVersion === slo.version;
}

/** Whether nothing is decided of its present version. */
export function isWaiting(slo: PublishableSlo): boolean {
  return slo.publishedVersion < slo.version && slo.refusedVersion !== slo.version;
}

/** How publishing its present version went, but for the outcome. */
export function publicationOf(
  { id, version }: PublishableSlo,
  state: Publication['state'],
  message: string | null,
): Omit<Publication, 'outcome'> {
  return { id, version, state, message };
}

/** That its present version is refused. @param by version of the Prometheus that refused it; null = our own reader did */
export function refusal(slo: PublishableSlo, reason: string, by: string | null): Publication {
  return { ...publicationOf(slo, 'failed', reason), outcome: 'refused', by };
}

/** That its present version is not loaded for what it costs. */
export function withholding(
  slo: PublishableSlo,
  { state, reason, outcome }: Withheld,
): Publication {
  return { ...publicationOf(slo, state, reason), outcome };
}

/** Whether it says anything that the rows do not say yet. */
export function differs(
  { id, version, state, message, outcome, by = null }: Publication,
  slos: readonly PublishableSlo[],
): boolean {
  const slo = slos.find((one) => one.id === id);
  if (!slo) return false;
  const decided = {
    waiting: true,
    refused: slo.refusedVersion === version && slo.refusedBy === by,
    loaded: slo.publishedVersion === version && slo.refusedVersion === null,
  }[outcome];
  return !decided || slo.rulesState !== state || slo.rulesMessage !== message;
}

/** What is to be said of those that wait, where it is not said yet. @param message null = nothing */
export function waitingNotes(
  slos: readonly PublishableSlo[],
  message: (slo: PublishableSlo) => string | null,
): Publication[] {
  const notes = slos.filter(isWaiting).flatMap((slo): Publication[] => {
    const text = message(slo);
    return text === null ? [] : [{ ...publicationOf(slo, 'pending', text), outcome: 'waiting' }];
  });
  return notes.filter((one) => differs(one, slos));
}
