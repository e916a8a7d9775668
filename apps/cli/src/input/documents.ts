import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { usage } from '../failure/failure.js';

const DOCUMENT = /\.(ya?ml|json)$/;

/** A text and where it came from. */
export interface Source {
  readonly name: string;
  readonly text: string;
}

/**
 * Reads what `-f` names: files, folders (their .yaml, .yml and .json, by name) and `-` for standard input.
 * @throws Failure (usage) when there is nothing to read
 */
export async function readSources(paths: readonly string[], stdin: Readable): Promise<Source[]> {
  if (paths.length === 0)
    throw usage('What is to be read? Give -f FILE, or -f - for standard input.');
  const sources: Source[] = [];
  for (const path of paths) {
    if (path === '-') sources.push({ name: 'standard input', text: await textOf(stdin) });
    else sources.push(...filesAt(path).map((file) => ({ name: file, text: readText(file) })));
  }
  if (sources.every(({ text }) => text.trim() === ''))
    throw usage(`There is nothing in ${sources.map(({ name }) => name).join(', ')}.`);
  return sources;
}

async function textOf(stdin: Readable): Promise<string> {
  const chunks = await stdin.map((chunk: Buffer | string) => Buffer.from(chunk)).toArray();
  return Buffer.concat(chunks as Buffer[]).toString('utf8');
}

function filesAt(path: string): string[] {
  if (!statOrRefuse(path).isDirectory()) return [path];
  const names = readdirSync(path)
    .filter((name) => DOCUMENT.test(name))
    .sort();
  if (names.length === 0) throw usage(`There is no .yaml, .yml or .json in ${path}.`);
  return names.map((name) => join(path, name));
}

function statOrRefuse(path: string) {
  try {
    return statSync(path);
  } catch (error) {
    throw usage(`${path} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw usage(`${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

const ended = ({ text }: Source): string => (text.endsWith('\n') ? text : `${text}\n`);

/** Several sources as one stream of YAML documents. */
export function joined(sources: readonly Source[]): string {
  return sources.map(ended).join('...\n');
}

/**
 * Turns the lines of the joined text that a sentence names into the source's name and the line there: `b.yaml line 3`. What is missing at the
 * end of a source is missed on the line behind its last. Where a sentence says its line first, a line with a column is one of the field that stands there.
 */
export function inSources(sources: readonly Source[], sentence: string): string {
  const ofSources = /(^|: )line \d+: /.test(sentence)
    ? /\bline (\d+)(?=[:.])/g
    : /\bline (\d+)(?=[:,.])/g;
  return sentence.replaceAll(ofSources, (found, number: string) => {
    let line = Number(number);
    for (const source of sources) {
      const lines = ended(source).split('\n').length;
      if (line <= lines) return `${source.name} line ${line}`;
      line -= lines;
    }
    return found;
  });
}
