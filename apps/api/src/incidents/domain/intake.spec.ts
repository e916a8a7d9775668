import { describe, expect, it } from '@jest/globals';
import type { Alert } from './alert.js';
import { isEnded, isOpen } from './alert-state.js';
import type { DeliveredAlert } from './delivery.js';
import { Intake, placed, type Found, type IncidentWork } from './intake.js';
import { outcomeOf, type IncidentOutcome } from './intake-end.js';
import { incidentOf, minutes, noon } from './incident-examples.js';
import type { Incident } from './incident.js';
import type { Source } from './source.js';

const source: Source = {
  id: 's-1',
  slug: 'prometheus',
  name: 'Prometheus',
  kind: 'alertmanager',
  prometheus: null,
  groupIntervalSeconds: 300,
  watchdogSeconds: null,
  territory: 'DE',
  territories: ['DE'],
  defaultSubject: 'platform',
  mappings: [],
  severities: {},
  version: 1,
  createdAt: noon,
  updatedAt: noon,
};
const actor = { kind: 'system', id: 'source:prometheus', name: 'Prometheus' } as const;
const known = {
  slos: new Map([['shop-availability', 'shop']]),
  subjects: new Map([
    ['shop', 'DE'],
    ['platform', 'DE'],
  ]),
};
const KEY = 'DE|page|slo:shop-availability';

/** Minutes: an alert of the shop that fires since `start`, or ended at `end`. */
function alert(fingerprint: string, start: number, end?: number, labels = {}): DeliveredAlert {
  return {
    fingerprint,
    status: end === undefined ? 'firing' : 'resolved',
    startsAt: minutes(start),
    endsAt: minutes(end ?? 0),
    name: `Alert ${fingerprint}`,
    summary: `${fingerprint} burns`,
    labels: { alertname: fingerprint, severity: 'page', slo: 'shop-availability', ...labels },
    annotations: {},
    generatorUrl: null,
    folded: 0,
  };
}

/** What is known, between deliveries; kept as the database would. */
class Memory {
  readonly alerts = new Map<string, Alert>();
  readonly groups = new Map<string, string | null>();
  readonly incidents = new Map<string, Incident>();
  private ids = 0;

  /** @returns what became of each incident that the delivery touched */
  deliver(at: number, ...given: DeliveredAlert[]): IncidentOutcome[] {
    const now = minutes(at);
    const found: Found = { ...this };
    const newId = () => `id-${(this.ids += 1)}`;
    const intake = new Intake(found, { source, actor, origin: 'told', now, newId });
    for (const one of given) intake.take(placed(one, source, known, 'u'));
    for (const [key, id] of intake.moved) this.groups.set(key, id);
    for (const [fingerprint, one] of intake.alerts) this.alerts.set(fingerprint, one);
    return [...intake.works.values()].flatMap((work) => this.keep(work, now));
  }

  private keep(work: IncidentWork, now: Date): IncidentOutcome[] {
    const open = [...this.alerts.values()].filter(
      (one) => one.incidentId === work.incident.id && isOpen(one),
    );
    const counts = {
      firing: open.filter(({ folded }) => folded === 0).length,
      folded: open.reduce((sum, { folded }) => sum + folded, 0),
      ended: open.filter(isEnded).length,
    };
    const outcome = outcomeOf(work, counts, { by: actor, origin: 'told' }, now);
    this.incidents.set(work.incident.id, outcome?.incident ?? work.incident);
    return outcome ? [outcome] : [];
  }

  /** The states of all incidents, and how many alerts hold each open. */
  get states() {
    return [...this.incidents.values()].map(({ state, firing }) => `${state} ${firing}`);
  }
}

const said = (outcomes: IncidentOutcome[]) =>
  outcomes.map(({ entries, events }) => [
    entries.map(({ kind }) => kind).join(),
    events.map(({ name }) => name).join(),
  ]);

