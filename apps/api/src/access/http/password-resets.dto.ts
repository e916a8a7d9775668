import { z } from 'zod';
import { email, locale, newPassword, oneTimeToken } from './access.dto.js';

export const requestResetBody = z.strictObject({ email, locale: locale.optional() });
export type RequestResetBody = z.output<typeof requestResetBody>;

export const resetLinkQuery = z.strictObject({ token: oneTimeToken });
export type ResetLinkQuery = z.output<typeof resetLinkQuery>;

export const resetHolderSchema = z.object({ email: z.string() }).meta({ id: 'ResetHolder' });

export const resetCompletionBody = z.strictObject({ token: oneTimeToken, password: newPassword });
export type ResetCompletionBody = z.output<typeof resetCompletionBody>;

export const issuedResetLinkSchema = z
  .object({ link: z.string(), expiresAt: z.iso.datetime(), mailed: z.boolean() })
  .meta({ id: 'IssuedResetLink' });
