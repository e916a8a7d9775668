import { foreignDocument } from '#contract';
import type * as z from 'zod/mini';
import { err, ok } from '../result.js';
import type { FieldError, Result } from '../result.js';
import { sloDocument } from './slo-document.js';
import { documentPatternWork } from './written-expressions.js';
import type { SloDocument } from './slo-document.js';

/** More are not read by anybody, and each costs us. */
const MOST_FAULTS = 100;
const MESSAGE = /^([a-z-]+): (.*)$/s;

/** The patterns of all texts of a document together: two texts may have as many as one may have. */
const MOST_PATTERN_WORK = 100_000;
const TOO_MUCH: FieldError = {
  path: 'spec.indicator',
  code: 'patterns-too-large',
  message:
    'The patterns of this document, together, expand to too many characters or name too many classes of Unicode; write shorter ones, or name the characters.',
};

function faultsOf(issue: z.core.$ZodIssue): FieldError[] {
  const path = issue.path.join('.');
  const [, code = 'invalid', message = issue.message] = MESSAGE.exec(issue.message) ?? [];
  if (issue.code !== 'unrecognized_keys') return [{ path, code, message }];
  return issue.keys.slice(0, MOST_FAULTS).map((key) => ({
    path: [...issue.path, key].join('.'),
    code,
    message: `'${key}' ${message}`,
  }));
}

/** Zod names the unknown fields of an object after its known ones; they are told first, for one of them may be a known one misspelt. */
function inOrder(issues: readonly z.core.$ZodIssue[]): z.core.$ZodIssue[] {
  const ordered: z.core.$ZodIssue[] = [];
  for (const issue of issues) {
    const siblings =
      issue.code === 'unrecognized_keys'
        ? ordered.findIndex(({ path }) => issue.path.every((part, i) => path[i] === part))
        : -1;
    ordered.splice(siblings < 0 ? ordered.length : siblings, 0, issue);
  }
  return ordered;
}

/**
 * Reads one SLO document from parsed YAML or JSON. Gives a clean copy, or every complaint at once (of very many the first), each with the
 * dotted path of its field (`spec.indicator.ratio.total`, list items by position), a kebab-case code and a sentence.
 */
export function parseSloDocument(input: unknown): Result<SloDocument, FieldError[]> {
  const foreign = foreignDocument(input);
  if (foreign !== null)
    return err([{ path: 'apiVersion', code: 'foreign-document', message: foreign }]);
  // Before any of them is compiled.
  if (documentPatternWork(input) > MOST_PATTERN_WORK) return err([TOO_MUCH]);
  const read = sloDocument.safeParse(input);
  return read.success
    ? ok(read.data)
    : err(inOrder(read.error.issues).flatMap(faultsOf).slice(0, MOST_FAULTS));
}
