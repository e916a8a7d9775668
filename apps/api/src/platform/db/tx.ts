import type { Transaction } from 'kysely';
import type { Schema } from './schema.js';

/** An open transaction with its scope set. The first parameter of every repository method. */
export type Tx = Transaction<Schema>;