describe('alerts of one outage', () => {
  it('are one incident, whatever tiers fire', () => {
    const memory = new Memory();
    expect(said(memory.deliver(0, alert('a', -1), alert('b', 0)))).toEqual([
      ['triggered', 'incident.triggered'],
    ]);
    expect(said(memory.deliver(2, alert('c', 1)))).toEqual([['alerts.fired', 'incident.changed']]);
    expect(memory.states).toEqual(['triggered 3']);
    expect([...memory.incidents.values()]).toMatchObject([
      {
        title: 'a burns',
        groupKey: KEY,
        slo: 'shop-availability',
        subject: 'shop',
        source: 'prometheus',
        startedAt: minutes(-1),
        triggeredAt: minutes(0),
      },
    ]);
  });

  it('change nothing when they are told again', () => {
    const memory = new Memory();
    memory.deliver(0, alert('a', -1));
    expect(memory.deliver(1, alert('a', -1))).toEqual([]);
  });

  it('are another version of it with each delivery that changes something, and with one', () => {
    const memory = new Memory();
    const version = (...[at, ...given]: Parameters<Memory['deliver']>) => {
      memory.deliver(at, ...given);
      return [...memory.incidents.values()][0]?.version;
    };
    expect(version(0, alert('a', -1))).toBe(1);
    expect(version(1, alert('a', -1))).toBe(1);
    expect(version(2, alert('b', 1))).toBe(2);
    expect(version(3, alert('b', 1, 2))).toBe(3);
    expect(version(4, alert('a', -1, 3))).toBe(4); // its end, and that it is over
  });

  it('that fire on under another team say so once', () => {
    const memory = new Memory();
    memory.deliver(0, alert('a', -1, undefined, { alertname: 'Burn', team: 'old' }));
    const moved = memory.deliver(
      5,
      alert('a', -1, 5, { alertname: 'Burn', team: 'old' }),
      alert('b', 5, undefined, { alertname: 'Burn', team: 'new' }),
    );
    expect(said(moved)).toEqual([['alerts.relabelled', 'incident.changed']]);
    expect(memory.states).toEqual(['triggered 1']);
  });

  it('end it with the last of them', () => {
    const memory = new Memory();
    memory.deliver(0, alert('a', -1), alert('b', 0));
    expect(said(memory.deliver(5, alert('a', -1, 4)))).toEqual([
      ['alerts.resolved', 'incident.changed'],
    ]);
    expect(said(memory.deliver(6, alert('b', 0, 5)))).toEqual([
      ['alerts.resolved,resolved', 'incident.resolved'],
    ]);
    expect(memory.states).toEqual(['resolved 0']);
  });

  it('do not end it in between when one ends and another begins', () => {
    const memory = new Memory();
    memory.deliver(0, alert('a', -1));
    memory.deliver(5, alert('b', 4), alert('a', -1, 4));
    expect(memory.states).toEqual(['triggered 1']);
  });

  it('are another incident for another class, and none for what is only to be known', () => {
    const memory = new Memory();
    memory.deliver(
      0,
      alert('a', 0),
      alert('b', 0, undefined, { severity: 'ticket' }),
      alert('c', 0, undefined, { severity: 'info' }),
    );
    memory.deliver(5, alert('a', 0, 4));
    expect(memory.states).toEqual(['resolved 0', 'triggered 1']);
    expect(memory.alerts.get('c')).toMatchObject({ class: 'info', incidentId: null });
  });

  it('raise its severity, and say so', () => {
    const memory = new Memory();
    memory.deliver(0, alert('a', 0));
    const outcomes = memory.deliver(1, alert('b', 1, undefined, { severity: 'critical' }));
    expect(said(outcomes)).toEqual([['alerts.fired,severity.raised', 'incident.changed']]);
    expect(outcomes[0]?.incident.severity).toBe('critical');
  });

  it('stay with their incident while they fire, whatever the catalog says by then', () => {
    const memory = new Memory();
    memory.deliver(0, alert('a', 0, undefined, { slo: 'unknown' }));
    const [before] = memory.alerts.values();
    memory.deliver(1, alert('a', 0));
    expect(memory.alerts.get('a')).toMatchObject({ groupKey: before?.groupKey, slo: null });
    memory.deliver(3, alert('a', 0, 2));
    memory.deliver(4, alert('a', 3));
    expect(memory.alerts.get('a')).toMatchObject({ groupKey: KEY, slo: 'shop-availability' });
  });
});

