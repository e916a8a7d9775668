import { describe, expect, it } from '@jest/globals';
import type { MaintenanceWindow } from '../api/contract.js';
import { maintenanceInput, maintenanceValues, readMatchers } from './maintenance-form-values.js';

const WINDOW: MaintenanceWindow = {
  slug: 'disks',
  name: 'Disks',
  territory: 'DE',
  labels: { kind: 'hardware' },
  reason: 'New disks',
  subjects: ['shop'],
  matchers: [
    { label: 'job', operator: '=', value: 'db' },
    { label: 'env', operator: '!=', value: 'a=b' },
  ],
  timeZone: 'Europe/Berlin',
  starts: '2026-12-05T22:00',
  durationMinutes: 120,
  rrule: null,
  author: { kind: 'user', id: 'a', name: 'Ann' },
  version: 1,
  createdAt: '2026-12-01T00:00:00Z',
  updatedAt: '2026-12-01T00:00:00Z',
  activeUntil: null,
  next: [],
  held: 0,
  heldLately: 0,
};

describe('the form of a maintenance window', () => {
  it.each([null, 'FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=SU'])(
    'sends what it was opened with (%s)',
    (rrule) => {
      const window = { ...WINDOW, rrule };
      expect(window).toMatchObject(maintenanceInput(maintenanceValues(window), window.labels));
    },
  );

  it.each([
    ['', []],
    [' job = db \n', [{ label: 'job', operator: '=', value: 'db' }]],
    ['job!=', [{ label: 'job', operator: '!=', value: '' }]],
    ['job', null],
    ['1a=b', null],
  ])('reads %j', (text, expected) => {
    expect(readMatchers(text)).toEqual(expected);
  });
});
