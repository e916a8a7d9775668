import { z } from 'zod';
import { DomainError } from '../kernel/domain-error.js';

const pair = z.tuple([z.number(), z.string()]);
/** What an instant query gives. */
export const vector = z.array(z.object({ metric: z.record(z.string(), z.string()), value: pair }));
const matrix = z.array(
  z.object({ metric: z.record(z.string(), z.string()), values: z.array(pair) }),
);

/** One labelled series of a range query: [unix seconds, value] pairs, oldest first. */
export interface Series {
  readonly labels: Readonly<Record<string, string>>;
  readonly points: readonly (readonly [number, number])[];
}

/** The series of an answer that is a matrix. @throws DomainError `dependency-unavailable` where it is none */
export function seriesIn(data: unknown): Series[] {
  const { result } = understood(z.object({ result: matrix }), data);
  return result.map(({ metric, values }) => ({
    labels: metric,
    points: values.map(([at, value]) => [at, Number(value)] as const),
  }));
}

/** Something else than Prometheus may answer on its port (a proxy, a half-started server): as good as no answer. */
export function understood<T>(schema: z.ZodType<T>, data: unknown): T {
  const read = schema.safeParse(data);
  if (read.success) return read.data;
  throw new DomainError(
    'dependency-unavailable',
    `Prometheus: an answer of another form than expected (${read.error.issues[0]?.path.join('.') ?? ''}).`,
  );
}
