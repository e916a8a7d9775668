/** Every address of the console that a signed-in administrator reaches by clicking. */
export const ROUTES = [
  '/',
  '/slos',
  '/slos/new',
  '/slos/shop-latency',
  '/slos/credit-check-latency',
  '/subjects',
  '/subjects/shop',
  '/subjects/new',
  '/teams',
  '/teams/team-shop',
  '/audit',
  '/settings',
  '/settings/people',
  '/settings/tokens',
  '/settings/territories',
  '/settings/personal',
] as const;
