// What each of the nine roles sees in the menu, one thing it may do, and one page it is kept from in plain words.
import type { Page } from '@playwright/test';
import { expect, expectFits, expectNoAxeViolations, test } from '../support/test.ts';

interface Role {
  role: string;
  sees: string[];
  misses: string[];
  /** What it may do, in words and in deed. */
  may: string;
  does: (page: Page) => Promise<void>;
  /** Where it must not come. */
  refused: string;
}

const registers = ['Processer', 'Information', 'System', 'Behandlingar', 'Leverantörer', 'Säkerhetsåtgärder'];
const steering = ['Klassning', 'Brister', 'Åtgärder'];
const settings = ['Användare', 'Kommunen'];

const roles: Role[] = [
  {
    role: 'coordinator',
    sees: ['Nulägesbild', 'Läs in', ...registers, ...steering],
    misses: settings,
    may: 'lägger till ett system',
    does: async (page) => {
      await page.goto('/system');
      await page.getByRole('link', { name: 'Lägg till ett system' }).click();
      await page.getByLabel('Namn', { exact: true }).fill('Bokningen Tranan');
      await page.getByLabel('Del av organisationen').selectOption({ index: 1 });
      await page.getByRole('button', { name: 'Spara systemet' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Bokningen Tranan');
    },
    refused: '/anvandare',
  },
  {
    role: 'information_owner',
    sees: [...registers, ...steering],
    misses: ['Nulägesbild', 'Läs in', ...settings],
    may: 'klassar sin information och bekräftar',
    does: async (page) => {
      await openFirst(page, '/information');
      await page.getByRole('link', { name: /^Klassa/ }).click();
      for (const aspect of ['K', 'R', 'T']) {
        const question = page.getByRole('group', { name: new RegExp(`^${aspect} – `) });
        await question.getByRole('radio', { name: /^3:/ }).check();
      }
      await page.getByRole('button', { name: 'Spara klassningen' }).click();
      await page.getByRole('button', { name: 'Bekräfta klassningen' }).click();
      await expect(page.getByText('Klassningen är bekräftad.')).toBeVisible();
    },
    refused: '/inlasning',
  },
  {
    role: 'system_owner',
    sees: [...registers, ...steering],
    misses: ['Nulägesbild', 'Läs in', ...settings],
    may: 'bedömer en säkerhetsåtgärd i sitt system',
    does: async (page) => {
      await openFirst(page, '/brister/objekt');
      const control = page.getByRole('article').first();
      await control.getByLabel('Finns', { exact: true }).selectOption('yes');
      await control.getByRole('button', { name: 'Spara bedömningen' }).click();
      await expect(page.getByText('Bedömningen är sparad.')).toBeVisible();
    },
    refused: '/nulagesbild',
  },
  {
    role: 'management',
    sees: ['Nulägesbild', ...registers, ...steering],
    misses: ['Läs in', ...settings],
    may: 'hämtar rapporten',
    does: async (page) => {
      await page.getByRole('link', { name: 'Rapport till ledningen' }).click();
      await expect(page.getByRole('link', { name: 'Hämta som PDF' }).first()).toBeVisible();
    },
    refused: '/klassningsmodell/andra',
  },
  {
    role: 'procurement_officer',
    sees: registers,
    misses: ['Nulägesbild', 'Läs in', ...steering, ...settings],
    may: 'ser vad en leverantör levererar',
    does: async (page) => {
      await openFirst(page, '/leverantorer');
      await page.getByRole('link', { name: /Vad stannar/ }).click();
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    },
    refused: '/brister',
  },
  {
    role: 'data_protection_officer',
    sees: ['Nulägesbild', ...registers, ...steering],
    misses: ['Läs in', ...settings],
    may: 'läser en behandling men ändrar den inte',
    does: async (page) => {
      await openFirst(page, '/behandlingar');
      await expect(page.getByRole('heading', { name: 'Historik' })).toBeVisible();
      await expect(page.getByRole('link', { name: 'Ändra', exact: true })).toHaveCount(0);
    },
    refused: '/behandlingar/ny',
  },
  {
    role: 'auditor',
    sees: ['Nulägesbild', ...registers, ...steering],
    misses: ['Läs in', ...settings],
    may: 'läser bristerna men bedömer dem inte',
    does: async (page) => {
      await page.goto('/brister/organisation');
      await expect(page.getByRole('article').first()).toBeVisible();
      await expect(page.getByRole('button', { name: 'Spara bedömningen' })).toHaveCount(0);
    },
    refused: '/atgarder/ny',
  },
  {
    role: 'employee',
    sees: ['Organisation', 'Personer'],
    misses: ['Nulägesbild', 'Läs in', ...registers, ...steering, ...settings],
    may: 'ser vem som arbetar var, men inga brister',
    does: async (page) => {
      await expect(page.getByText('Störst behov av åtgärder')).toHaveCount(0);
      await openFirst(page, '/personer');
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
    },
    refused: '/system',
  },
  {
    role: 'administrator',
    sees: ['Organisation', 'Personer', ...settings],
    misses: ['Nulägesbild', 'Läs in', ...registers, ...steering],
    may: 'bjuder in en användare',
    does: async (page) => {
      await page.goto('/anvandare/ny');
      await page.getByLabel('Namn', { exact: true }).fill('Ulla Sten');
      await page.getByLabel('E-post').fill('ulla.sten@grankoping.example');
      await page.getByLabel(/^Roll 1( \(|$)/).selectOption('auditor');
      await page.getByRole('button', { name: 'Skapa inbjudan' }).click();
      await expect(page.getByRole('heading', { level: 1 })).toHaveText('Ulla Sten är inbjuden');
    },
    refused: '/brister',
  },
];

async function openFirst(page: Page, list: string): Promise<void> {
  await page.goto(list);
  await page.getByRole('main').getByRole('rowheader').getByRole('link').first().click();
  await page.waitForURL((url) => url.pathname !== list);
}

for (const { role, sees, misses, may, does, refused } of roles) {
  test(`Rollen ${role} ${may}`, async ({ page, enter, allowed }) => {
    allowed.push(/status of 403/);
    await enter(page, role);
    await page.goto('/');
    const menu = page.getByRole('navigation', { name: 'Huvudmeny' });
    for (const name of sees) await expect(menu.getByRole('link', { name, exact: true })).toBeVisible();
    for (const name of misses) await expect(menu.getByRole('link', { name, exact: true })).toHaveCount(0);
    await does(page);
    expect((await page.goto(refused))?.status(), refused).toBe(403);
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Du har inte behörighet');
    await expect(page.getByRole('main')).toContainText('Kontakta samordnaren om den borde göra det.');
    await expectNoAxeViolations(page);
    await expectFits(page);
  });
}
