import { z } from 'zod';

export const signInBody = z.strictObject({
  email: z.email().max(320),
  password: z.string().min(1).max(128),
});
export type SignInBody = z.output<typeof signInBody>;

/** Only paths of our own, so that a sign-in never ends on somebody else's page. */
export const socialBody = z.strictObject({
  provider: z.literal('oidc'),
  callbackURL: z
    .string()
    .max(2000)
    .regex(/^(\/(?![/\\])|https?:\/\/)/, 'must be a path or an address of this instance')
    .default('/'),
});
export type SocialBody = z.output<typeof socialBody>;

/** The answers of the identity library. */
export const signedInSchema = z
  .object({
    redirect: z.boolean(),
    user: z.object({
      id: z.string(),
      name: z.string(),
      email: z.string(),
      emailVerified: z.boolean(),
      image: z.string().nullable().optional(),
      createdAt: z.iso.datetime(),
      updatedAt: z.iso.datetime(),
    }),
  })
  .meta({ id: 'SignedIn' });
export type SignedIn = z.output<typeof signedInSchema>;

export const elsewhereSchema = z
  .object({
    redirect: z.boolean(),
    url: z.string().meta({ description: 'The page of the identity provider' }),
  })
  .meta({ id: 'SignInElsewhere' });
export type Elsewhere = z.output<typeof elsewhereSchema>;

export const signedOutSchema = z.object({ success: z.boolean() }).meta({ id: 'SignedOut' });
export type SignedOut = z.output<typeof signedOutSchema>;
