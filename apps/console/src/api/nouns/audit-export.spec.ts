import { describe, expect, it } from '@jest/globals';
import type { AuditEvent } from '../contract.js';
import { auditCsv, auditJsonl } from './audit-export.js';

const event: AuditEvent = {
  seq: 7,
  at: '2026-01-15T02:12:04Z',
  actor: { kind: 'user', id: 'u1', name: '=HYPERLINK("x")' },
  action: 'slo.changed',
  target: { kind: 'slo', id: 'shop', name: 'Shop, latency' },
  territory: 'DE',
  reason: null,
  before: { target: '99.9' },
  after: null,
  requestId: null,
  ip: null,
  hash: 'bb',
  previousHash: 'aa',
};

describe('exported audit events', () => {
  it('are CSV with quoted fields, and never a formula', () => {
    const [head, line, end] = auditCsv([event]).split('\r\n');
    expect(head?.startsWith('seq,at,actorKind')).toBe(true);
    expect(line).toBe(
      '7,2026-01-15T02:12:04Z,user,u1,"\'=HYPERLINK(""x"")",slo.changed,slo,shop,"Shop, latency",DE,,,,"{""target"":""99.9""}",,aa,bb',
    );
    expect(end).toBe('');
  });
  it('are JSON Lines exactly as the API gave them', () => {
    expect(
      auditJsonl([event, event])
        .split('\n')
        .slice(0, 2)
        .map((line) => JSON.parse(line) as AuditEvent),
    ).toEqual([event, event]);
  });
});
