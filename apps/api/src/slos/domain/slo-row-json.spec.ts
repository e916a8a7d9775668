import { describe, expect, it } from '@jest/globals';
import type { SloDocument } from '#slo';
import type { JsonText } from '../../platform/kernel/json-text.js';
import type { Reading } from './reading.js';
import { sloRowJson } from './slo-row-json.js';
import { shownObjective, type SloRowRecord, type Spark } from './slo-row.js';

const document: SloDocument = {
  apiVersion: 'leitstand/v1',
  kind: 'SLO',
  metadata: { name: 'api' },
  spec: {
    subject: 'shop',
    target: '99.9',
    window: { rolling: '30d' },
    indicator: { ratio: { total: 't', bad: 'b' } },
  },
};
const record = (changes: Partial<SloRowRecord> = {}): SloRowRecord => ({
  id: 's-1',
  slug: 'api',
  territory: 'DE',
  sample: false,
  version: 1,
  documentJson: JSON.stringify(document),
  updatedAt: new Date(0),
  subject: { slug: 'shop', name: 'Shop', kind: 'service' },
  team: null,
  rulesState: 'published',
  rulesMessage: null,
  readingJson: null,
  sparkJson: null,
  ...changes,
});
const shown = (changes: Partial<SloRowRecord> = {}): unknown =>
  JSON.parse(sloRowJson(record(changes)));

describe('a row of the list as text', () => {
  it('says what the row and its document say', () => {
    expect(shown()).toEqual({
      id: 's-1',
      slug: 'api',
      subject: { slug: 'shop', name: 'Shop', kind: 'service' },
      team: null,
      territory: 'DE',
      sample: false,
      name: 'api',
      description: '',
      labels: {},
      objective: shownObjective(document),
      reading: null,
      spark: Array.from({ length: 28 }, () => null),
      rules: { state: 'published', message: null },
      version: 1,
      updatedAt: '1970-01-01T00:00:00.000Z',
    });
  });

  it('shows the name, the description and the labels of the document', () => {
    const metadata = { name: 'api', displayName: 'The API', labels: { tier: '1' } };
    const spec = { ...document.spec, description: 'Answers' };
    const documentJson = JSON.stringify({ ...document, metadata, spec });
    expect(shown({ id: 's-2', documentJson })).toMatchObject({
      name: 'The API',
      description: 'Answers',
      labels: { tier: '1' },
    });
  });

  it('passes reading and spark line through, and follows a new version', () => {
    const measured = {
      readingJson: '{"kept":0.1}' as JsonText<Reading>,
      sparkJson: '[1,0.5]' as JsonText<Spark>,
    };
    expect(shown(measured)).toMatchObject({ reading: { kept: 0.1 }, spark: [1, 0.5] });
    const documentJson = JSON.stringify({ ...document, metadata: { name: 'other' } });
    expect(shown({ documentJson })).toMatchObject({ name: 'api' }); // a version never changes
    expect(shown({ documentJson, version: 2 })).toMatchObject({ name: 'other' });
  });
});
