// What every journey starts from: `import { test, expect, signIn } from '../support/test.ts'`.
//
// `varn` is a demo server per worker, and `empty` one of the journey's own without anything in it; a journey that
// must not meet the traces of others calls `startServer` itself. Pages are named by path: `page.goto('/system')`.
// A message on the browser's console or an error in a script fails the journey; one that is part of what it
// proves is named first: `allowed.push(/status of 404/)`.
import { test as base, type BrowserContext, expect, type Page, type PlaywrightWorkerArgs } from '@playwright/test';
import { listen } from './look.ts';
import { type Login, type Server, startServer } from './server.ts';

interface Journey {
  allowed: RegExp[];
  empty: Server;
  quietConsole: void;
}

interface Worker {
  varn: Server;
  /** Signs a page in at `varn` without the form, once per role. */
  enter: (page: Page, role: string) => Promise<void>;
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
  enter: [
    async ({ varn, playwright }, use) => {
      const kept = new Map<string, Cookies>();
      await use(async (page, role) => {
        const cookies = kept.get(role) ?? (await cookiesOf(playwright, varn, role));
        kept.set(role, cookies);
        await page.context().addCookies(cookies);
      });
    },
    { scope: 'worker' },
  ],
  empty: async ({}, use) => {
    const server = await startServer(['serve']);
    await use(server);
    await server.stop();
  },
  baseURL: async ({ varn }, use) => use(varn.address),
  allowed: async ({}, use) => use([]),
  quietConsole: [
    async ({ context, allowed }, use) => {
      const said: string[] = [];
      listen(context, said);
      await use();
      const unexpected = said.filter((text) => !allowed.some((pattern) => pattern.test(text)));
      expect(unexpected, 'the console of the browser').toEqual([]);
    },
    { auto: true },
  ],
});

type Cookies = Parameters<BrowserContext['addCookies']>[0];
type Playwright = PlaywrightWorkerArgs['playwright'];

async function cookiesOf(playwright: Playwright, server: Server, role: string): Promise<Cookies> {
  const request = await playwright.request.newContext({ baseURL: server.address });
  const { email, password } = loginOf(server, role);
  const answer = await request.post('/logga-in', { form: { email, password }, headers: { origin: server.address } });
  expect(new URL(answer.url()).pathname, `${role} is signed in`).not.toBe('/logga-in');
  const { cookies } = await request.storageState();
  await request.dispose();
  return cookies;
}

/** The demo's login for this role. */
export function loginOf(server: Server, role: string): Login {
  const login = server.logins.find((l) => l.role === role);
  if (!login) throw new Error(`the demo has no login for ${role}: ${server.logins.map((l) => l.role).join(', ')}`);
  return login;
}

/** Signs in by the form with the demo's login for this role. */
export async function signIn(page: Page, server: Server, role: string): Promise<void> {
  const login = loginOf(server, role);
  await page.goto(`${server.address}/logga-in`);
  await page.getByLabel('E-post').fill(login.email);
  await page.getByLabel('Lösenord', { exact: true }).fill(login.password);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await expect(page).not.toHaveURL(/logga-in/);
}

export { expect, startServer };
export {
  expectFits,
  expectNoAxeViolations,
  expectNoAxeViolationsInPrint,
  expectValidHtml,
  screenshot,
} from './look.ts';
