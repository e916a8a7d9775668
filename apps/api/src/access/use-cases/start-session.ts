import { Injectable } from '@nestjs/common';
import { meOf, type Me } from '../domain/me.js';
import { Identity } from '../identity/identity.js';
import { Authenticate } from './authenticate.js';

/** Signs in somebody whose account was made a moment ago. */
@Injectable()
export class StartSession {
  constructor(
    private readonly identity: Identity,
    private readonly authenticate: Authenticate,
  ) {}

  /** @returns who they are, and the cookies to send */
  async execute(
    email: string,
    password: string,
    headers: Headers,
  ): Promise<{ me: Me; cookies: string[] }> {
    const cookies = await this.identity.startSession(email, password, headers);
    const secret = this.identity.sessionToken(
      cookies.map((cookie) => cookie.split(';')[0]).join('; '),
    );
    const found = await this.authenticate.execute({ kind: 'session', secret: secret ?? '' });
    if (!found.ok) throw new Error(`a session that was just started is ${found.error}`);
    return { me: meOf(found.value.principal), cookies };
  }
}
