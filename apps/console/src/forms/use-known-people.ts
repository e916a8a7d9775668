import { useQuery } from '@tanstack/react-query';
import { allUsers } from '../api/access-queries.js';
import { allPolicies, allSchedules } from '../api/oncall-queries.js';
import { useCan, useMe } from '../api/use-me.js';

/** Somebody who can be named by their address. */
export interface KnownPerson {
  readonly name: string;
  readonly email: string;
}

/** People whom the reader may know of: themselves, those on schedules and in policies, and, who may see accounts, everybody. By name. */
export function useKnownPeople(): readonly KnownPerson[] {
  const me = useMe();
  const schedules = useQuery({ ...allSchedules, enabled: useCan('schedule:read') }).data ?? [];
  const policies = useQuery({ ...allPolicies, enabled: useCan('policy:read') }).data ?? [];
  const users = useQuery({ ...allUsers, enabled: useCan('user:read') }).data ?? [];
  const targets = policies.flatMap(({ steps, fallback }) => [
    ...steps.flatMap((step) => step.targets),
    fallback,
  ]);
  const all = [
    ...(me?.email ? [{ name: me.name, email: me.email, active: true }] : []),
    ...schedules.flatMap(({ layers }) => layers.flatMap(({ rotation }) => rotation.members)),
    ...targets.flatMap((target) => ('user' in target ? [target.user] : [])),
    ...users.map(({ name, email, disabled }) => ({ name, email, active: !disabled })),
  ];
  const known = new Map(
    all.filter(({ active }) => active).map(({ name, email }) => [email, { name, email }]),
  );
  return [...known.values()].toSorted((a, b) => a.name.localeCompare(b.name));
}
