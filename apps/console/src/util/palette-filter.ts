/** One line of the command palette. */
export interface PaletteEntry {
  id: string;
  label: string;
  /** A path, a slug or a shortcut, shown quietly at the end; also searched. */
  note?: string;
  /** The heading it stands under, in the language on screen. */
  group: string;
  run: () => void;
}

/** How well a text fits what was typed: -1 it is the same, 0 at its start, 1 at the start of a word, 2 inside, null not at all. */
export function matchRank(text: string, typed: string): number | null {
  const [whole, part] = [text.toLocaleLowerCase(), typed.toLocaleLowerCase()];
  const at = whole.indexOf(part);
  if (at === -1) return null;
  if (at === 0) return whole === part ? -1 : 0;
  return /[\s\-/:·.]/.test(text.charAt(at - 1)) ? 1 : 2;
}

/** The better fit of an entry's label and its note. */
function bestRank({ label, note = '' }: PaletteEntry, word: string): number | null {
  const ranks = [matchRank(label, word), matchRank(note, word)].filter((rank) => rank !== null);
  return ranks.length === 0 ? null : Math.min(...ranks);
}

/** The entries that fit every typed word, best first, groups kept together in the order of their best hit. */
export function filterEntries(
  entries: readonly PaletteEntry[],
  typed: string,
  limit: number,
): PaletteEntry[] {
  const words = typed.trim().split(/\s+/).filter(Boolean);
  if (words.length === 0) return entries.slice(0, limit);
  const ranked: { entry: PaletteEntry; rank: number }[] = [];
  for (const entry of entries) {
    const ranks = words.map((word) => bestRank(entry, word));
    if (ranks.every((rank) => rank !== null)) ranked.push({ entry, rank: Math.max(...ranks) });
  }
  const best = new Map<string, number>();
  for (const { entry, rank } of ranked)
    best.set(entry.group, Math.min(best.get(entry.group) ?? 9, rank));
  const order = [...best.keys()];
  const groupOf = ({ group }: PaletteEntry): number =>
    (best.get(group) ?? 9) * 100 + order.indexOf(group);
  return ranked
    .sort((a, b) => groupOf(a.entry) - groupOf(b.entry) || a.rank - b.rank)
    .slice(0, limit)
    .map(({ entry }) => entry);
}
