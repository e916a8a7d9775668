import { api } from './client.js';

/** Every objective with its reading, as one answer. */
export const sloList = api.queryOptions('get', '/slos', {});

export const territoryList = api.queryOptions('get', '/territories', {});

const bySlug = (slug: string) => ({ params: { path: { slug } } });

export const sloOf = (slug: string) => api.queryOptions('get', '/slos/{slug}', bySlug(slug));

export const subjectOf = (slug: string) =>
  api.queryOptions('get', '/subjects/{slug}', bySlug(slug));

export const teamOf = (slug: string) => api.queryOptions('get', '/teams/{slug}', bySlug(slug));
