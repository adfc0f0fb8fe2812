// What every journey starts from: `import { test, expect, signIn } from '../support/test.ts'`.
//
// `varn` is a demo server per worker; a journey that must not meet the traces of others, or that starts from
// nothing, calls `startServer` itself. Pages are named by path: `page.goto('/system')`.
// A message on the browser's console or an error in a script fails the journey; one that is part of what it
// proves is named first: `allowed.push(/status of 404/)`.
import { test as base, expect, type Page } from '@playwright/test';
import { type Server, startServer } from './server.ts';

interface Journey {
  allowed: RegExp[];
  quietConsole: void;
}

interface Worker {
  varn: Server;
}

export const test = base.extend<Journey, Worker>({
  varn: [
    async ({}, use) => {
      const server = await startServer(['demo']);
      await use(server);
      await server.stop();
    },
    { scope: 'worker', timeout: 30_000 },
  ],
  baseURL: async ({ varn }, use) => use(varn.address),
  allowed: async ({}, use) => use([]),
  quietConsole: [
    async ({ context, allowed }, use) => {
      const said: string[] = [];
      context.on('console', (m) => ['error', 'warning'].includes(m.type()) && said.push(m.text()));
      context.on('weberror', (e) => said.push(e.error().message));
      await use();
      const unexpected = said.filter((text) => !allowed.some((pattern) => pattern.test(text)));
      expect(unexpected, 'the console of the browser').toEqual([]);
    },
    { auto: true },
  ],
});

/** Signs in with the demo's login for this role. */
export async function signIn(page: Page, server: Server, role: string): Promise<void> {
  const login = server.logins.find((l) => l.role === role);
  if (!login) throw new Error(`the demo has no login for ${role}: ${server.logins.map((l) => l.role).join(', ')}`);
  await page.goto(`${server.address}/logga-in`);
  await page.getByLabel('E-post').fill(login.email);
  await page.getByLabel('Lösenord', { exact: true }).fill(login.password);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await expect(page).not.toHaveURL(/logga-in/);
}

export { expect, startServer };
export { expectFits, expectNoAxeViolations, expectValidHtml, screenshot } from './look.ts';
