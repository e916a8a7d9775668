import { displayName, slug, territory, text } from '../../catalog/documents/resource-schemas.js';

/** What bodies of this room have in common with those of the catalog. */
export const FIELDS = { displayName, slug, territory, text } as const;
