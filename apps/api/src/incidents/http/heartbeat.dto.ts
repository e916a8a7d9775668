import { z } from 'zod';
import { pageSchema } from '../../platform/http/common-schemas.js';
import { FIELDS } from '../documents/fields.js';
import type { ShownHeartbeat } from '../domain/heartbeat.js';

const { displayName, slug } = FIELDS;
const LONGEST_SECONDS = 31 * 86_400;

const shape = {
  name: displayName,
  subject: slug,
  intervalSeconds: z.int().min(30).max(LONGEST_SECONDS),
  graceSeconds: z.int().min(0).max(LONGEST_SECONDS),
};

export const heartbeatBody = z
  .strictObject({ ...shape, graceSeconds: shape.graceSeconds.default(60) })
  .meta({ id: 'HeartbeatInput' });
export type HeartbeatBody = z.output<typeof heartbeatBody>;

const time = z.iso.datetime();
export const heartbeatSchema = z
  .object({
    slug: z.string(),
    ...shape,
    territory: z.string(),
    version: z.int(),
    updatedAt: time,
    tokenPrefix: z.string().nullable(),
    tokenMadeAt: time.nullable(),
    lastPingAt: time.nullable(),
    silent: z.boolean(),
  })
  .meta({ id: 'Heartbeat' });
export const heartbeatPage = pageSchema(heartbeatSchema, 'HeartbeatPage');

export const heartbeatTokenSchema = z.object({ token: z.string() }).meta({ id: 'HeartbeatToken' });

/** Which heartbeat was heard. */
export const pingSchema = z.object({ heartbeat: z.string() }).meta({ id: 'HeartbeatPing' });

/** What the API shows of a heartbeat; never its token. */
export function heartbeatJson({ heartbeat, ...signs }: ShownHeartbeat) {
  const { id: _id, createdAt: _createdAt, ...shown } = heartbeat;
  return { ...shown, ...signs };
}
