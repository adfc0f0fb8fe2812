// A stand-in that keeps the contract of support/server.ts, with one good page and some faulty ones.
// `exit STATUS` as first argument ends it before it is ready; `unclean` makes it end badly.
import { renameSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';

const [mode, value] = process.argv.slice(2);
if (mode === 'exit') {
  console.error('out of luck');
  process.exit(Number(value));
}
const option = (name) => process.argv[process.argv.indexOf(name) + 1];
const frame = (main) =>
  `<!DOCTYPE html><html lang="sv"><head><meta charset="utf-8"><title>Prov</title>` +
  `<link rel="icon" href="data:,"></head><body><main><h1>Prov</h1>${main}</main></body></html>\n`;
const pages = {
  '/': frame('<p>Allt väl.</p>'),
  '/unlabelled': frame('<input type="text">'),
  '/invalid': frame('<p><div>Fel.</div></p>'),
  '/wide': frame('<p style="width: 500px">Bred.</p>'),
  '/broken': frame('<script>missing()</script>'),
};
const server = createServer((request, response) => {
  const page = pages[request.url];
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'set-cookie': '__Host-probe=1; Path=/; Secure; HttpOnly; SameSite=Lax',
    'x-cookie': request.headers.cookie ?? '',
  };
  response.writeHead(page ? 200 : 404, headers).end(page ?? frame('<p>Finns inte.</p>'));
});
server.listen(0, '127.0.0.1', () => {
  const ready = { address: `http://127.0.0.1:${server.address().port}/`, logins: [] };
  writeFileSync(`${option('--ready-file')}.part`, JSON.stringify(ready));
  renameSync(`${option('--ready-file')}.part`, option('--ready-file'));
});
process.on('SIGTERM', () => process.exit(mode === 'unclean' ? 1 : 0));
