import type { Alert } from './alert.js';
import { Evaluated, type EvaluatedRule, type FiringAlert } from './evaluated.js';
import { minutes, noon } from './incident-examples.js';
import type { OwnRules } from './own-rules.js';
import type { ListedAlert, Reconciled } from './reconcile.js';
import { LOOK_MS } from './silence.js';

// What specs of reconciliation begin with: one rule, its alert, and what is known of both.
export const labels = { alertname: 'ShopDown', severity: 'page', instance: 'a' };
export const told = { ...labels, leitstand_url: 'http://console.example' };
export const fires = (changes: Partial<FiringAlert> = {}): FiringAlert => ({
  name: 'ShopDown',
  labels,
  annotations: {},
  activeAt: minutes(-9),
  ...changes,
});
export const rule = (changes: Partial<EvaluatedRule> = {}): EvaluatedRule => ({
  name: 'ShopDown',
  evaluatedAt: noon,
  intervalMs: 30_000,
  healthy: true,
  firing: [],
  pending: [],
  ...changes,
});
export const says = (rules: EvaluatedRule[], startedAt: Date | null = minutes(-600)) =>
  new Evaluated(noon, rules, startedAt);
export const listed = (changes: Partial<ListedAlert> = {}): ListedAlert => ({
  fingerprint: 'f-1',
  labels: told,
  suppressedBy: null,
  receivers: ['leitstand'],
  ...changes,
});
export const alert = (changes: Partial<Alert> = {}): Alert =>
  ({
    fingerprint: 'f-1',
    name: 'ShopDown',
    labels: told,
    firingFrom: minutes(-5),
    closedUntil: null,
    endTold: null,
    endToldAt: null,
    absentAt: null,
    ...changes,
  }) as Alert;
export const ended = alert({ endTold: minutes(-1), endToldAt: minutes(-1) });
export const deaf = (from: number, to: number) => ({
  lookedAt: minutes(to),
  pauses: [{ from: minutes(from), to: minutes(to), deafMs: (to - from) * 60_000 - LOOK_MS }],
});
export const NO_SLOS: OwnRules = {
  slos: new Set(),
  spans: new Map(),
  isAnyLoaded: false,
  isSetAside: false,
};
export const known = (changes: Partial<Reconciled> = {}): Reconciled => ({
  source: {
    prometheus: 'instance',
    groupIntervalSeconds: 10,
    watchdogSeconds: null,
    severities: {},
  },
  watchdogAt: null,
  watch: { lookedAt: noon, pauses: [] },
  receiver: 'leitstand',
  open: [],
  closed: [],
  findings: [],
  evaluated: says([rule()]),
  own: NO_SLOS,
  listed: [],
  ...changes,
});
