/** A repeatable number in 0..1 for a name and an index (FNV-1a, then a mixing step). */
export function chance(name: string, index: number): number {
  let hash = 0x811c9dc5;
  for (const character of `${name}#${index}`) {
    hash ^= character.charCodeAt(0);
    hash = Math.imul(hash, 0x01000193);
  }
  hash ^= hash >>> 15;
  hash = Math.imul(hash, 0x2c1b3c6d);
  hash ^= hash >>> 12;
  return (hash >>> 0) / 0xffffffff;
}

/** A repeatable hexadecimal string of 64 digits. */
export function hexDigest(name: string): string {
  return Array.from({ length: 8 }, (_, part) =>
    Math.floor(chance(name, part) * 0xffffffff)
      .toString(16)
      .padStart(8, '0'),
  ).join('');
}

/** A repeatable UUID of version 7. */
export function uuid(name: string): string {
  const hex = hexDigest(name);
  return `0199c2f4-${hex.slice(0, 4)}-7${hex.slice(4, 7)}-a${hex.slice(7, 10)}-${hex.slice(10, 22)}`;
}
