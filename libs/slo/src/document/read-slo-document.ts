import { err, ok } from '../result.js';
import type { FieldError, Result } from '../result.js';
import { parseTarget } from '../target.js';
import { readIndicator } from './read-indicator.js';
import { readWindow } from './read-window.js';
import {
  Complaints,
  readFields,
  readName,
  readNumber,
  readOptionalText,
  readText,
  readTextMap,
} from './reader.js';
import type { Fields } from './reader.js';
import { BIRTH_MODES } from './slo-document.js';
import type { BirthMode, SloDocument, SloSpec } from './slo-document.js';

const SPEC_FIELDS = [
  'subject',
  'team',
  'owner',
  'description',
  'runbook',
  'target',
  'window',
  'indicator',
  'alerting',
  'birth',
];

/** Drops the fields that are undefined, so that documents compare and print cleanly. */
function compact<T extends object>(value: T): T {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined)) as T;
}

function readTarget(spec: Fields, complaints: Complaints): string | undefined {
  const text = readText(spec, 'target', 'spec', complaints);
  if (text === undefined || parseTarget(text) !== undefined) return text;
  return complaints.add(
    'spec.target',
    'not-a-target',
    "A target is a percentage strictly between 0 and 100 as plain decimal text with at most 8 digits after the point, such as '99.9'.",
  );
}

function readAlerting(value: unknown, complaints: Complaints): SloSpec['alerting'] {
  if (value === undefined) return undefined;
  const fields = readFields(value, 'spec.alerting', ['minBadEvents', 'disabled'], complaints);
  if (fields === undefined) return undefined;
  const { disabled } = fields;
  const floor =
    fields.minBadEvents === undefined
      ? undefined
      : readNumber(fields, 'minBadEvents', 'spec.alerting', complaints);
  if (floor !== undefined && (!Number.isInteger(floor) || floor < 0)) {
    complaints.add(
      'spec.alerting.minBadEvents',
      'not-a-count',
      'This must be a whole number, 0 or more.',
    );
  }
  if (disabled !== undefined && typeof disabled !== 'boolean')
    complaints.add('spec.alerting.disabled', 'not-a-boolean', 'This must be true or false.');
  return compact({
    minBadEvents: floor,
    disabled: disabled === undefined ? undefined : disabled === true,
  });
}

function readBirth(value: unknown, complaints: Complaints): BirthMode | undefined {
  if (value === undefined) return undefined;
  const mode = BIRTH_MODES.find((known) => known === value);
  return (
    mode ??
    complaints.add('spec.birth', 'unknown-birth-mode', `birth is one of ${BIRTH_MODES.join(', ')}.`)
  );
}

function readSpec(value: unknown, complaints: Complaints): SloSpec | undefined {
  const spec = readFields(value, 'spec', SPEC_FIELDS, complaints);
  if (spec === undefined) return undefined;
  const subject = readName(spec, 'subject', 'spec', complaints);
  const team = spec.team === undefined ? undefined : readName(spec, 'team', 'spec', complaints);
  const owner = readOptionalText(spec, 'owner', 'spec', complaints, 200);
  const description = readOptionalText(spec, 'description', 'spec', complaints, 1_050);
  const runbook = readOptionalText(spec, 'runbook', 'spec', complaints, 2_000);
  const target = readTarget(spec, complaints);
  const window = readWindow(spec.window, 'spec.window', complaints);
  const indicator = readIndicator(spec.indicator, 'spec.indicator', complaints);
  const alerting = readAlerting(spec.alerting, complaints);
  const birth = readBirth(spec.birth, complaints);
  if (
    subject === undefined ||
    target === undefined ||
    window === undefined ||
    indicator === undefined
  )
    return undefined;
  return compact({
    subject,
    team,
    owner,
    description,
    runbook,
    target,
    window,
    indicator,
    alerting,
    birth,
  });
}

function readMetadata(value: unknown, complaints: Complaints): SloDocument['metadata'] | undefined {
  const fields = readFields(
    value,
    'metadata',
    ['name', 'displayName', 'labels', 'annotations'],
    complaints,
  );
  if (fields === undefined) return undefined;
  const name = readName(fields, 'name', 'metadata', complaints);
  const displayName = readOptionalText(fields, 'displayName', 'metadata', complaints, 200);
  const labels = readTextMap(fields, 'labels', 'metadata', complaints);
  const annotations = readTextMap(fields, 'annotations', 'metadata', complaints);
  return name === undefined ? undefined : compact({ name, displayName, labels, annotations });
}

function checkHead(document: Fields, complaints: Complaints): void {
  if (document.apiVersion !== 'leitstand/v1')
    complaints.add('apiVersion', 'unknown-version', "apiVersion must be 'leitstand/v1'.");
  if (document.kind !== 'SLO') complaints.add('kind', 'unknown-kind', "kind must be 'SLO'.");
}

/**
 * Reads one SLO document from parsed YAML or JSON. Gives a clean copy, or every complaint at once, each with the dotted path of
 * its field (`spec.indicator.ratio.total`, list items by position), a kebab-case code and a sentence.
 */
export function parseSloDocument(input: unknown): Result<SloDocument, FieldError[]> {
  const complaints = new Complaints();
  const document = readFields(input, '', ['apiVersion', 'kind', 'metadata', 'spec'], complaints);
  if (document === undefined) return err(complaints.list);
  checkHead(document, complaints);
  const metadata = readMetadata(document.metadata, complaints);
  const spec = readSpec(document.spec, complaints);
  if (complaints.list.length > 0 || metadata === undefined || spec === undefined)
    return err(complaints.list);
  return ok({ apiVersion: 'leitstand/v1', kind: 'SLO', metadata, spec });
}
