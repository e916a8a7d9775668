import type { ApiError } from '../api-error.js';

/** When the thing was deleted that is not there, as the server says; null where it never was, or nobody knows. */
export function deletedAt({ fields }: Pick<ApiError, 'fields'>): string | null {
  return fields.find(({ code }) => code === 'deleted')?.about?.[0] ?? null;
}
