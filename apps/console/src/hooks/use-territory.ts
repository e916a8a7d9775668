import { oneOfText } from '../util/url-state.js';
import { useUrlState } from './use-url-state.js';

const fields = { territory: oneOfText() };

/** The territory every list is narrowed to, or null for all; it lives in the address and survives going to other pages. */
export function useTerritory(): [string | null, (territory: string | null) => void] {
  const [{ territory }, set] = useUrlState(fields);
  return [territory, (next) => set({ territory: next })];
}
