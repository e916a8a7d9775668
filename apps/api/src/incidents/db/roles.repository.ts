import { Injectable } from '@nestjs/common';
import type { IncidentRole } from '#contract';
import type { Tx } from '../../platform/db/tx.js';
import type { NamedRoleHolder, RoleHolder } from '../domain/role.js';
import './tables.js';

/** Who has which role in which incident. What a scope may not see does not exist for it. */
@Injectable()
export class RolesRepository {
  /** Those of an incident, longest held first. */
  async ofIncident(tx: Tx, incidentId: string): Promise<NamedRoleHolder[]> {
    const rows = await tx
      .selectFrom('incident_roles')
      .innerJoin('users', 'users.id', 'incident_roles.user_id')
      .selectAll('incident_roles')
      .select('users.name')
      .where('incident_id', '=', incidentId)
      .orderBy('since')
      .orderBy('role')
      .execute();
    return rows.map(({ role, user_id: userId, given_by: givenBy, since, name }) => ({
      incidentId,
      role,
      userId,
      givenBy,
      since,
      name,
    }));
  }

  /** @param territory of the incident, which the transaction has locked */
  async save(tx: Tx, territory: string, holder: RoleHolder): Promise<void> {
    const { incidentId, role, userId, givenBy, since } = holder;
    const change = { user_id: userId, given_by: JSON.stringify(givenBy), since };
    await tx
      .insertInto('incident_roles')
      .values({ incident_id: incidentId, role, territory, ...change })
      .onConflict((row) => row.columns(['incident_id', 'role']).doUpdateSet(change))
      .execute();
  }

  async clear(tx: Tx, incidentId: string, role: IncidentRole): Promise<void> {
    await tx
      .deleteFrom('incident_roles')
      .where('incident_id', '=', incidentId)
      .where('role', '=', role)
      .execute();
  }
}
