import { z } from 'zod';
import { PERMISSIONS, ROLES, TERRITORY_CODE } from '#contract';
import { nameSchema } from '../../platform/documents/name-schema.js';

/** Features bring permissions of their own: clients must take words that they do not know. */
export const permission = z.enum(PERMISSIONS).meta({ 'x-extensible-enum': true });
export const territoryCode = z
  .string()
  .regex(TERRITORY_CODE, 'must be two to eight capital letters');
export const personName = nameSchema(200);
export const email = z.email().max(320).toLowerCase();
export const newPassword = z.string().min(12, 'must have at least 12 characters').max(128);
export const locale = z.enum(['de', 'en']);
export const oneTimeToken = z.string().min(20).max(200);

export const grantSchema = z
  .strictObject({ role: z.enum(ROLES), territories: z.array(territoryCode).min(1).max(100) })
  .meta({ id: 'Grant' });

export const meSchema = z
  .object({
    id: z.string(),
    kind: z.enum(['user', 'token']),
    name: z.string(),
    email: z.string().nullable(),
    locale: locale.nullable(),
    timeZone: z.string().nullable(),
    seenTimeZone: z.string().nullable(),
    grants: z.array(grantSchema),
    permissions: z.array(permission),
    territories: z.array(z.string()),
  })
  .meta({ id: 'Me' });

const timeZone = z
  .string()
  .refine((zone) => isTimeZone(zone), 'must be an IANA time zone, for example Europe/Berlin');

export const mePatch = z.strictObject({
  name: personName.optional(),
  locale: locale.nullable().optional(),
  timeZone: timeZone.nullable().optional(),
  seenTimeZone: timeZone.optional(),
});
export type MePatch = z.output<typeof mePatch>;

export const passwordBody = z.strictObject({
  current: z.string().min(1).max(128),
  password: newPassword,
});
export type PasswordBody = z.output<typeof passwordBody>;

export const signInMethodsSchema = z
  .object({
    firstRun: z.boolean(),
    password: z.literal(true),
    oidc: z.object({ id: z.string(), name: z.string() }).nullable(),
    passwordReset: z.boolean(),
  })
  .meta({ id: 'SignInMethods' });

export const firstRunBody = z.strictObject({
  token: oneTimeToken,
  name: personName,
  email,
  password: newPassword,
  locale,
});
export type FirstRunBody = z.output<typeof firstRunBody>;

function isTimeZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}
