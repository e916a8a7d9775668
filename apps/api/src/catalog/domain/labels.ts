/** Free key-value pairs by which things are grouped and found. */
export type Labels = Readonly<Record<string, string>>;

/** What rules about who may write look at, as labels say it; null = not said. */
export function ruledBy(labels: Labels): {
  readonly dataClass: string | null;
  readonly managedBy: string | null;
} {
  return { dataClass: labels['data-class'] ?? null, managedBy: labels['managed-by'] ?? null };
}

/** Whether something came with the sample catalog: it carries the label `sample: "true"`. */
export function isSample(labels: Labels): boolean {
  return labels.sample === 'true';
}
