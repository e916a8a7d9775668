// Figures that tests keep, one a line, beside their verdicts.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** @typedef {{name: string, value: number, unit: string, target: number, better: 'lower' | 'higher'}} Figure */

/**
 * The file they stand in.
 * @param {string} dir
 */
export const figuresIn = (dir) => join(dir, 'figures.jsonl');

/**
 * What was kept so far.
 * @param {string} dir
 * @returns {Figure[]}
 */
export function readFigures(dir) {
  const file = figuresIn(dir);
  if (!existsSync(file)) return [];
  return readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

/**
 * As a table for people.
 * @param {Figure[]} figures
 * @returns {string[]}
 */
export function figureLines(figures) {
  const width = Math.max(0, ...figures.map(({ name }) => name.length));
  return figures.map(({ name, value, unit, target, better }) => {
    const isMet = better === 'lower' ? value <= target : value >= target;
    const sign = better === 'lower' ? '<=' : '>=';
    const wanted = `target ${sign} ${target}`;
    return `${name.padEnd(width)}  ${value.toFixed(1).padStart(10)} ${unit.padEnd(6)} ${wanted}  ${isMet ? 'met' : 'MISSED'}`;
  });
}
