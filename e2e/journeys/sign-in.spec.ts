import { expect, expectFits, expectNoAxeViolations, expectValidHtml, screenshot, signIn, test } from '../support/test.ts';

test('Inloggning: sidan nås, är giltig och tillgänglig', async ({ page }) => {
  const answer = await page.goto('/logga-in');
  expect(answer?.status()).toBe(200);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expectValidHtml(page, '/logga-in');
  await expectNoAxeViolations(page);
  await expectFits(page);
  await screenshot(page, 'sign-in');
});

test('Inloggning: samordnaren kommer in och ut', async ({ page, varn }) => {
  await signIn(page, varn, 'coordinator');
  await page.getByText('Maja Lind').first().click();
  await page.getByRole('button', { name: 'Logga ut' }).click();
  await expect(page).toHaveURL(/logga-in/);
});
