import { describe, expect, it } from '@jest/globals';
import { foreignDocument } from './foreign-documents.js';

describe('documents of others', () => {
  it.each([
    ['Sloth (prometheus/v1)', { version: 'prometheus/v1', service: 'shop', slos: [] }],
    [
      'Sloth (sloth.slok.dev/v1 PrometheusServiceLevel)',
      { apiVersion: 'sloth.slok.dev/v1', kind: 'PrometheusServiceLevel' },
    ],
    [
      'Pyrra (pyrra.dev/v1alpha1 ServiceLevelObjective)',
      { apiVersion: 'pyrra.dev/v1alpha1', kind: 'ServiceLevelObjective' },
    ],
    ['OpenSLO (openslo/v1 SLO)', { apiVersion: 'openslo/v1', kind: 'SLO' }],
    ['OpenSLO (openslo.com/v2alpha SLO)', { apiVersion: 'openslo.com/v2alpha', kind: 'SLO' }],
    ['OpenSLO (openslo/v1 AlertPolicy)', { apiVersion: 'openslo/v1', kind: 'AlertPolicy' }],
  ])('of %s are told, with what to write instead', (what, document) => {
    expect(foreignDocument(document)).toMatch(
      new RegExp(
        `^This is a document of ${what.replace(/[()./]/g, '\\$&')}, which Leitstand does not read\\. Write kind: SLO with apiVersion: leitstand/v1 instead: .*spec\\.target.*\\.$`,
      ),
    );
  });

  it.each([
    { apiVersion: 'leitstand/v1', kind: 'SLO' },
    { apiVersion: 'v1', kind: 'Service' },
    { version: '3.8', services: {} },
    { apiVersion: 1, kind: null },
    [],
    'openslo/v1',
    null,
  ])('are not seen in %j', (document) => {
    expect(foreignDocument(document)).toBeNull();
  });
});
