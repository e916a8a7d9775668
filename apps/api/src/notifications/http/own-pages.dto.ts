import { z } from 'zod';
import { OWN_PAGE_KINDS } from '../domain/own-page.js';

/** A tab of a browser names itself. */
const tab = z.uuid().meta({ description: 'The tab: its own choice, for as long as it is open' });

export const presenceBody = z.strictObject({ tab }).meta({ id: 'PresenceInput' });
export type PresenceBody = z.output<typeof presenceBody>;

export const tabKey = tab;

export const armedConsoleSchema = z
  .object({ id: z.string(), armedAt: z.iso.datetime(), staleAt: z.iso.datetime() })
  .meta({ id: 'ArmedConsole' });

export const ownPageSchema = z
  .object({
    id: z.string(),
    kind: z.enum(OWN_PAGE_KINDS),
    reference: z.string().nullable(),
    title: z.string(),
    path: z.string(),
    sample: z.boolean(),
    since: z.iso.datetime(),
    rings: z.boolean(),
  })
  .meta({ id: 'OwnPage' });

export const ownPagesSchema = z.object({ items: z.array(ownPageSchema) }).meta({ id: 'OwnPages' });
