/** The part of `oidc-provider` that the tests use; it ships no types. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http';

  export interface Answering {
    readonly path: string;
    status: number;
    body: unknown;
    set(header: string, value: string): void;
  }

  export class Provider {
    constructor(issuer: string, configuration: object);
    /** Runs around every answer, whose body is `context.body`. */
    use(around: (context: Answering, next: () => Promise<void>) => Promise<void>): void;
    callback(): (request: IncomingMessage, response: ServerResponse) => void;
  }
}
