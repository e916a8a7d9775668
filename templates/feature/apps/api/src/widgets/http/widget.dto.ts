import { TERRITORY_CODE } from '#contract';
import { z } from 'zod';
import { pageSchema, pageShape } from '../../platform/http/common-schemas.js';
import type { Widget, WidgetDraft } from '../domain/widget.js';

export const listQuery = z.strictObject(pageShape());
export type ListQuery = z.output<typeof listQuery>;

const shape = {
  name: z.string().trim().min(1).max(200),
  territory: z.string().regex(TERRITORY_CODE, 'must be two to eight capital letters'),
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

/** What a PUT wants a widget to be. */
export function draftOf({ endsAt, ...body }: WidgetBody): WidgetDraft {
  return { ...body, endsAt: endsAt === null ? null : new Date(endsAt) };
}
