import { readdirSync, readFileSync } from 'node:fs';

import { describe, expect, it } from '@jest/globals';
import { objectiveOf, parseSloDocument, type SloDocument } from '#slo';
import { parseAllDocuments } from 'yaml';

import { BUCKETS_SECONDS } from '../../shop/src/buckets.js';
import { OBJECTIVES } from './objectives.js';

interface Document {
  apiVersion: string;
  kind: string;
  metadata: { name: string; labels: Record<string, string> };
  spec: Record<string, unknown>;
}

const folder = new URL('../../catalog/', import.meta.url);
const documents = readdirSync(folder)
  .filter((file) => file.endsWith('.yaml'))
  .flatMap((file) => parseAllDocuments(readFileSync(new URL(file, folder), 'utf8')))
  .map((document) => {
    if ('errors' in document && document.errors.length > 0) throw document.errors[0];
    return document.toJS() as Document;
  });
const named = (kind: string): string[] =>
  documents.filter((one) => one.kind === kind).map(({ metadata }) => metadata.name);
const subjects = documents.filter(({ kind }) => kind === 'Subject');

function slo(name: string): SloDocument {
  const read = parseSloDocument(
    documents.find((one) => one.kind === 'SLO' && one.metadata.name === name),
  );
  if (!read.ok) throw new Error(JSON.stringify(read.error));
  return read.value;
}

describe('sample catalog', () => {
  it('is marked as sample data throughout, with names used once', () => {
    expect(documents.every(({ metadata }) => metadata.labels['sample'] === 'true')).toBe(true);
    expect(documents.every(({ apiVersion }) => apiVersion === 'leitstand/v1')).toBe(true);
    for (const kind of ['Team', 'Environment', 'Subject', 'SLO'])
      expect(new Set(named(kind)).size).toBe(named(kind).length);
  });

  it('has eight modules, three partners, one website and both territories', () => {
    const types = subjects.map(({ spec }) => spec['type']);
    expect(named('Subject').filter((name) => name.startsWith('module-'))).toHaveLength(8);
    expect(types.filter((type) => type === 'external-dependency')).toHaveLength(3);
    expect(types.filter((type) => type === 'website')).toHaveLength(1);
    expect(new Set(subjects.map(({ spec }) => spec['territory']))).toEqual(new Set(['DE', 'CH']));
  });

  it('refers only to what it defines', () => {
    for (const { spec } of subjects) {
      expect(named('Team')).toContain(spec['team']);
      expect(named('Environment')).toContain(spec['environment']);
      for (const name of spec['dependsOn'] as string[]) expect(named('Subject')).toContain(name);
    }
    for (const { slo: name } of OBJECTIVES)
      expect(named('Subject')).toContain(slo(name).spec.subject);
  });

  it('gives every data store all four backup figures', () => {
    const stores = subjects.filter(({ spec }) => spec['type'] === 'data-store');
    expect(stores.length).toBeGreaterThan(0);
    for (const { spec } of stores) {
      expect(Object.keys(spec['backup'] as object)).toEqual([
        'interval',
        'rpo',
        'rto',
        'restoreTestInterval',
      ]);
    }
  });

  it('has the objectives the history was drawn for, with the same targets and regimes', () => {
    expect(named('SLO').sort()).toEqual(OBJECTIVES.map(({ slo: name }) => name).sort());
    for (const { slo: name, allowed, regimes } of OBJECTIVES) {
      const { target, indicator } = slo(name).spec;
      expect(Number(target)).toBeCloseTo(100 * (1 - allowed), 9);
      expect(
        'latency' in indicator ? indicator.latency.regimes.map((regime) => regime.name) : [],
      ).toEqual(regimes);
    }
  });

  it('has thresholds that the shop has buckets for', () => {
    const latencies = OBJECTIVES.flatMap(({ slo: name }) => {
      const { indicator } = objectiveOf(slo(name));
      return indicator.kind === 'latency'
        ? indicator.regimes.map((regime) => regime.threshold.seconds)
        : [];
    });
    expect(latencies.sort((a, b) => a - b)).toEqual([0.2, 0.3, 0.45]);
    for (const seconds of latencies) expect(BUCKETS_SECONDS).toContain(seconds);
  });
});
