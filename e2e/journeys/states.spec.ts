// Pages in the states that no link leads to: empty, refused, with errors, changed by somebody else, waiting, unknown.
import type { Page } from '@playwright/test';
import { expect, expectFits, expectNoAxeViolations, expectValidHtml, loginOf, signIn, test } from '../support/test.ts';
import * as thread from '../support/thread.ts';

async function expectGood(page: Page, heading: string | RegExp): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(heading);
  await expectNoAxeViolations(page);
  await expectFits(page);
}

const csv = (name: string, text: string) => ({ name, mimeType: 'text/csv', buffer: Buffer.from(text) });

async function hand(page: Page, file: ReturnType<typeof csv> | null): Promise<void> {
  await page.goto('/inlasning');
  if (file) await page.getByLabel('Dra en fil hit eller välj en').setInputFiles(file);
  await page.getByRole('button', { name: 'Läs filen' }).click();
}

test('Läget: innan någon kommun finns, inbjudan, och varje lista utan innehåll', async ({ browser, empty, page, allowed }) => {
  allowed.push(/status of 401/);
  test.setTimeout(120_000);
  await page.goto(empty.address);
  await expectGood(page, 'Värn är installerat');
  await expectValidHtml(page, empty.address);
  const { administrator, coordinator, said } = await thread.begin(empty, browser);
  for (const person of [administrator, coordinator]) {
    await person.goto('/');
    const menu = person.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link');
    const paths = await menu.evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''));
    for (const path of paths) {
      expect((await person.goto(path))?.status(), path).toBe(200);
      await expectGood(person, /./);
      await expectValidHtml(person, path);
    }
  }
  expect(said, 'the consoles of the browsers').toEqual([]);
});

test('Läget: formulär med fel behåller det som skrevs', async ({ page, enter, allowed }) => {
  allowed.push(/status of 422/);
  test.setTimeout(60_000);
  await enter(page, 'coordinator');
  for (const [path, save] of [
    ['/system/nytt', 'Spara systemet'],
    ['/organisation/ny', 'Lägg till delen'],
    ['/nulagesbild', 'Frys nulägesbilden'],
  ]) {
    await page.goto(path);
    await page.getByRole('button', { name: save }).click();
    await expect(page.getByRole('alert')).toBeFocused();
    await expectGood(page, /./);
  }
  await page.goto('/system/nytt');
  await page.getByLabel(/^Beskrivning/).fill('Står kvar.');
  await page.getByRole('button', { name: 'Spara systemet' }).click();
  await expect(page.getByLabel(/^Beskrivning/)).toHaveValue('Står kvar.');
  await hand(page, null);
  await expect(page.getByText('Välj en fil först.')).toBeVisible();
  await expectGood(page, 'Läs in');
});

test('Läget: någon annan hann ändra', async ({ page, enter, allowed }) => {
  allowed.push(/status of 409/);
  await enter(page, 'coordinator');
  await page.goto('/system');
  await page.getByRole('rowheader').getByRole('link').first().click();
  await page.getByRole('link', { name: 'Ändra', exact: true }).click();
  const other = await page.context().newPage();
  await other.goto(page.url());
  for (const [who, words] of [
    [other, 'Den andras ord.'],
    [page, 'Mina ord.'],
  ] as const) {
    await who.getByLabel(/^Beskrivning/).fill(words);
    await who.getByRole('button', { name: 'Spara systemet' }).click();
  }
  await expect(page.getByRole('table')).toContainText('Den andras ord.');
  await expect(page.getByRole('table')).toContainText('Mina ord.');
  await expectGood(page, 'Någon annan hann ändra');
});

test('Läget: en fil som väntar på svar', async ({ page, enter }) => {
  await enter(page, 'coordinator');
  await hand(page, csv('okänd.csv', 'xx;yy\nLinden;1\nPennan;2\n'));
  await expectGood(page, 'Vad är det för lista?');
  await hand(page, csv('systemlista.csv', 'Systemnamn;K;R;T\nLinden;4;2;2\nPennan;1;1;1\n'));
  await expectGood(page, 'Vad betyder nivå 4 i listan?');
});

test('Läget: en sida som inte finns, en sökning utan svar, sidan på engelska', async ({ page, enter, allowed }) => {
  allowed.push(/status of 404/);
  await enter(page, 'coordinator');
  expect((await page.goto('/finns-inte'))?.status()).toBe(404);
  await expectGood(page, 'Sidan finns inte');
  await page.goto('/sok?q=xyzzyx');
  await expectGood(page, /./);
  await page.goto('/system?q=xyzzyx');
  await expectGood(page, 'System');
  await page.locator('summary', { hasText: 'Maja Lind' }).click();
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expectGood(page, 'Systems');
  await page.locator('summary', { hasText: 'Maja Lind' }).click();
  await page.getByRole('button', { name: 'Svenska' }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', 'sv');
});

test('Läget: den som blev utloggad förlorar inte det hon skrev', async ({ page, varn, allowed }) => {
  allowed.push(/status of 401/);
  await signIn(page, varn, 'coordinator');
  await page.goto('/system/nytt');
  await page.getByLabel('Namn', { exact: true }).fill('Sparat ändå');
  await page.getByLabel('Del av organisationen').selectOption({ index: 1 });
  await page.context().clearCookies();
  await page.getByRole('button', { name: 'Spara systemet' }).click();
  await expectGood(page, 'Logga in');
  const { email, password } = loginOf(varn, 'coordinator');
  await page.getByLabel('E-post').fill(email);
  await page.getByLabel('Lösenord', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await expectGood(page, 'Det du skrev finns kvar');
  await page.getByRole('button', { name: 'Spara det jag skrev' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sparat ändå');
});

test('Läget: fel lösenord', async ({ page, allowed }) => {
  allowed.push(/status of 4(01|22)/);
  await page.goto('/logga-in');
  await page.getByLabel('E-post').fill('ingen@grankoping.example');
  await page.getByLabel('Lösenord', { exact: true }).fill('fel lösenord här');
  await page.getByRole('button', { name: 'Logga in' }).click();
  await expect(page.getByRole('alert')).toContainText('E-post och lösenord stämmer inte');
  await expectGood(page, 'Logga in');
});
