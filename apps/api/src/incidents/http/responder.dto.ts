import { INCIDENT_ROLES, RESPONDER_STATES } from '#contract';
import { z } from 'zod';
import { actorSchema, slugParam } from '../../platform/http/common-schemas.js';
import type { NamedResponder } from '../domain/responder.js';
import type { NamedRoleHolder } from '../domain/role.js';

const time = z.iso.datetime();

/** Somebody who was asked, with what they said. */
export const responderSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    state: z.enum(RESPONDER_STATES).meta({
      description: 'silent = no answer within five minutes, of which whoever asked was told',
    }),
    schedule: z
      .string()
      .nullable()
      .meta({ description: 'by which they were on call when they were asked' }),
    askedBy: actorSchema,
    askedAt: time,
    answeredAt: time.nullable(),
  })
  .meta({ id: 'IncidentResponder' });

/** Who has a role in an incident. */
export const roleSchema = z
  .object({
    role: z.enum(INCIDENT_ROLES),
    id: z.string(),
    name: z.string(),
    since: time,
    givenBy: actorSchema,
  })
  .meta({ id: 'IncidentRoleHolder' });

export const roleBody = z
  .strictObject({
    role: z.enum(INCIDENT_ROLES),
    user: z
      .email()
      .max(320)
      .toLowerCase()
      .nullable()
      .meta({ description: 'mail address of the new holder; null = nobody has it any more' }),
  })
  .meta({ id: 'IncidentRoleHandover' });
export type RoleBody = z.output<typeof roleBody>;

export const requestBody = z
  .union(
    [
      z.strictObject({ user: z.email().max(320).toLowerCase() }),
      z.strictObject({ schedule: slugParam }),
    ],
    { error: 'must be a user’s mail address or a schedule’s name: {"schedule": "first"}' },
  )
  .meta({ id: 'ResponderRequest' });
export type RequestBody = z.output<typeof requestBody>;

export const answerBody = z
  .strictObject({ answer: z.enum(['accepted', 'declined']) })
  .meta({ id: 'ResponderAnswer' });
export type AnswerBody = z.output<typeof answerBody>;

export function responderJson({ userId: id, incidentId: _incident, ...shown }: NamedResponder) {
  return { id, ...shown };
}

export function roleJson({ userId: id, incidentId: _incident, ...shown }: NamedRoleHolder) {
  return { id, ...shown };
}
