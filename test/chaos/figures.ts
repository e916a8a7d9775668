import { appendFileSync } from 'node:fs';
import type { Figure } from '../bench/figures.js';

/** Keeps what was measured for whoever asked for figures: `npm run chaos` prints them, with `--json` as one document. */
export function keepFigures(figures: readonly Figure[]): void {
  const file = process.env.LEITSTAND_TEST_FIGURES;
  const lines = figures.map((figure) => `${JSON.stringify(figure)}\n`).join('');
  if (file) appendFileSync(file, lines);
  else process.stderr.write(lines);
}
