import { useState } from 'react';

/**
 * What somebody asked for that a dialog is open about. It is forgotten as soon as it cannot be asked for any more: a dialog that went
 * away since the thing has changed does not come back by itself.
 * @param isOffered whether that can be asked for now
 * @returns what is asked for, null = nothing; and how to ask, or (null) to be done with it
 */
export function useAsked<T extends string>(
  isOffered: (asked: T) => boolean,
): [T | null, (next: T | null) => void] {
  const [asked, setAsked] = useState<T | null>(null);
  const isOver = asked !== null && !isOffered(asked);
  if (isOver) setAsked(null);
  return [isOver ? null : asked, setAsked];
}
