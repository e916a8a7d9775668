import type { AuditEvent } from '../../src/api/contract.js';
import { json, page } from '../answers.js';
import { auditEvents } from '../data/audit.js';
import { routes } from '../router.js';
import type { Call } from '../router.js';

function fits(event: AuditEvent, query: URLSearchParams): boolean {
  const has = (key: string, text: string): boolean =>
    text.toLowerCase().includes((query.get(key) ?? '').toLowerCase());
  return (
    has('actor', event.actor.name) &&
    event.action.startsWith(query.get('action') ?? '') &&
    has('subject', `${event.target?.id ?? ''} ${event.target?.name ?? ''}`) &&
    has(
      'q',
      `${event.actor.name} ${event.action} ${event.target?.name ?? ''} ${event.reason ?? ''} ${event.requestId ?? ''}`,
    ) &&
    (query.get('territory') ?? event.territory) === event.territory &&
    event.at >= (query.get('from') ?? '') &&
    (query.get('to') === null || event.at < (query.get('to') ?? ''))
  );
}

function all({ state, is, now }: Call): AuditEvent[] {
  if (is('empty')) return [];
  return is('many') ? auditEvents(now, 5_000) : state.audit;
}

export const auditRoutes = routes({
  'GET /audit': (call) =>
    json(
      page(
        all(call).filter((event) => fits(event, call.query)),
        call.query,
        50,
      ),
    ),
  'POST /audit/verification': (call) => {
    const events = all(call);
    const broken = call.is('broken-chain');
    return json({
      ok: !broken,
      standing: broken ? 'broken' : 'whole',
      acknowledged: 0,
      breaks: broken
        ? [
            {
              seq: 12,
              at: call.now.toISOString(),
              by: 'root@leitstand-1',
              reason: 'Backup of 03:00 restored',
              faultsTotal: 1,
              unproven: { from: 9, to: 11 },
              proven: true,
            },
          ]
        : [],
      anchored: events[0] ? { seq: events[0].seq, at: call.now.toISOString() } : null,
      events: events.length,
      head: events[0]?.hash ?? '',
      headSeq: events[0]?.seq ?? 0,
      faultsTotal: broken ? 2 : 0,
      checkedAt: call.now.toISOString(),
      faults: broken
        ? [
            {
              seq: 84,
              kind: 'edited',
              message: 'The stored event does not give its recorded hash.',
            },
            { seq: 41, kind: 'deleted', message: 'Event 41 is missing between 40 and 42.' },
          ]
        : [],
    });
  },
});
