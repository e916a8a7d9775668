import type { Territory } from '../api/contract.js';
import type { TerritoryValues } from './territory-form.js';

/**
 * What is sent of a territory's form: only what was changed, since what is not sent stays as it is. The two names are one field.
 * @param base the territory as it was when the form opened; null for a new one
 */
export function territoryChange(
  base: Territory | null,
  { en, de, matchers }: Omit<TerritoryValues, 'code'>,
): Partial<Pick<Territory, 'name' | 'matchers'>> {
  const given = { name: { en: en.trim(), de: de.trim() }, matchers: matchers.trim() };
  const renamed = base?.name.en !== given.name.en || base.name.de !== given.name.de;
  return {
    ...(renamed && { name: given.name }),
    ...(given.matchers !== (base?.matchers ?? '') && { matchers: given.matchers }),
  };
}
