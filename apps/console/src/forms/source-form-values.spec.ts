import { describe, expect, it } from '@jest/globals';
import type { AlertSource } from '../api/contract.js';
import {
  blankMapping,
  blankSource,
  blankWord,
  sourceInput,
  sourceValues,
} from './source-form-values.js';

const source = {
  slug: 'plant',
  name: 'Plant',
  kind: 'alertmanager',
  prometheus: null,
  groupIntervalSeconds: 300,
  watchdogSeconds: 90,
  territory: 'DE',
  territories: ['CH', 'DE'],
  defaultSubject: 'shop',
  mappings: [{ label: 'job', value: 'till', subject: 'shop' }],
  severities: { sev3: 'ticket' },
} as unknown as AlertSource;
const { slug: _slug, ...input } = source as AlertSource & { slug: string };

describe('the form of a source', () => {
  it('sends what it was given when nothing was changed', () => {
    expect(sourceInput(sourceValues(source))).toEqual(input);
    const own = { ...source, prometheus: 'instance', watchdogSeconds: null } as AlertSource;
    expect(sourceInput(sourceValues(own))).toMatchObject({
      prometheus: 'instance',
      watchdogSeconds: null,
    });
  });

  it('sends only what its kind knows', () => {
    const values = { ...blankSource('DE'), own: true };
    expect(sourceInput({ ...values, kind: 'grafana' })).toMatchObject({
      kind: 'grafana',
      prometheus: null,
      watchdogSeconds: 60,
    });
    expect(sourceInput({ ...values, kind: 'webhook' })).toMatchObject({
      prometheus: null,
      watchdogSeconds: null,
    });
  });

  it('leaves out rows that are empty, and writes words in small letters', () => {
    const values = {
      ...blankSource('DE'),
      mappings: [blankMapping(), { ...blankMapping(), label: ' job ', value: 'x', subject: 's' }],
      words: [blankWord(), { ...blankWord(), word: ' P1 ' }],
    };
    expect(sourceInput(values)).toMatchObject({
      territories: ['DE'],
      mappings: [{ label: 'job', value: 'x', subject: 's' }],
      severities: { p1: 'page' },
    });
  });
});
