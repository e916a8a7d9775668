import { randomBytes } from 'node:crypto';
import { hostname } from 'node:os';
import { Injectable } from '@nestjs/common';

/** Which one of several processes of the same kind this one is. */
@Injectable()
export class ThisProcess {
  /** where it runs, and a word of its own: of two containers, name of the host and number may be the same */
  readonly name = `${hostname().slice(0, 100)}:${process.pid} ${randomBytes(4).toString('hex')}`;
}

/** What a process is called to people, of its name among the signs of life: without the word that only keeps names apart. */
export function shownName(kept: string): string {
  return kept.replace(/ \S+$/, '');
}
