import type { SubjectKind } from '#contract';
import type { Subject } from '../../api/contract.js';

export interface SubjectFilters {
  q: string;
  kind: SubjectKind | null;
  team: string | null;
}

/** Whether every typed word occurs in a subject's name, slug, description or labels (`engine:postgresql` or `engine=postgresql`). */
function matchesText(subject: Subject, q: string): boolean {
  const labels = Object.entries(subject.labels).map(
    ([key, value]) => `${key}:${value} ${key}=${value}`,
  );
  const text = [subject.name, subject.slug, subject.description, ...labels].join(' ').toLowerCase();
  return q
    .toLowerCase()
    .split(/\s+/)
    .every((word) => text.includes(word));
}

/** The subjects a list shows. */
export function filterSubjects(
  subjects: readonly Subject[],
  { q, kind, team }: SubjectFilters,
): Subject[] {
  return subjects.filter(
    (subject) =>
      (kind === null || subject.kind === kind) &&
      (team === null || subject.team?.slug === team) &&
      matchesText(subject, q.trim()),
  );
}
