/** Whether the server has a file of the console's; false also when it does not answer. Asks past every cache. */
export async function isThere(file: string): Promise<boolean> {
  const answer = await fetch(file, { method: 'HEAD', cache: 'no-store' }).catch(() => null);
  return answer?.ok ?? false;
}
