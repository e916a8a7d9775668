import { client } from '../api/client.js';

/** Loads the page anew if the server answers: a tab that shows old values is not given up for an error of the browser's. */
export async function loadAnew(): Promise<void> {
  const answered = await client.GET('/status').then(
    () => true,
    () => false,
  );
  if (answered) window.location.reload();
}
