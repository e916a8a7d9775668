/** What the code of a territory looks like, for example `DE`. There is no code for "all": whoever may everywhere holds each. */
export const TERRITORY_CODE = /^[A-Z]{2,8}$/;