describe('objectives that were never measured', () => {
  const never = (n: number, labels = {}, end?: number): DeliveredAlert => ({
    ...alert(`never-${n}`, 0, end, {
      severity: 'ticket',
      slo: `slo-${n}`,
      service: 'shop',
      ...labels,
    }),
    name: 'LeitstandNoData',
    summary: `slo-${n} has never been measured`,
  });
  const many = Array.from({ length: 850 }, (_, n) => n);

  it('are one incident of their territory, which counts them, and over with the last of them', () => {
    const memory = new Memory();
    const [begun, ...others] = memory.deliver(0, ...many.map((n) => never(n)));
    expect(others).toEqual([]);
    expect(begun?.incident).toMatchObject({
      title: 'Objectives in DE have never been measured',
      class: 'ticket',
      groupKey: 'DE|ticket|rule:LeitstandNoData',
      slo: null,
      subject: null,
      firing: 850,
    });
    memory.deliver(5, ...many.slice(1).map((n) => never(n, {}, 4)));
    expect([...memory.incidents.values()]).toMatchObject([{ state: 'triggered', firing: 1 }]);
    memory.deliver(6, never(0, {}, 5));
    expect([...memory.incidents.values()]).toMatchObject([{ state: 'resolved', firing: 0 }]);
  });

  it('are beside one that was measured before and is not any more, which pages for its SLO', () => {
    const memory = new Memory();
    const lost = never(1, { severity: 'page', slo: 'shop-availability' });
    memory.deliver(0, never(2), { ...lost, summary: 'shop-availability is no longer measured' });
    expect([...memory.incidents.values()].map(({ groupKey }) => groupKey).toSorted()).toEqual([
      'DE|page|slo:shop-availability',
      'DE|ticket|rule:LeitstandNoData',
    ]);
  });
});

describe('an alert that comes back', () => {
  it.each<[string, number, string[], string]>([
    ['within a quarter of an hour reopens', 17, ['triggered 1'], 'reopened'],
    ['later is another incident', 18, ['resolved 0', 'triggered 1'], 'triggered'],
  ])('%s', (_, at, states, kind) => {
    const memory = new Memory();
    memory.deliver(0, alert('a', 0));
    memory.deliver(2, alert('a', 0, 1));
    expect(said(memory.deliver(at, alert('a', at)))).toEqual([[kind, `incident.${kind}`]]);
    expect(memory.states).toEqual(states);
  });

  it('a third time within an hour has to be quiet for a quarter of an hour', () => {
    const memory = new Memory();
    for (const at of [0, 5, 10, 15]) {
      memory.deliver(at, alert('a', at));
      memory.deliver(at + 2, alert('a', at, at + 1));
    }
    expect(memory.states).toEqual(['triggered 0']);
    expect([...memory.incidents.values()][0]?.quietUntil).toEqual(minutes(32));
    memory.deliver(20, alert('a', 20));
    expect([...memory.incidents.values()][0]?.quietUntil).toBeNull();
  });

  it('after somebody resolved its incident: the same occurrence pages no more, another one does', () => {
    const memory = new Memory();
    memory.deliver(0, alert('a', 0));
    const [incident] = memory.incidents.values() as Iterable<Incident>;
    const over = {
      state: 'resolved',
      automatic: false,
      resolvedAt: minutes(1),
      resolvedBy: actor,
    } as const;
    memory.incidents.set(incident?.id ?? '', { ...incident, ...over } as Incident);
    expect(memory.deliver(2, alert('a', 0))).toEqual([]);
    memory.deliver(3, alert('a', 2));
    expect(memory.states).toEqual(['resolved 0', 'triggered 1']);
  });

  it('while its incident is open moves nobody', () => {
    const memory = new Memory();
    memory.deliver(0, alert('a', 0));
    expect(memory.deliver(3, alert('a', 2))).toEqual([]);
  });
});

