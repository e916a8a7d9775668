import { z } from 'zod';
import { nameSchema } from '../../platform/documents/name-schema.js';
import { pageSchema } from '../../platform/http/common-schemas.js';
import { territoryCode } from './access.dto.js';

const text = nameSchema(100);

export const territoryBody = z.strictObject({
  name: z
    .strictObject({ de: text, en: text })
    .optional()
    .meta({ description: 'A new territory needs one; missing = as it is' }),
  matchers: z.string().optional().meta({
    description:
      'Label matchers that every selector in the objectives of the territory must carry, like region="de"; empty = none, missing = as it is. Only administrators of all territories change them',
  }),
});
export type TerritoryBody = z.output<typeof territoryBody>;

export const territorySchema = z
  .object({
    code: territoryCode,
    name: z.object({ de: z.string(), en: z.string() }),
    matchers: z.string(),
    version: z.number(),
  })
  .meta({ id: 'Territory' });
export const territoryPage = pageSchema(territorySchema, 'TerritoryPage');

const settingSchema = z
  .object({
    name: z.string(),
    value: z.string().nullable(),
    origin: z.enum(['default', 'file', 'environment']),
    secret: z.boolean(),
    description: z.string(),
  })
  .meta({ id: 'Setting' });
export const settingPage = pageSchema(settingSchema, 'SettingPage');
