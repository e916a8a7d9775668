import { z } from 'zod';
import { pageSchema } from '../../platform/http/common-schemas.js';
import type { Widget } from '../domain/widget.js';

export const slugParam = z
  .string()
  .regex(
    /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/,
    'must be 1 to 63 lower-case letters, digits and inner hyphens',
  );

export const listQuery = z.strictObject({
  cursor: slugParam.optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
export type ListQuery = z.output<typeof listQuery>;

const shape = {
  name: z.string().trim().min(1).max(200),
  territory: z.string().regex(/^[A-Z]{2,8}$/, 'must be two to eight capital letters'),
  note: z.string().max(4000),
  endsAt: z.iso.datetime().nullable(),
};

export const widgetBody = z
  .strictObject({ ...shape, note: shape.note.default(''), endsAt: shape.endsAt.default(null) })
  .meta({ id: 'WidgetInput' });
export type WidgetBody = z.output<typeof widgetBody>;

export const widgetSchema = z
  .object({
    slug: z.string(),
    ...shape,
    endedAt: z.iso.datetime().nullable(),
    version: z.int(),
    updatedAt: z.iso.datetime(),
  })
  .meta({ id: 'Widget' });
export const widgetPage = pageSchema(widgetSchema, 'WidgetPage');

/** What the API shows of a widget. */
export function widgetJson({ id: _id, createdAt: _createdAt, ...shown }: Widget) {
  return shown;
}
