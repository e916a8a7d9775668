import { matchesLabel, parseLabelSelector } from './label-selector.js';
import type { ListedSlo, SloFilter } from './slo-list.js';

type Test = (slo: ListedSlo) => boolean;

/** The words of a search, in lower case; all of them are asked for. */
export function searchWords(q: string): string[] {
  return q
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
}

/** What a search looks through, in lower case, a field a line. */
function searched({ name, slug, description, subject, team, labels }: ListedSlo): string {
  const pairs = Object.entries(labels).map(([label, value]) => `${label}=${value}`);
  const fields = [name, slug, description, subject.name, subject.slug, team?.name ?? '', ...pairs];
  return fields.join('\n').toLowerCase();
}

function contains(words: readonly string[]): Test {
  return (slo) => {
    const text = searched(slo);
    return words.every((word) => text.includes(word));
  };
}

/**
 * Whether an SLO is among those that a filter lets through: the same ones that `GET /slos` answers. Without a reading there is
 * no data, and nobody knows how it burns.
 */
export function sloMatcher(filter: SloFilter): Test {
  const { q, team, subject, territory, budget, burn, label } = filter;
  const selector = label ? parseLabelSelector(label) : null;
  const tests: (Test | '' | null | undefined)[] = [
    q && contains(searchWords(q)),
    team && ((slo) => slo.team?.slug === team),
    subject && ((slo) => slo.subject.slug === subject),
    territory && ((slo) => slo.territory === territory),
    budget && ((slo) => (slo.reading?.budget.state ?? 'no-data') === budget),
    burn && ((slo) => (slo.reading?.burn.state ?? 'unknown') === burn),
    selector && ((slo) => matchesLabel(slo.labels, selector)),
  ];
  const wanted = tests.filter((test) => typeof test === 'function');
  return (slo) => wanted.every((test) => test(slo));
}
