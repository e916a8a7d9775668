import { describe, expect, it } from '@jest/globals';
import { sloDocuments } from './slo-documents.js';

const from = (text: string) => sloDocuments([{ name: 'slos.yaml', text }]);

describe('documents of objectives', () => {
  it('are found in YAML and JSON, empty ones passed over, numbers in quotes kept as text', () => {
    const found = from(
      '---\n---\nkind: SLO\nmetadata: { name: a }\nspec: { target: "95.0" }\n---\n{"kind": "SLO", "metadata": {"name": "b"}}\n',
    );
    expect(found.map(({ name }) => name)).toEqual(['a', 'b']);
    expect(found[0]?.document).toEqual({
      kind: 'SLO',
      metadata: { name: 'a' },
      spec: { target: '95.0' },
    });
  });

  it('are refused by number when they are something else, or not YAML', () => {
    expect(() =>
      from('kind: SLO\nmetadata: { name: a }\n---\nkind: Team\nmetadata: { name: b }\n'),
    ).toThrow('slos.yaml, document 2 is not an SLO');
    expect(() => from('version: prometheus/v1\nservice: shop\nslos: []\n')).toThrow(
      'slos.yaml, document 1: This is a document of Sloth (prometheus/v1)',
    );
    expect(() => from('kind: [')).toThrow('slos.yaml, document 1:');
  });
});
