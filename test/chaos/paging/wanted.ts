interface Named {
  readonly name: string;
}

/**
 * Those whose name contains a word.
 * @param only the word; empty = all
 * @param all every list from which some are taken
 * @returns which of a list are wanted; none where another list has them
 * @throws where no list has any: nothing would run, and that would pass
 */
export function wantedOf(
  only: string,
  all: readonly (readonly Named[])[],
): <S extends Named>(some: readonly S[]) => S[] {
  const bears = ({ name }: Named): boolean => name.includes(only);
  const names = all.flat().map(({ name }) => name);
  if (!all.flat().some(bears))
    throw new Error(`no scenario is called "${only}": there are ${names.join(', ')}`);
  return (some) => some.filter(bears);
}
