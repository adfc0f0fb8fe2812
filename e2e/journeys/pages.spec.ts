import { expect, expectFits, expectNoAxeViolations, expectValidHtml, screenshot, signIn, test } from '../support/test.ts';

test('R2 nuläget fryses och blir en rapport till ledningen', async ({ page, varn }) => {
  await signIn(page, varn, 'coordinator');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Läget just nu');
  await expectNoAxeViolations(page);
  await expectFits(page);
  await screenshot(page, 'start');
  await page.getByRole('link', { name: 'Nulägesbild', exact: true }).click();
  await page.getByLabel('Namn').fill('Nuläge för ledningen');
  await page.getByLabel(/Diarienummer/).fill('KS 2026/500');
  await page.getByRole('button', { name: 'Frys nulägesbilden' }).click();
  await expect(page.getByText('Nulägesbilden är fryst.')).toBeVisible();
  await expectNoAxeViolations(page);
  await page.getByRole('link', { name: 'Rapport till ledningen' }).click();
  const download = page.waitForEvent('download');
  await page.getByRole('link', { name: 'Hämta som PDF' }).first().click();
  expect((await download).suggestedFilename()).toMatch(/^nulagesbild-.*-oppen\.pdf$/);
});

for (const path of ['/', '/information', '/system', '/process', '/leverantorer', '/behandlingar', '/klassning', '/brister', '/sakerhetsatgarder', '/nulagesbild', '/inlasning', '/atgarder', '/organisation', '/konto', '/om/stil']) {
  test(`Sidan ${path} är giltig, tillgänglig och ryms på en telefon`, async ({ page, varn }) => {
    await signIn(page, varn, 'coordinator');
    expect((await page.goto(path))?.status()).toBe(200);
    await expectNoAxeViolations(page);
    await expectFits(page);
  });
}

test('R5 det mest kritiska klassas', async ({ page, varn }) => {
  await signIn(page, varn, 'coordinator');
  await page.goto('/klassning');
  await page.getByRole('main').getByRole('table').getByRole('link').first().click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectNoAxeViolations(page);
  await expectFits(page);
});

test('Medarbetaren ser de åtta men inga brister', async ({ page, varn, allowed }) => {
  allowed.push(/status of 403/);
  await signIn(page, varn, 'employee');
  await expect(page.getByText('Störst behov av åtgärder')).toHaveCount(0);
  expect((await page.goto('/brister'))?.status()).toBe(403);
});
