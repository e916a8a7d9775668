import { storable } from '../../platform/kernel/storable-text.js';

/** A JSON value as it comes back from the database, so that its hash holds: as JSON writes it, with storable text only. */
export function asStored(value: unknown): unknown {
  return storableParts(JSON.parse(JSON.stringify(value)));
}

function storableParts(value: unknown): unknown {
  if (typeof value === 'string') return storable(value);
  if (Array.isArray(value)) return value.map(storableParts);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [storable(name), storableParts(member)]),
  );
}
