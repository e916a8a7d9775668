import { once } from 'node:events';
import type { Server } from 'node:http';
import { createServer, type AddressInfo, type ListenOptions } from 'node:net';

/** Queues of connections that a process takes in from. */
export const HANDLES = 16;

/**
 * Has a server listen by many handles at one port. libuv takes in one connection of each at a turn of the event loop: by one handle alone, with
 * turns of 100 ms, ten a second, and whoever comes anew waits behind all who came before. The kernel spreads them over the handles.
 * @param at host and port
 * @param listen makes the server listen by the first of them
 * @throws Error `EADDRINUSE` when anybody listens there already
 */
export async function listenWidely(
  server: Server,
  at: { readonly host: string; readonly port: number },
  listen: (options: ListenOptions & typeof at) => Promise<unknown>,
): Promise<void> {
  await assertFree(at);
  await listen({ ...at, reusePort: true });
  const { address: host, port } = server.address() as AddressInfo;
  const others = Array.from({ length: HANDLES - 1 }, () =>
    createServer({ noDelay: true, allowHalfOpen: true }, (socket) =>
      server.emit('connection', socket),
    ),
  );
  closeWith(server, others);
  await Promise.all(
    others.map((other) => once(other.listen({ host, port, reusePort: true }), 'listening')),
  );
}

/** A port that is shared among handles of ours would be shared with another process of ours as well, in silence. */
async function assertFree(at: ListenOptions): Promise<void> {
  const alone = createServer();
  await once(alone.listen(at), 'listening');
  await new Promise((resolve) => alone.close(resolve));
}

/** Closing one closes all: none takes in any more, and it is over when the last connection is. */
function closeWith(server: Server, others: readonly ReturnType<typeof createServer>[]): void {
  const close = server.close.bind(server);
  server.close = (then) => {
    let open = others.length + 1;
    let failed: Error | undefined;
    const ended = () => {
      open -= 1;
      if (open === 0) then?.(failed);
    };
    for (const other of others) other.close(ended);
    return close((error) => {
      failed = error;
      ended();
    });
  };
}
