import {
  CHOICES,
  HASTE_REFUSALS,
  INCIDENT_SEVERITIES,
  PAGE_ROUTES,
  RUN_REASONS,
  RUN_STATES,
  STOP_REASONS,
} from '#contract';
import { z } from 'zod';
import { personIn, type People } from '../../oncall/domain/responders.js';
import { personSchema } from '../../platform/http/common-schemas.js';
import { timeQuery } from '../../platform/http/time-query.js';
import type { EscalationRun } from '../domain/escalation-run.js';
import type { Escalation } from '../use-cases/get-escalation.js';
import type { Simulation } from '../use-cases/simulate-policy.js';

export const incidentKey = z.string().max(40);

export const simulationQuery = z.strictObject({
  at: timeQuery.optional().meta({ description: 'When the incident would begin; now by default' }),
  severity: z.enum(INCIDENT_SEVERITIES).default('page'),
});
export type SimulationQuery = z.output<typeof simulationQuery>;

const count = z.int().min(0);
export const escalateBody = z
  .strictObject({
    seen: z
      .strictObject({
        run: count,
        next: z.strictObject({ loop: count, step: count }).nullable(),
      })
      .nullable()
      .default(null)
      .meta({
        description:
          'The newest run and what was next when it was decided: nothing is done where that has begun since, so that it may be sent again',
      }),
  })
  .meta({ id: 'EscalateNow' });
export type EscalateBody = z.output<typeof escalateBody>;

const time = z.iso.datetime();
export const reachedSchema = personSchema
  .extend({ methods: z.array(z.object({ kind: z.string(), lastFour: z.string() })) })
  .meta({ id: 'ReachedPerson' });

const placeShape = {
  at: time,
  route: z.enum(PAGE_ROUTES),
  loop: z.int(),
  step: z.int().meta({ description: '1 to n of the policy; 0 = a person who is asked first' }),
  people: z.array(reachedSchema),
  skipped: z.array(z.int()).meta({ description: 'Steps that reach nobody then' }),
};

export const simulationSchema = z
  .object({
    at: time,
    severity: z.enum(INCIDENT_SEVERITIES),
    pagesPeople: z
      .boolean()
      .meta({ description: 'Whether anybody is paged about incidents of that severity at all' }),
    pages: z.array(
      z
        .object({
          ...placeShape,
          route: placeShape.route
            .nullable()
            .meta({ description: 'null = nobody at all would be reached' }),
          loop: placeShape.loop.nullable(),
          step: placeShape.step.nullable(),
          everybody: z.boolean().meta({
            description: 'Whether each of them is paged on until they acknowledge themselves',
          }),
        })
        .meta({ id: 'SimulatedPage' }),
    ),
  })
  .meta({ id: 'EscalationSimulation' });

export const subjectSimulationSchema = simulationSchema
  .extend({
    policy: z
      .object({ slug: z.string(), name: z.string(), because: z.enum(CHOICES) })
      .nullable()
      .meta({ description: 'null = none serves the subject: nobody is paged' }),
  })
  .meta({ id: 'SubjectSimulation' });

const runSchema = z
  .object({
    number: z.int(),
    because: z.enum(RUN_REASONS),
    state: z.enum(RUN_STATES),
    stoppedBy: z.enum(STOP_REASONS).nullable(),
    policy: z
      .object({ slug: z.string(), name: z.string(), because: z.enum(CHOICES), steps: z.int() })
      .nullable()
      .meta({ description: 'null = none serves the incident: nobody is paged' }),
    startedAt: time,
    endedAt: time.nullable(),
    nobodySince: time
      .nullable()
      .meta({ description: 'Since when nobody at all could be reached; null = somebody was' }),
  })
  .meta({ id: 'EscalationRun' });

export const escalationSchema = z
  .object({
    runs: z.array(runSchema).meta({ description: 'Newest first' }),
    next: z
      .object(placeShape)
      .nullable()
      .meta({ description: 'What happens if nobody acknowledges until then' }),
    pending: z.boolean().meta({
      description: 'next is null only because it is being worked out: somebody will be paged',
    }),
    hasteRefused: z.enum(HASTE_REFUSALS).nullable().meta({
      description: 'Why `escalate` would be refused as things are; null = it would not',
    }),
    awaited: z.array(personSchema).meta({
      description:
        'Who is paged on although somebody acknowledged: a step wants it of everybody, and they have not',
    }),
    acknowledgedUntil: time.nullable().meta({
      description:
        'When the acknowledgement lapses, and people are paged again, unless the incident is resolved; null where none does',
    }),
  })
  .meta({ id: 'Escalation' });

export function simulationJson({ at, severity, pagesPeople, pages, people, ways }: Simulation) {
  return {
    at,
    severity,
    pagesPeople,
    pages: pages.map((page) => ({
      at: page.at,
      route: page.route,
      loop: page.place?.loop ?? null,
      step: page.place?.step ?? null,
      people: page.users.map(reachedIn(people, ways)),
      skipped: page.skipped,
      everybody: page.everybody,
    })),
  };
}

export function escalationJson({ runs, next, people, ways, ...more }: Escalation) {
  return {
    runs: runs.map(runJson),
    next: next && {
      at: next.at,
      route: next.route,
      ...next.place,
      people: next.users.map(reachedIn(people, ways)),
      skipped: next.skipped,
    },
    pending: more.pending,
    hasteRefused: more.hasteRefused,
    awaited: more.awaited.map((id) => personIn(people, id)),
    acknowledgedUntil: more.acknowledgedUntil,
  };
}

/** Somebody who is reached, with what others may know of the ways to them. */
export const reachedIn = (people: People, ways: Simulation['ways']) => (id: string) => ({
  ...personIn(people, id),
  methods: (ways.get(id) ?? []).map(({ kind, lastFour }) => ({ kind, lastFour })),
});

function runJson(run: EscalationRun) {
  const { number, because, state, stoppedBy, policy, chosenBy, startedAt, endedAt } = run;
  return {
    number,
    because,
    state,
    stoppedBy,
    policy:
      policy && chosenBy
        ? { slug: policy.slug, name: policy.name, because: chosenBy, steps: policy.steps.length }
        : null,
    startedAt,
    endedAt,
    nobodySince: run.nobodySince,
  };
}
