// The thread with JavaScript switched off: links and forms are enough.
import { readPdf } from '../support/pdf.ts';
import { expect, loginOf, test } from '../support/test.ts';
import * as thread from '../support/thread.ts';

test('R2 R5 hela tråden utan JavaScript', async ({ browser, empty }) => {
  test.setTimeout(90_000);
  const { coordinator: page, owner } = await thread.begin(empty, browser, { javaScriptEnabled: false });
  await thread.readFile(page);
  await thread.acceptRows(page);
  await thread.undoImport(page);
  await thread.readFile(page);
  await thread.acceptRows(page);
  const information = await thread.addInformation(page, 'Journaler i hemtjänsten');
  await thread.livesIn(page, information, 'Omsorgsstöd Linden');
  await thread.classify(page, information, [3, 2, 2]);
  await thread.confirm(owner, information);
  await thread.openSystem(page, 'Omsorgsstöd Linden');
  await thread.judgeMissing(page);
  await thread.freeze(page, 'Nuläge utan skript');
  const coming = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Hämta som PDF' }).first().click();
  expect(readPdf(await (await coming).path()).isTagged).toBe(true);
});

test('Utan JavaScript: menyn, filtren, visningen och ut igen', async ({ browser, varn }) => {
  const context = await browser.newContext({ baseURL: varn.address, javaScriptEnabled: false });
  const page = await context.newPage();
  const login = loginOf(varn, 'coordinator');
  await page.goto('/system');
  await page.getByLabel('E-post').fill(login.email);
  await page.getByLabel('Lösenord', { exact: true }).fill(login.password);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await expect(page, 'on to the page that was asked for').toHaveURL(/\/system$/);
  await page.getByRole('combobox', { name: 'Drift' }).selectOption({ label: 'Molntjänst' });
  await page.getByRole('button', { name: 'Visa', exact: true }).click();
  await expect(page).toHaveURL(/drift=cloud/);
  await page.locator('summary', { hasText: 'Maja Lind' }).click();
  await page.getByRole('button', { name: 'Mörkt' }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  await expect(page, 'back where one was').toHaveURL(/drift=cloud/);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.getByRole('button', { name: 'Meny' }).click();
  await page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'Brister' }).click();
  await expect(page).toHaveURL(/\/brister$/);
  await page.locator('summary', { hasText: 'Maja Lind' }).click();
  await page.getByRole('button', { name: 'Logga ut' }).click();
  await expect(page).toHaveURL(/logga-in/);
  await context.close();
});
