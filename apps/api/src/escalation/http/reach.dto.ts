import { PAGE_ROUTES } from '#contract';
import { z } from 'zod';
import { personIn } from '../../oncall/domain/responders.js';
import { pageShape, personSchema } from '../../platform/http/common-schemas.js';
import { timeQuery } from '../../platform/http/time-query.js';
import { filterShape } from '../documents/policy-schemas.js';
import type { ReachView } from '../use-cases/list-reach.js';
import { reachedIn, reachedSchema } from './escalation.dto.js';

export const reachQuery = z.strictObject({
  ...filterShape,
  ...pageShape(),
  at: timeQuery.optional().meta({ description: 'When the incident would begin; now by default' }),
});
export type ReachQuery = z.output<typeof reachQuery>;

const unreachedSchema = z
  .object({
    step: z.int().meta({ description: '1 to n of the policy; n + 1 = its fallback' }),
    schedule: z.string().nullable().meta({ description: 'null = the policy names the user' }),
    user: personSchema
      .nullable()
      .meta({ description: 'Whom no page reaches; null = nobody is on call by the schedule' }),
  })
  .meta({ id: 'UnreachedTarget' });

const reachSchema = z
  .object({
    policy: z.string(),
    name: z.string(),
    territory: z.string(),
    route: z
      .enum(PAGE_ROUTES)
      .nullable()
      .meta({ description: 'null = nobody at all would be reached' }),
    step: z.int().nullable(),
    people: z.array(reachedSchema),
    unreached: z
      .array(unreachedSchema)
      .meta({ description: 'Targets of the steps that are passed over on the way there' }),
  })
  .meta({ id: 'Reach' });

export const reachPage = z
  .object({
    at: z.iso.datetime(),
    items: z.array(reachSchema),
    nextCursor: z.string().nullable(),
  })
  .meta({ id: 'ReachPage' });

export function reachJson({ policy, page, people, ways }: ReachView) {
  return {
    policy: policy.slug,
    name: policy.name,
    territory: policy.territory,
    route: page.route,
    step: page.place?.step ?? null,
    people: page.users.map(reachedIn(people, ways)),
    unreached: page.unreached.flatMap(({ step, target, means }) => {
      const schedule = 'schedule' in target ? target.schedule : null;
      const users = means.length > 0 ? means.map((id) => personIn(people, id)) : [null];
      return users.map((user) => ({ step, schedule, user }));
    }),
  };
}
