/** Whole percents, except near the ends, where a whole percent would claim too much: 99.97 % is not 100 %. */
export function coverageDigits(share: number): number {
  return (share > 0.99 && share < 1) || (share > 0 && share < 0.01) ? 2 : 0;
}
