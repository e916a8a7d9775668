import { z } from 'zod';
import { ATTEMPT_OUTCOMES, isOneLine, METHOD_KINDS, NOT_ONE_LINE, UNREACHABLE } from '#contract';

/** Versions to come bring further ways: clients must take words that they do not know. */
const methodKind = z.enum(METHOD_KINDS).meta({ 'x-extensible-enum': true });

export const contactMethodSchema = z
  .object({
    id: z.string(),
    kind: methodKind,
    address: z.string().nullable(),
    account: z.boolean(),
    verifiedAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    lastAttempt: z.object({ at: z.iso.datetime(), outcome: z.enum(ATTEMPT_OUTCOMES) }).nullable(),
  })
  .meta({ id: 'ContactMethod' });

export const addedMethodSchema = contactMethodSchema
  .extend({
    secret: z
      .string()
      .nullable()
      .meta({ description: 'of a webhook: signs what is posted, and is shown this once' }),
  })
  .meta({ id: 'AddedMethod' });

export const contactMethodsSchema = z
  .object({
    items: z.array(contactMethodSchema),
    unreachable: z.enum(UNREACHABLE).nullable(),
  })
  .meta({ id: 'ContactMethods' });

const mailBody = z.strictObject({
  kind: z.literal('mail'),
  address: z.email().max(320).toLowerCase(),
});
const ntfyBody = z.strictObject({
  kind: z.literal('ntfy'),
  server: z
    .url({ protocol: /^https?$/, error: 'must be an address like https://ntfy.sh' })
    .max(200)
    .refine((text) => /^\w+:\/\/[^/?#@]+\/?$/.test(text), 'must be a server, without a path')
    .optional()
    .meta({ description: 'left out: the first of the servers that the operator trusts' }),
});

const endpoint = z.url({ protocol: /^https?$/ }).max(2000);
/** As `PushSubscription.toJSON()` has it. */
const subscription = {
  endpoint,
  keys: z.strictObject({ p256dh: z.string().max(200), auth: z.string().max(100) }),
};
export const renewedPushBody = z
  .strictObject({
    old: endpoint.meta({ description: 'The endpoint that the browser had until now' }),
    ...subscription,
  })
  .meta({ id: 'RenewedPush' });
export type RenewedPushBody = z.output<typeof renewedPushBody>;

const webpushBody = z.strictObject({
  kind: z.literal('webpush'),
  ...subscription,
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .refine(isOneLine, NOT_ONE_LINE)
    .meta({ description: 'how I tell this browser from my others' }),
});

const webhookBody = z.strictObject({
  kind: z.literal('webhook'),
  url: z
    .url({ protocol: /^https?$/, error: 'must be an address like https://example.org/hook' })
    .max(2000)
    .refine((text) => !/^\w+:\/\/[^/?#]*@/.test(text), 'must have no user and no password'),
});

export const contactMethodBody = z
  .discriminatedUnion('kind', [mailBody, ntfyBody, webpushBody, webhookBody])
  .meta({ id: 'ContactMethodInput' });
export type ContactMethodBody = z.output<typeof contactMethodBody>;

export const codeBody = z.strictObject({
  code: z.string().regex(/^\d{6}$/, 'must be six digits'),
});
export type CodeBody = z.output<typeof codeBody>;

export const testMessageSchema = z.object({ methods: z.int() }).meta({ id: 'TestMessage' });

export const confirmationBody = z.strictObject({ token: z.string().max(200) });
export type ConfirmationBody = z.output<typeof confirmationBody>;

export const confirmedMethodSchema = z.object({ kind: methodKind }).meta({ id: 'ConfirmedMethod' });
