import type { AuditEvent } from '../../src/api/contract.js';
import { chance, hexDigest, uuid } from '../random.js';
import { ago } from '../time.js';

type Draft = Pick<AuditEvent, 'action' | 'target' | 'before' | 'after'> &
  Partial<Pick<AuditEvent, 'reason' | 'actor' | 'territory'>>;

const ANNA = { kind: 'user', id: uuid('anna'), name: 'Anna Lindqvist' } as const;
const BEN = { kind: 'user', id: uuid('ben.okafor@example.org'), name: 'Ben Okafor' } as const;
const CI = { kind: 'token', id: uuid('token-ci-catalog'), name: 'ci-catalog' } as const;
const SYSTEM = { kind: 'system', id: 'system:rules', name: 'Rule publisher' } as const;
const slo = (slug: string, name: string): AuditEvent['target'] => ({ kind: 'slo', id: slug, name });
const subject = (slug: string, name: string): AuditEvent['target'] => ({
  kind: 'subject',
  id: slug,
  name,
});

const DRAFTS: readonly Draft[] = [
  {
    action: 'slo.changed',
    target: slo('checkout-availability', 'Checkout availability'),
    reason: 'Agreed in the quarterly review',
    actor: ANNA,
    before: { spec: { target: '99.9', window: { rolling: '30d' }, alerting: { minBadEvents: 5 } } },
    after: { spec: { target: '99.5', window: { rolling: '30d' }, alerting: { minBadEvents: 5 } } },
  },
  {
    action: 'rules.published',
    target: { kind: 'rules', id: 'prometheus', name: 'leitstand.yaml' },
    actor: SYSTEM,
    before: { sha256: hexDigest('rules-1'), groups: 9 },
    after: { sha256: hexDigest('rules-2'), groups: 10 },
  },
  {
    action: 'subject.created',
    target: subject('invoice-service', 'Invoice service'),
    actor: BEN,
    before: null,
    after: {
      name: 'Invoice service',
      kind: 'service',
      territory: 'DE',
      tier: 2,
      dependsOn: ['xentral', 'mail-relay'],
    },
  },
  {
    action: 'token.created',
    target: { kind: 'token', id: uuid('token-grafana-reader'), name: 'grafana-reader' },
    actor: ANNA,
    before: null,
    after: { scopes: ['slo:read'], territories: ['DE', 'CH'], expiresAt: null },
  },
  {
    action: 'catalog.applied',
    target: { kind: 'catalog', id: 'apply', name: '12 documents' },
    actor: CI,
    before: null,
    after: { created: 1, changed: 2, unchanged: 9 },
  },
  {
    action: 'user.granted',
    target: { kind: 'user', id: uuid('carla.brunner@example.org'), name: 'Carla Brunner' },
    actor: ANNA,
    territory: 'CH',
    before: { grants: [{ role: 'viewer', territories: ['CH'] }] },
    after: { grants: [{ role: 'editor', territories: ['CH'] }] },
  },
  {
    action: 'session.started',
    target: { kind: 'user', id: uuid('ben.okafor@example.org'), name: 'Ben Okafor' },
    actor: BEN,
    before: null,
    after: { method: 'password' },
  },
  {
    action: 'slo.deleted',
    target: slo('legacy-import', 'Legacy import'),
    reason: 'Service switched off',
    actor: BEN,
    before: { spec: { target: '95', subject: 'legacy-import' } },
    after: null,
  },
  {
    action: 'subject.changed',
    target: subject('console-db', 'Console database'),
    actor: ANNA,
    before: { labels: { engine: 'postgresql' }, tier: 2 },
    after: { labels: { engine: 'postgresql', 'backup-interval': 'PT15M' }, tier: 1 },
  },
];

/** `count` events, newest first, forming an unbroken chain. */
export function auditEvents(now: Date, count: number): AuditEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const draft = DRAFTS[index % DRAFTS.length] ?? DRAFTS[0];
    if (!draft) throw new Error('no drafts');
    const seq = count - index;
    const actor = draft.actor ?? SYSTEM;
    return {
      seq,
      at: ago(now, { minutes: 7 + index * 41 + Math.floor(chance('audit', index) * 30) }),
      actor,
      action: draft.action,
      target: draft.target,
      territory: draft.territory ?? 'DE',
      reason: draft.reason ?? null,
      before: draft.before,
      after: draft.after,
      requestId: actor.kind === 'system' ? null : uuid(`request-${seq}`),
      ip: actor.kind === 'user' ? '10.4.12.87' : null,
      hash: hexDigest(`event-${seq}`),
      previousHash: seq === 1 ? '0'.repeat(64) : hexDigest(`event-${seq - 1}`),
    };
  });
}
