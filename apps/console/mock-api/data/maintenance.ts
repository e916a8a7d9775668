import type { MaintenanceWindow } from '../../src/api/contract.js';

const HOUR_MS = 3_600_000;

export function maintenanceWindows(now: Date): MaintenanceWindow[] {
  const hours = (count: number) => new Date(now.getTime() + count * HOUR_MS).toISOString();
  const common = {
    territory: 'DE',
    labels: {},
    author: { kind: 'user' as const, id: 'anna', name: 'Anna Lindqvist' },
    version: 1,
    createdAt: hours(-72),
    updatedAt: hours(-72),
    timeZone: 'Europe/Berlin',
    durationMinutes: 120,
  };
  return [
    {
      ...common,
      slug: 'new-disks',
      name: 'New disks',
      reason: 'The disks of the till are exchanged.',
      subjects: ['checkout'],
      matchers: [],
      starts: hours(-1).slice(0, 16),
      rrule: null,
      activeUntil: hours(1),
      next: [{ from: hours(-1), to: hours(1) }],
      held: 1,
      heldLately: 1,
    },
    {
      ...common,
      slug: 'sunday-restart',
      name: 'Restart on Sundays',
      reason: 'The database is restarted.',
      subjects: [],
      matchers: [{ label: 'job', operator: '=', value: 'db' }],
      starts: '2026-01-04T22:00',
      rrule: 'FREQ=WEEKLY;BYDAY=SU',
      activeUntil: null,
      next: [
        { from: hours(50), to: hours(52) },
        { from: hours(218), to: hours(220) },
      ],
      held: 0,
      heldLately: 4,
    },
  ];
}
