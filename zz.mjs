import fastify from 'fastify';
import net from 'node:net';
const opts = {
  requestTimeout: 20000,
  http: {
    connectionsCheckingInterval: 5000,
    ...(process.argv[2] === 'fix' ? { requestTimeout: 20000, headersTimeout: 20000 } : {}),
  },
  clientErrorHandler: (e, s) => {
    console.log('clientError', e.code, ((Date.now() - t0) / 1000).toFixed(1));
    s.destroy();
  },
};
const f = fastify(opts);
f.post('/x', async () => 'ok');
await f.listen({ port: 0 });
console.log(f.server.requestTimeout, f.server.headersTimeout);
const t0 = Date.now();
const s = net.connect(f.server.address().port);
s.on('error', () => 0);
s.write(
  'POST /x HTTP/1.1\r\nhost: a\r\ncontent-type: application/json\r\ncontent-length: 100000\r\n\r\n{',
);
const i = setInterval(() => s.write(' '), 500);
s.on('close', () => {
  console.log(process.argv[2] ?? 'now', 'closed after', ((Date.now() - t0) / 1000).toFixed(1));
  clearInterval(i);
  process.exit();
});
setTimeout(() => process.exit(console.log('gave up')), 75000);
