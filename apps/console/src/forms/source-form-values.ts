import { INCIDENT_SEVERITIES } from '#contract';
import type { IncidentSeverity, SourceKind } from '#contract';
import type { AlertSource, AlertSourceInput } from '../api/contract.js';
import { randomId } from '../util/random-id.js';
import { spanSeconds, spanText } from '../util/span.js';

/** A label with a value, and what alerts are about that carry it. */
export interface MappingValues {
  /** tells the rows of a form apart, wherever they stand */
  key: string;
  label: string;
  value: string;
  subject: string;
}

/** A word of the label `severity`, and what it asks of people. */
export interface WordValues {
  key: string;
  word: string;
  severity: IncidentSeverity;
}

/** A source of alerts as its form holds it. */
export interface SourceValues {
  slug: string;
  name: string;
  kind: SourceKind;
  territory: string;
  territories: string[];
  defaultSubject: string;
  /** whether the Prometheus of this instance evaluates its rules */
  own: boolean;
  /** as people write it: `5m` */
  groupInterval: string;
  /** the same; '' = nothing is expected */
  watchdog: string;
  mappings: MappingValues[];
  words: WordValues[];
}

export const SEVERITIES: readonly IncidentSeverity[] = INCIDENT_SEVERITIES;

export const blankMapping = (): MappingValues => ({
  key: randomId(),
  label: '',
  value: '',
  subject: '',
});

export const blankWord = (): WordValues => ({ key: randomId(), word: '', severity: 'page' });

export function blankSource(territory: string): SourceValues {
  return {
    slug: '',
    name: '',
    kind: 'alertmanager',
    territory,
    territories: [],
    defaultSubject: '',
    own: false,
    groupInterval: '5m',
    watchdog: '1m',
    mappings: [],
    words: [],
  };
}

export function sourceValues(source: AlertSource): SourceValues {
  const { slug, name, territory, territories, defaultSubject, watchdogSeconds } = source;
  return {
    slug,
    name,
    kind: source.kind,
    territory,
    territories: territories.filter((code) => code !== territory),
    defaultSubject,
    own: source.prometheus !== null,
    groupInterval: spanText(source.groupIntervalSeconds),
    watchdog: watchdogSeconds === null ? '' : spanText(watchdogSeconds),
    mappings: source.mappings.map((mapping) => ({ key: randomId(), ...mapping })),
    words: Object.entries(source.severities).map(([word, severity]) => ({
      key: randomId(),
      word,
      severity,
    })),
  };
}

/** What is sent: what the kind knows, rows that are not empty. Spans are checked before. */
export function sourceInput(values: SourceValues): AlertSourceInput {
  const { kind, territory, territories, watchdog, groupInterval } = values;
  const words = values.words.filter(({ word }) => word.trim() !== '');
  return {
    name: values.name.trim(),
    kind,
    prometheus: kind === 'alertmanager' && values.own ? 'instance' : null,
    groupIntervalSeconds: spanSeconds(groupInterval) ?? 0,
    watchdogSeconds:
      kind === 'webhook' || watchdog.trim() === '' ? null : (spanSeconds(watchdog) ?? 0),
    territory,
    territories: [...new Set([territory, ...territories])].toSorted(),
    defaultSubject: values.defaultSubject,
    mappings: values.mappings
      .filter(({ label, value, subject }) => `${label}${value}${subject}`.trim() !== '')
      .map(({ label, value, subject }) => ({ label: label.trim(), value: value.trim(), subject })),
    severities: Object.fromEntries(
      words.map(({ word, severity }) => [word.trim().toLowerCase(), severity]),
    ),
  };
}
