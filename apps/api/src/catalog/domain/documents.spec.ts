import { describe, expect, it } from '@jest/globals';
import { environmentDocument, teamDocument } from './documents.js';

const at = new Date('2026-11-10T12:00:00Z');
const resource = { id: 'i', territory: 'DE', version: 1, createdAt: at, updatedAt: at } as const;

describe('a catalog document', () => {
  it('of a team leaves out what is not said', () => {
    const team = { ...resource, slug: 'shop', name: 'shop', labels: {}, description: 'Sells' };
    expect(teamDocument({ ...team, contact: null, members: [] })).toEqual({
      apiVersion: 'leitstand/v1',
      kind: 'Team',
      metadata: { name: 'shop' },
      spec: { description: 'Sells', territory: 'DE' },
    });
  });

  it('of an environment has its labels, and its name where it is not the slug', () => {
    const said = { purpose: 'sales', availability: 'always', access: 'VPN', owner: 'Ann' };
    const named = { slug: 'prod', name: 'Production', labels: { tier: '1' } };
    expect(environmentDocument({ ...resource, ...named, ...said })).toEqual({
      apiVersion: 'leitstand/v1',
      kind: 'Environment',
      metadata: { name: 'prod', displayName: 'Production', labels: { tier: '1' } },
      spec: { ...said, territory: 'DE' },
    });
  });
});
