import { constants } from 'node:zlib';
import compress from '@fastify/compress';
import type { FastifyInstance } from 'fastify';

/** Below it, headers outweigh what is saved. */
const SMALLEST_BYTES = 1024;
/** Half of what the best costs in bytes is saved at a hundredth of its time. */
const BROTLI_QUALITY = 4;

/**
 * Compresses what is read, not what is answered to a write: secrets are shown once, there, and the length of a compressed answer tells of a
 * secret beside text of the sender's choice (BREACH). Event streams write to the socket themselves, and are not held up.
 */
export async function compressReads(fastify: FastifyInstance): Promise<void> {
  fastify.addHook('onRoute', (route) => {
    const reads = [route.method].flat().every((method) => method === 'GET' || method === 'HEAD');
    if (!reads || route.url.startsWith('/api/auth/')) route.compress = false;
  });
  await fastify.register(compress, {
    encodings: ['br', 'gzip'],
    threshold: SMALLEST_BYTES,
    globalDecompression: false,
    brotliOptions: { params: { [constants.BROTLI_PARAM_QUALITY]: BROTLI_QUALITY } },
  });
}
