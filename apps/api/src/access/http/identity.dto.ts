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
