import { SetMetadata } from '@nestjs/common';
import type { LimitName } from '../domain/limits.js';

export const LIMITED = 'leitstand:limited';

/** Whose uses are counted together: those of an address, or those of whoever is signed in. */
export interface Limit {
  readonly name: LimitName;
  readonly by: 'address' | 'actor';
}

/** A route that may be used less often than others. */
export const Limited = (name: LimitName, by: Limit['by']) =>
  SetMetadata(LIMITED, { name, by } satisfies Limit);
