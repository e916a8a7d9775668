/** Where a sparkline's line runs: SVG path data, the newest point, and the height of the zero line (null when out of view). */
export interface SparkShape {
  path: string;
  end: { x: number; y: number } | null;
  zero: number | null;
}

const PAD = 3;
const round = (value: number): number => Math.round(value * 100) / 100;

/**
 * Lays shares out in a box. The scale reaches from 0 (or the lowest deficit) to 1, so rows can be compared with each other.
 * A null breaks the line; a value between two gaps becomes a dot.
 */
export function sparkShape(
  values: readonly (number | null)[],
  width: number,
  height: number,
): SparkShape {
  const known = values.filter((value): value is number => value !== null);
  const low = Math.min(0, ...known);
  const high = Math.max(1, ...known);
  const x = (index: number): number =>
    round(PAD + (index * (width - 2 * PAD)) / Math.max(1, values.length - 1));
  const y = (value: number): number =>
    round(PAD + ((high - value) * (height - 2 * PAD)) / (high - low));
  let path = '';
  let end: SparkShape['end'] = null;
  values.forEach((value, index) => {
    if (value === null) return;
    const joined = index > 0 && values[index - 1] !== null && values[index - 1] !== undefined;
    const lonely = !joined && (values[index + 1] === null || values[index + 1] === undefined);
    path += joined ? `L${x(index)} ${y(value)}` : `M${x(index)} ${y(value)}`;
    if (lonely) path += 'h.01';
    end = { x: x(index), y: y(value) };
  });
  return { path, end, zero: known.length === 0 ? null : y(0) };
}
