import { z } from 'zod';
import { nameSchema } from '../../platform/documents/name-schema.js';
import { pageSchema } from '../../platform/http/common-schemas.js';
import { permission, territoryCode } from './access.dto.js';

export const apiTokenSchema = z
  .object({
    id: z.string(),
    name: z.string(),
    prefix: z.string(),
    scopes: z.array(permission),
    territories: z.array(z.string()),
    expiresAt: z.iso.datetime().nullable(),
    lastUsedAt: z.iso.datetime().nullable(),
    createdAt: z.iso.datetime(),
    createdBy: z.string(),
    revokedAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ApiToken' });
export const apiTokenPage = pageSchema(apiTokenSchema, 'ApiTokenPage');
export const madeTokenSchema = apiTokenSchema
  .extend({ token: z.string() })
  .meta({ id: 'MadeApiToken' });

export const tokenBody = z.strictObject({
  name: nameSchema(100),
  scopes: z.array(permission).min(1),
  territories: z.array(territoryCode).min(1).max(100),
  expiresAt: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .nullable()
    .default(null),
});
export type TokenBody = z.output<typeof tokenBody>;