describe('an alert that is over before anybody heard of it', () => {
  it('is an incident that is resolved already, once', () => {
    const memory = new Memory();
    expect(said(memory.deliver(9, alert('a', 1, 5)))).toEqual([['recorded', 'incident.changed']]);
    expect(memory.deliver(9, alert('a', 1, 5))).toEqual([]);
    expect(memory.deliver(9, alert('a', 1))).toEqual([]);
    expect([...memory.incidents.values()]).toMatchObject([
      { state: 'resolved', automatic: true, startedAt: minutes(1), resolvedAt: minutes(9) },
    ]);
  });

  it('stands in the timeline of the incident that is there', () => {
    const memory = new Memory();
    memory.deliver(0, alert('a', 0));
    expect(said(memory.deliver(9, alert('b', 1, 5)))).toEqual([
      ['alerts.missed', 'incident.changed'],
    ]);
    expect(memory.states).toEqual(['triggered 1']);
  });
});

describe('another summary', () => {
  it('stands in the timeline at most every five minutes', () => {
    const memory = new Memory();
    const told = (at: number, summary: string) =>
      said(memory.deliver(at, { ...alert('a', 0), summary }));
    memory.deliver(0, alert('a', 0));
    expect(told(4, '9 times')).toEqual([]);
    expect(told(5, '9 times')).toEqual([['alert.retold', 'incident.changed']]);
    expect(told(6, '9 times')).toEqual([]);
  });
});

describe('alerts that stand for many', () => {
  it('are counted, and hold their incident open', () => {
    const memory = new Memory();
    memory.deliver(0, alert('a', 0), { ...alert('rest', 0), folded: 700 });
    expect([...memory.incidents.values()]).toMatchObject([{ firing: 1, folded: 700 }]);
    memory.deliver(2, alert('a', 0, 1));
    expect([...memory.incidents.values()]).toMatchObject([
      { state: 'triggered', firing: 0, folded: 700 },
    ]);
    const [outcome] = memory.deliver(3, { ...alert('rest', 0), folded: 600 });
    expect(outcome).toMatchObject({ incident: { folded: 600 }, entries: [] });
  });
});

describe('what is said of alerts', () => {
  it('names ten of them, and where one may not lie', () => {
    const memory = new Memory();
    const many = Array.from({ length: 12 }, (_, n) =>
      alert(`f${n}`, 0, undefined, n === 0 ? { territory: 'AT' } : {}),
    );
    const [outcome] = memory.deliver(0, ...many);
    const data = outcome?.entries[0]?.data ?? {};
    expect(data).toMatchObject({ count: 12, severity: 'page', alerts: { length: 10 } });
    expect((data['alerts'] as object[])[0]).toEqual({
      name: 'Alert f0',
      summary: 'f0 burns',
      fingerprint: 'f0',
      startsAt: noon,
      outside: 'AT',
    });
  });
});

describe('an incident that people declared', () => {
  it('is ended by no alert', () => {
    const declared = incidentOf({ source: null });
    const from = { by: actor, origin: 'told' } as const;
    const lists = { fired: [], missed: [], ended: [], retold: [] };
    const work: IncidentWork = {
      incident: declared,
      before: declared,
      birth: 'none',
      reopened: false,
      newcomers: 0,
      resolved: [{ ...alert('a', 0, 1) } as unknown as Alert],
      ...lists,
    };
    expect(outcomeOf(work, { firing: 0, folded: 0, ended: 0 }, from, noon)?.incident.state).toBe(
      'triggered',
    );
  });
});
