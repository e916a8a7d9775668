/** What a name in paths and documents looks like, for example `checkout-eu`: it never changes, so it is in small letters and without spaces. */
export const SLUG = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
export const NOT_A_SLUG = 'must be 1 to 63 lower-case letters, digits and inner hyphens';
