// The nets must catch: each check is shown a page with the fault it is there for.
import { test as base, expect, type Page } from '@playwright/test';
import { existsSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { expectFits, expectNoAxeViolations, expectValidHtml } from '../support/look.ts';
import { type Server, startServer } from '../support/server.ts';
import { test as journey } from '../support/test.ts';

const standIn = [process.execPath, resolve(import.meta.dirname, 'server.mjs')];
const server: [(fixtures: object, use: (s: Server) => Promise<void>) => Promise<void>, object] = [
  async ({}, use) => {
    const started = await startServer(['serve'], standIn);
    await use(started);
    await started.stop();
  },
  { scope: 'worker' },
];
const test = base.extend<object, { server: Server }>({ server });

async function open(page: Page, { address }: Server, path: string): Promise<string> {
  await page.goto(address + path);
  return address + path;
}

test('Provbänken: en bra sida går igenom alla kontroller', async ({ page, server }) => {
  const url = await open(page, server, '/');
  await expectNoAxeViolations(page);
  await expectValidHtml(page, url);
  await expectFits(page);
});

test('Provbänken: brister upptäcks', async ({ page, server }) => {
  await open(page, server, '/unlabelled');
  await expect(expectNoAxeViolations(page)).rejects.toThrow(/label/);
  const url = await open(page, server, '/invalid');
  await expect(expectValidHtml(page, url)).rejects.toThrow(/invalid/);
  await open(page, server, '/wide');
  await expect(expectFits(page)).rejects.toThrow(/width/);
});

test('Provbänken: en __Host-kaka gäller på den lokala adressen', async ({ page, server }) => {
  await open(page, server, '/');
  const second = await page.goto(`${server.address}/`);
  expect(await second?.headerValue('x-cookie')).toBe('__Host-probe=1');
});

test('Provbänken: en server som inte startar eller slutar illa är ett fel', async () => {
  await expect(startServer(['exit', '3'], standIn)).rejects.toThrow(/status 3[^]*out of luck/);
  const unclean = await startServer(['unclean'], standIn);
  await expect(unclean.stop()).rejects.toThrow(/status 1/);
  expect(existsSync(dirname(unclean.dataDir)), 'the folder is removed').toBe(false);
});

const withStandIn = journey.extend<object, { varn: Server }>({ varn: server });

withStandIn('Provbänken: ett fel i konsolen fäller resan', async ({ page }) => {
  withStandIn.fail();
  await page.goto('/broken');
});

withStandIn('Provbänken: ett väntat fel i konsolen gör det inte', async ({ page, allowed }) => {
  allowed.push(/status of 404/);
  await page.goto('/finns-inte');
});
