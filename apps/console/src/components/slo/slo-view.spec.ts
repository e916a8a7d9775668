import { describe, expect, it } from '@jest/globals';
import { readFields } from '../../util/url-state.js';
import { parseViews, switchView } from '../../stores/saved-views.js';
import { switchColumn } from '../../util/chosen-columns.js';
import { DEFAULT_COLUMNS, SLO_COLUMNS } from './slo-column-ids.js';
import { listCommand, shellWord } from './list-command.js';
import { readView, viewOf, viewRows, writeView } from './slo-view.js';
import { SLO_FIELDS } from './slos-fields.js';
import { aReading, aRow } from './test-rows.js';

const rows = [
  aRow('b', { name: 'B', reading: aReading({ sli: 0.99 }) }),
  aRow('a', { name: 'A', reading: null }),
  aRow('gone', {
    name: 'Z',
    reading: aReading({ sli: 0.9, budget: { state: 'exhausted', leftShare: -1 } }),
  }),
  aRow('mail', {
    name: 'Mail',
    team: { slug: 'mail', name: 'Mail' },
    reading: aReading({ sli: 0.95 }),
  }),
];
const slugs = (view: string): string[] =>
  viewRows(rows, readView(view, null)).map(({ slug }) => slug);

describe('a view of the list', () => {
  it('stands in the order of the screen: urgency, or the column chosen, missing values last', () => {
    expect(slugs('')).toEqual(['gone', 'a', 'b', 'mail']);
    expect(slugs('sort=sli')).toEqual(['gone', 'mail', 'b', 'a']);
    expect(slugs('sort=-sli')).toEqual(['b', 'mail', 'gone', 'a']);
  });
  it('goes group after group, and only through what the filters leave', () => {
    expect(slugs('group=team&sort=-name')).toEqual(['gone', 'b', 'a', 'mail']);
    expect(slugs('team=mail')).toEqual(['mail']);
  });
  it('comes back from an address as it went in, without what is not its own', () => {
    const state = readView('budget=at-risk&group=team&sort=-sli', 'CH');
    expect(state.territory).toBe('CH');
    expect(writeView(state)).toBe('budget=at-risk&group=team&sort=-sli');
    expect(viewOf(readView('', 'CH'))).toEqual({});
    expect(readView('budget=sideways&tz=utc', null).budget).toBeNull();
  });
});

describe('the chosen columns', () => {
  const read = (columns: string): readonly string[] | null =>
    readFields(SLO_FIELDS, { columns }).columns;
  it('keep their order, always have the name, and are left out while they are the usual ones', () => {
    expect(read('left.status.nonsense')).toEqual(['status', 'name', 'left']);
    expect(read('nonsense')).toBeNull();
    expect(SLO_FIELDS.columns.write(DEFAULT_COLUMNS)).toBeUndefined();
    expect(SLO_FIELDS.columns.write(switchColumn(SLO_COLUMNS, DEFAULT_COLUMNS, 'time'))).toBe(
      'status.name.objective.sli.left.time.burn.runsOut.spark.team',
    );
    expect(switchColumn(SLO_COLUMNS, ['status', 'name'], 'name')).toEqual(['status', 'name']);
  });
});

describe('kept views', () => {
  const one = { name: 'One', search: { team: 'a' } };
  it('are let go when kept twice, whatever they are called', () => {
    expect(switchView([], one)).toEqual([one]);
    expect(switchView([one], { name: 'Eins', search: { team: 'a' } })).toEqual([]);
  });
  it('survive storage that holds something else', () => {
    expect(parseViews('{')).toEqual([]);
    expect(parseViews('[{"name":1},{"name":"One","search":{"team":"a"}}]')).toEqual([one]);
  });
});

describe('the list as a command', () => {
  it('carries every filter in the words of the command line', () => {
    const state = readView('q=slow shop&budget=at-risk&label=tier%3D1', 'DE');
    expect(listCommand(state, 'http://127.0.0.1:4700')).toBe(
      "leitstand slo list --search 'slow shop' --territory DE --budget at-risk --label tier=1",
    );
    const command = (view: string) => listCommand(readView(view, null), 'http://127.0.0.1:4700');
    expect(command('team=mail&sort=-left')).toBe('leitstand slo list --team mail --sort=-budget');
    expect(command('sort=spark')).toBe('leitstand slo list');
  });
  it('lets nothing out of the quotes', () => {
    expect(shellWord("it's; rm")).toBe("'it'\\''s; rm'");
  });
});
