/** Which labels are asked for: one name with any value (null), or with that very value. */
export interface LabelSelector {
  readonly name: string;
  readonly value: string | null;
}

/** Reads `name` or `name=value`; a value may hold further equals signs, and be empty. */
export function parseLabelSelector(text: string): LabelSelector {
  const at = text.indexOf('=');
  return at < 0
    ? { name: text, value: null }
    : { name: text.slice(0, at), value: text.slice(at + 1) };
}

/** Whether these labels are among those asked for. */
export function matchesLabel(
  labels: Readonly<Record<string, string>>,
  { name, value }: LabelSelector,
): boolean {
  return value === null ? Object.hasOwn(labels, name) : labels[name] === value;
}
