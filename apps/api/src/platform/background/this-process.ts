import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';
import { newId } from '../kernel/ids.js';

/** Which one of several processes of the same kind this one is. */
@Injectable()
export class ThisProcess {
  /** where it runs, and a word of its own: of two containers, name of the host and number may be the same */
  readonly name = `${hostname().slice(0, 100)}:${process.pid} ${newId()}`;
}

/** What a process is called to people, of its name among the signs of life: without the word that only keeps names apart. */
export function shownName(kept: string): string {
  return kept.replace(/ \S+$/, '');
}
