import { SetMetadata } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';

export const COUNTED_APART = 'leitstand:counted-apart';

/**
 * A route that must go through when whoever asks has used up their requests a minute: theirs to it are counted by themselves, against
 * the same limit. @param what e.g. `acknowledgement`
 */
export const CountedApart = (what: string) => SetMetadata(COUNTED_APART, what);

/** Proofs in an address that somebody was sent, such as the link in a page. The room that signs them provides it. */
export abstract class SignedLinks {
  /** What the request's link names, if it has one that we signed, told without a look at the database; else null. */
  abstract nameIn(request: FastifyRequest): string | null;
}
