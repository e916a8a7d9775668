import * as z from 'zod/mini';
import { parseTarget } from '../target.js';
import { address, fields, must, name, number, prose, text, texts, title } from './fields.js';
import { indicator } from './indicator.js';
import { window } from './window.js';

const target = text().check(
  must(
    (value) => parseTarget(value) !== undefined,
    "not-a-target: A target is a percentage strictly between 0 and 100 as plain decimal text with at most 8 digits after the point, such as '99.9'.",
  ),
);

const count = number.check(
  must(
    (value) => Number.isInteger(value) && value >= 0,
    'not-a-count: This must be a whole number, 0 or more.',
  ),
);

const alerting = fields({
  minBadEvents: z.optional(count),
  disabled: z.optional(z.boolean('not-a-boolean: This must be true or false.')),
});

export const BIRTH_MODES = ['guarded', 'off', 'zero'] as const;
export type BirthMode = (typeof BIRTH_MODES)[number];

const spec = fields({
  /** Slug of the subject the promise is about. */
  subject: name,
  team: z.optional(name),
  owner: z.optional(title(200)),
  description: z.optional(prose(1_050)),
  /** The address of the page that whoever is paged reads. */
  runbook: z.optional(address),
  /** Percent as an exact decimal: '99.9'. */
  target,
  window,
  indicator,
  alerting: z.optional(alerting),
  birth: z.optional(
    z.enum(BIRTH_MODES, `unknown-birth-mode: birth is one of ${BIRTH_MODES.join(', ')}.`),
  ),
});
export type SloSpec = z.infer<typeof spec>;

const metadata = fields({
  name,
  displayName: z.optional(title(200)),
  labels: z.optional(texts({ longest: 200, lines: false })),
  annotations: z.optional(texts({ longest: 4_096, lines: true })),
});

/** A service level objective as written in files and sent through the API. */
export const sloDocument = fields({
  apiVersion: z.literal('leitstand/v1', "unknown-version: apiVersion must be 'leitstand/v1'."),
  kind: z.literal('SLO', "unknown-kind: kind must be 'SLO'."),
  metadata,
  spec,
});
export type SloDocument = z.infer<typeof sloDocument>;
