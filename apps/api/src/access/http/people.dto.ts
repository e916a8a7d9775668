import { z } from 'zod';
import { pageSchema } from '../../platform/http/common-schemas.js';
import { email, grantSchema, locale, newPassword, oneTimeToken, personName } from './access.dto.js';

export const listQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(500).default(100),
  cursor: z.string().max(100).optional(),
});
export type ListQuery = z.output<typeof listQuery>;

const grants = z.array(grantSchema).max(20);

export const userSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    grants,
    disabled: z.boolean(),
    lastSeenAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
  })
  .meta({ id: 'User' });
export const userPage = pageSchema(userSchema, 'UserPage');

export const userPatch = z.strictObject({
  grants: grants.optional(),
  disabled: z.boolean().optional(),
});
export type UserPatch = z.output<typeof userPatch>;

export const invitationSchema = z
  .object({
    id: z.string(),
    email: z.string(),
    grants,
    invitedBy: z.string(),
    createdAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  })
  .meta({ id: 'Invitation' });
export const invitationPage = pageSchema(invitationSchema, 'InvitationPage');
export const madeInvitationSchema = invitationSchema
  .extend({ link: z.string(), mailed: z.boolean() })
  .meta({ id: 'MadeInvitation' });

export const invitationBody = z.strictObject({
  email,
  grants: grants.min(1),
  locale: locale.optional(),
});
export type InvitationBody = z.output<typeof invitationBody>;

export const inviteeQuery = z.strictObject({ token: oneTimeToken });
export type InviteeQuery = z.output<typeof inviteeQuery>;
export const inviteeSchema = z
  .object({
    email: z.string(),
    account: z
      .boolean()
      .describe('There is an account of this address: its holder signs in to accept'),
  })
  .meta({ id: 'Invitee' });

/** Accepting as the account one is signed in with. */
export const joinBody = z.strictObject({ token: oneTimeToken });
export type JoinBody = z.output<typeof joinBody>;

export const acceptanceBody = z.strictObject({
  token: oneTimeToken,
  name: personName,
  password: newPassword,
  locale,
});
export type AcceptanceBody = z.output<typeof acceptanceBody>;
