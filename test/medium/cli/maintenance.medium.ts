import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { stringify } from 'yaml';
import { tokenOf } from '../../harness/actors.js';
import { startTestApp, type TestApp } from '../../harness/test-app.js';
import { cliOf, listen, type Cli } from './cli.js';

let test: TestApp;
let cli: Cli;
beforeAll(async () => {
  test = await startTestApp();
  const grants = [{ role: 'editor', territories: ['DE'] }] as const;
  const may = [
    'maintenance:read',
    'maintenance:write',
    'catalog:apply',
    'subject:read',
    'subject:write',
  ] as const;
  cli = cliOf(await listen(test), await tokenOf(test, grants, may, ['DE']));
});
afterAll(() => test.close());

const spec = {
  territory: 'DE',
  reason: 'New disks',
  subjects: ['shop'],
  matchers: [{ label: 'job', operator: '!=', value: 'web' }],
  timeZone: 'Europe/Berlin',
  starts: '2099-03-02T22:00',
  durationMinutes: 90,
  rrule: 'FREQ=WEEKLY;COUNT=2',
};

describe('leitstand maintenance', () => {
  it('shows windows that documents planned, what they are about, and deletes them', async () => {
    const documents = [
      { kind: 'Subject', metadata: { name: 'shop' }, spec: { territory: 'DE', type: 'service' } },
      { kind: 'MaintenanceWindow', metadata: { name: 'disks', displayName: 'Disks' }, spec },
    ].map((one) => `---\n${stringify({ apiVersion: 'leitstand/v1', ...one })}`);
    const apply = () => cli('catalog apply -f -', documents.join(''));
    expect((await apply()).code).toBe(0);
    expect((await cli('maintenance list')).out).toMatch(
      /^WINDOW .*\ndisks +next 2099-03-02 21:00:00Z +shop, job!=web +0 +0 +DE\n$/,
    );
    expect((await cli('maintenance list -q')).out).toBe('disks\n');
    const { out } = await cli('maintenance get disks');
    expect(out).toMatch(
      /next +2099-03-02 21:00:00Z to 2099-03-02 22:30:00Z; 2099-03-09 21:00:00Z to /,
    );
    expect(out).toMatch(/is about +0 alerts of 30 days, among them 0 pages\n/);
    expect(JSON.parse((await cli('maintenance get disks -o json')).out)).toMatchObject(spec);
    expect((await apply()).err).toContain('2 documents: 2 unchanged');
    const { out: exported } = await cli('catalog export');
    expect((await cli('catalog apply -f -', exported)).err).toContain('2 documents: 2 unchanged');
    expect((await cli('maintenance delete disks --yes')).code).toBe(0);
    const none = await cli('maintenance list');
    expect([none.out, none.err]).toEqual(['', 'There is no maintenance window.\n']);
    expect((await cli('maintenance get disks')).code).toBe(1);
  });
});
