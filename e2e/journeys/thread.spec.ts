// From an empty municipality to a report in the hands of its management, through the pages alone.
import type { Page } from '@playwright/test';
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readPdf } from '../support/pdf.ts';
import { expect, expectFits, expectNoAxeViolations, screenshot, test } from '../support/test.ts';
import * as thread from '../support/thread.ts';

const registers = resolve(import.meta.dirname, '../../../shared/data/registers');

test('R2 R5 hela tråden från en tom kommun: läs in, klassa, brist, nulägesbild, PDF', async ({ browser, empty }) => {
  test.setTimeout(90_000);
  const { coordinator: page, owner, said } = await thread.begin(empty, browser);

  await test.step('systemlistan läses in på prov, rättas, läses in och ångras', async () => {
    await thread.readFile(page);
    await expect(page.getByText('"sju" är inget värde på skalan 0–4. Raden är inte inläst.')).toBeVisible();
    await expectNoAxeViolations(page);
    await expectFits(page);
    await thread.mapColumn(page, 'C', 'Anteckning');
    await expect(page.locator('#rader')).toContainText('Anteckning: Journal');
    await thread.acceptRows(page);
    await expect(page.getByRole('link', { name: 'Omsorgsstöd Linden' })).toBeVisible();
    await thread.undoImport(page);
    await page.goto('/system');
    await expect(page.getByText('Omsorgsstöd Linden')).toHaveCount(0);
    await thread.readFile(page);
    await expect(page.getByText('Kolumnerna är tolkade som förra gången.')).toBeVisible();
    await thread.acceptRows(page);
  });

  const information = await test.step('informationen i systemet klassas och ägaren bekräftar', async () => {
    const address = await thread.addInformation(page, 'Journaler i hemtjänsten');
    await thread.livesIn(page, address, 'Omsorgsstöd Linden');
    await thread.classify(page, address, [3, 2, 2]);
    await thread.confirm(owner, address);
    return address;
  });

  await test.step('systemets behov följer, och ”Varför?” visar kedjan', async () => {
    await thread.openSystem(page, 'Omsorgsstöd Linden');
    const why = page.getByRole('main').locator('details', { hasText: 'Varför K 3?' });
    await why.locator('summary').click();
    await expect(why).toContainText('Journaler i hemtjänsten');
    await expect(why).toContainText('därför Omsorgsstöd Linden: K 3');
    await expect(why.getByRole('link', { name: 'Journaler i hemtjänsten' }).first()).toHaveAttribute('href', information);
  });

  await test.step('en säkerhetsåtgärd bedöms och blir en brist', async () => {
    const control = await thread.judgeMissing(page);
    await page.goto('/brister');
    await expect(page.getByRole('table').filter({ hasText: 'Omsorgsstöd Linden' })).toContainText(control);
  });

  await test.step('bilden fryses och rapporten är ett tillgängligt dokument', async () => {
    await thread.freeze(page, 'Nuläge våren 2026');
    for (const variant of ['Öppen rapport', 'Begränsad rapport']) {
      const part = page.locator('section', { hasText: variant });
      expectAccessible(await download(page, () => part.getByRole('link', { name: 'Hämta som PDF' }).first().click()));
    }
  });

  await test.step('systemlistan går att få ut som Excel', async () => {
    await page.goto('/system');
    const path = await download(page, () => page.getByRole('link', { name: /Excel/ }).click());
    expect(readFileSync(path).subarray(0, 2).toString(), 'a container').toBe('PK');
  });
  expect(said, 'the consoles of the browsers').toEqual([]);
});

test('R2 kommunens egna listor går att läsa in som de är', async ({ browser, empty }) => {
  test.skip(!existsSync(registers), 'the registers to try with are not beside the repository (shared/data/registers)');
  test.setTimeout(90_000);
  const { coordinator: page } = await thread.begin(empty, browser);
  const files = ['01_systemforteckning_grankoping.xlsx', '04_registerforteckning_art30_sjovalla.xlsx'];
  for (const file of files) {
    await thread.readFile(page, resolve(registers, file));
    await thread.acceptRows(page);
  }
  await page.goto('/system');
  await expect(page.getByRole('status').filter({ hasText: 'av' })).toContainText(/Visar 1–\d+ av \d\d/);
});

test('R5 klassa det mest kritiska', async ({ page, enter }) => {
  await enter(page, 'coordinator');
  await page.goto('/');
  await screenshot(page, 'start');
  await page.getByRole('link', { name: 'Klassa det mest kritiska' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Klassning');
  const queue = page.getByRole('main').locator('tbody th a:is([href^="/klassning/"], [href^="/information/"])');
  const first = queue.first();
  const name = (await first.innerText()).trim();
  await first.click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText(name);
  if (!page.url().includes('/klassning/')) await page.getByRole('link', { name: /^Klassa/ }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(`Klassa ${name}`);
  for (const aspect of ['K', 'R', 'T']) {
    const question = page.getByRole('group', { name: new RegExp(`^${aspect} – `) });
    await question.getByRole('radio', { name: /^3:/ }).check();
  }
  await page.getByRole('button', { name: 'Spara klassningen' }).click();
  await expect(page.getByText('Klassningen är sparad.')).toBeVisible();
  const level = page.getByRole('main').getByRole('img', { name: 'Konfidentialitet 3: allvarlig', exact: true });
  await expect(level.first()).toBeVisible();
});

async function download(page: Page, act: () => Promise<void>): Promise<string> {
  const coming = page.waitForEvent('download');
  await act();
  return (await coming).path();
}

/** Tagged, in Swedish, with its name, bookmarks, headings of tables and words for pictures (PDF/UA-1). */
function expectAccessible(path: string): void {
  const pdf = readPdf(path);
  expect(pdf).toMatchObject({ isTagged: true, showsTitle: true, title: 'Nulägesbild av informationssäkerheten' });
  expect(pdf.language).toMatch(/^sv/);
  const named = (kind: string) => pdf.elements.filter((one) => one.kind === kind);
  expect(named('Document')).toHaveLength(1);
  expect(pdf.bookmarks).toContain('Sammanfattning');
  expect(pdf.bookmarks.length, 'bookmarks, one per heading').toBeGreaterThanOrEqual(named('H1').length);
  expect(named('TH').length).toBeGreaterThan(0);
  expect(named('TH').filter((head) => head.scope === ''), 'headings of tables without a scope').toEqual([]);
  expect(named('Figure').length).toBeGreaterThan(0);
  expect(named('Figure').filter((figure) => figure.alt === ''), 'pictures without words').toEqual([]);
}
