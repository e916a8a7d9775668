import { ACTION_ITEM_STATES, NOT_A_WEB_ADDRESS, webAddressWithoutPassword } from '#contract';
import { z } from 'zod';
import { nameSchema } from '../../platform/documents/name-schema.js';
import { actorSchema, pageSchema } from '../../platform/http/common-schemas.js';
import { FIELDS } from '../documents/fields.js';
import type { ListedItem } from '../use-cases/list-action-items.js';
import { incidentKey, refJson, refSchema } from './incident.dto.js';

const time = z.iso.datetime();
const state = z.enum(ACTION_ITEM_STATES);
const day = z.iso.date();

export const itemSchema = z
  .object({
    id: z.string(),
    number: z.int(),
    incident: refSchema,
    territory: z.string(),
    title: z.string(),
    owner: z
      .object({
        kind: z.enum(['user', 'team']),
        id: z.string().meta({ description: 'of the person; slug of the team' }),
        name: z.string(),
      })
      .meta({ id: 'ActionItemOwner' })
      .nullable(),
    due: z.string().nullable().meta({ description: 'calendar day' }),
    overdue: z.boolean(),
    link: z.string().nullable(),
    state,
    reason: z.string().nullable(),
    createdBy: actorSchema,
    createdAt: time,
    closedAt: time.nullable(),
    version: z.int(),
    updatedAt: time,
  })
  .meta({ id: 'ActionItem' });
export const itemPage = pageSchema(itemSchema, 'ActionItemPage');

const owner = z
  .union(
    [
      z.strictObject({ user: z.email().max(320).toLowerCase() }),
      z.strictObject({ team: FIELDS.slug }),
    ],
    { error: 'must be a user’s mail address or a team’s name: {"team": "payments"}' },
  )
  .nullable()
  .meta({ id: 'ActionItemOwnerAsked' });
const link = z
  .string()
  .max(2000)
  .refine((text) => webAddressWithoutPassword(text) === text, NOT_A_WEB_ADDRESS)
  .nullable();
const reason = FIELDS.text(2000).nullable();

export const newItemBody = z
  .strictObject({
    title: nameSchema(300),
    owner: owner.default(null),
    due: day.nullable().default(null),
    link: link.default(null),
  })
  .meta({ id: 'NewActionItem' });
export type NewItemBody = z.output<typeof newItemBody>;

export const itemBody = z
  .strictObject({
    title: nameSchema(300).optional(),
    owner: owner.optional(),
    due: day.nullable().optional(),
    link: link.optional(),
    state: state.optional(),
    reason: reason.optional(),
  })
  .meta({ id: 'ActionItemChange' });
export type ItemBody = z.output<typeof itemBody>;

export const itemQuery = z.strictObject({
  incident: incidentKey.optional(),
  state: state.optional(),
  user: z
    .union([z.literal('me'), z.uuid()], { error: 'must be "me" or the id of a person' })
    .optional(),
  team: FIELDS.slug.optional(),
  subject: FIELDS.slug.optional(),
  territory: FIELDS.territory.optional(),
  overdue: z.enum(['true', 'false']).optional(),
  cursor: z
    .string()
    .regex(/^(?:\d{4}-\d\d-\d\d)?\.[1-9]\d{0,14}$/, 'must be the nextCursor of an answer')
    .refine((text) => text.startsWith('.') || day.safeParse(text.split('.')[0]).success)
    .optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type ItemQuery = z.output<typeof itemQuery>;

/** Where a page of a list begins. */
export function placeOf(cursor: string | undefined) {
  if (cursor === undefined) return undefined;
  const [due = '', number = ''] = cursor.split('.');
  return { due: due === '' ? null : due, number: Number(number) };
}

/** What the API shows of an action item. */
export function itemJson({ item, isOverdue, incident, names }: ListedItem) {
  const { incidentId: _incidentId, ...shown } = item;
  return { ...shown, overdue: isOverdue, incident: refJson({ incident, names }) };
}
