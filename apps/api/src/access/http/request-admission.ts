import type { IncomingHttpHeaders } from 'node:http';
import { Injectable } from '@nestjs/common';
import { Admission, type Admitted } from '../../platform/http/admission.js';
import { Identity } from '../identity/identity.js';
import { Authenticate } from '../use-cases/authenticate.js';
import { WatchAccess } from '../use-cases/watch-access.js';
import { credentialIn } from './credential.js';

/** Lets a request in again by the credential it came with. */
@Injectable()
export class RequestAdmission extends Admission {
  constructor(
    private readonly authenticate: Authenticate,
    private readonly identity: Identity,
    private readonly watch: WatchAccess,
  ) {
    super();
  }

  async admitted(headers: IncomingHttpHeaders): Promise<Admitted | null> {
    const credential = credentialIn(headers, this.identity);
    const found = credential ? await this.authenticate.execute(credential) : null;
    if (!found?.ok) return null;
    const { principal, expiresAt } = found.value;
    const { userId, actor, effectivePermissions } = principal;
    return { person: userId ?? actor.id, held: effectivePermissions, expiresAt };
  }

  onChange(heard: () => void): void {
    this.watch.execute(heard);
  }
}
