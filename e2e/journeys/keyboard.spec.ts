// With the keyboard alone: in, past the menu, through a list and a form with a mistake, and out of what opens.
import type { Locator, Page } from '@playwright/test';
import { expect, loginOf, test } from '../support/test.ts';

const MOST_STOPS = 160;

test('Bara tangentbord: in, hopplänk, meny, filter, fel i formulär, spara', async ({ page, varn, allowed }) => {
  allowed.push(/status of 422/);
  test.setTimeout(60_000);
  const login = loginOf(varn, 'coordinator');
  await page.goto('/logga-in');
  await tabTo(page, page.getByLabel('E-post'));
  await page.keyboard.type(login.email);
  await tabTo(page, page.getByLabel('Lösenord', { exact: true }));
  await page.keyboard.type(login.password);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Läget just nu');

  await test.step('hopplänken är första stoppet och leder förbi menyn', async () => {
    await page.keyboard.press('Tab');
    await expect(page.getByRole('link', { name: 'Till innehållet' })).toBeFocused();
    await expect(page.getByRole('link', { name: 'Till innehållet' })).toBeInViewport();
    await page.keyboard.press('Enter');
    await expect(page.getByRole('main')).toBeFocused();
  });

  await test.step('menyn leder till systemen', async () => {
    await page.reload();
    const link = page.getByRole('navigation', { name: 'Huvudmeny' }).getByRole('link', { name: 'System', exact: true });
    await tabTo(page, link);
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/\/system$/);
  });

  await test.step('ett filter väljs utan att sidan byts innan man är klar', async () => {
    const filter = page.getByRole('combobox', { name: 'Drift' });
    await tabTo(page, filter);
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await expect(filter).toHaveValue('cloud');
    await tabTo(page, page.getByRole('button', { name: 'Visa', exact: true }));
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(/drift=cloud/);
  });

  await test.step('ett fel leder till fältet, och Ctrl+Enter sparar', async () => {
    await page.goto('/system/nytt');
    await tabTo(page, page.getByRole('button', { name: 'Spara systemet' }));
    await page.keyboard.press('Enter');
    const summary = page.getByRole('alert');
    await expect(summary).toBeFocused();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await expect(page.getByLabel('Namn', { exact: true })).toBeFocused();
    await page.keyboard.type('Tangenten');
    await tabTo(page, page.getByLabel('Del av organisationen'));
    await page.keyboard.press('ArrowDown');
    await tabTo(page, page.getByLabel(/^Beskrivning/), 'Shift+Tab');
    await page.keyboard.type('Provas utan mus.');
    await page.keyboard.press('Control+Enter');
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('Tangenten');
  });
});

test('Bara tangentbord: det som öppnas stängs med Esc och fokus kommer tillbaka', async ({ page, enter }) => {
  await enter(page, 'coordinator');
  await page.goto('/system');
  const openers = [page.locator('summary', { hasText: 'Maja Lind' }), page.locator('summary', { hasText: 'Kolumner' })];
  for (const opener of openers) {
    await tabTo(page, opener);
    await page.keyboard.press('Enter');
    await expect(opener.locator('..')).toHaveAttribute('open', '');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Escape');
    await expect(opener.locator('..')).not.toHaveAttribute('open', '');
    await expect(opener).toBeFocused();
  }
  await page.keyboard.press('/');
  await expect(page.getByRole('searchbox', { name: 'Sök i hela Värn' })).toBeFocused();
  await page.keyboard.press('Tab');
  const before = await page.evaluate(() => document.activeElement?.textContent);
  await page.keyboard.press('?');
  const keys = page.getByRole('dialog', { name: 'Kortkommandon' });
  await expect(keys).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(keys).toBeHidden();
  expect(await page.evaluate(() => document.activeElement?.textContent), 'focus is back').toBe(before);
  await page.setViewportSize({ width: 320, height: 640 });
  await page.reload();
  const menu = page.getByRole('button', { name: 'Meny' });
  await tabTo(page, menu);
  await page.keyboard.press('Enter');
  await expect(page.getByRole('navigation', { name: 'Huvudmeny' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('navigation', { name: 'Huvudmeny' })).toBeHidden();
  await expect(menu).toBeFocused();
});

for (const path of ['/', '/system?q=linden', '/system/nytt', '/nulagesbild', '/inlasning', '/klassningsmodell']) {
  test(`Bara tangentbord: fokus syns vid varje stopp på ${path}`, async ({ page, enter }) => {
    await enter(page, 'coordinator');
    await page.goto(path);
    const first = await stop(page);
    for (let stops = 1; stops < MOST_STOPS; stops += 1) {
      const now = await stop(page);
      if (now === 'the page' || now === first) return;
    }
  });
}

/** One step with Tab; names what has the focus, which must be seen and lie within the window. */
async function stop(page: Page, key = 'Tab'): Promise<string> {
  await page.keyboard.press(key);
  const { name, marked, inside } = await page.evaluate(() => {
    const at = document.activeElement;
    if (!at || at === document.body) return { name: 'the page', marked: true, inside: true };
    const box = at.getBoundingClientRect();
    // A choice in a card and a field behind its picture are marked on what stands round them.
    const places = [at, at.closest('.choice, .search, .drop, label')].filter((place) => place !== null);
    const isMarked = (place: Element) => {
      const { outlineStyle, outlineWidth } = getComputedStyle(place);
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
    };
    return {
      name: `${at.tagName} ${at.id || at.getAttribute('name') || at.textContent?.trim().slice(0, 40)} ${at.getAttribute('href') ?? ''}`,
      marked: places.some(isMarked),
      inside: box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth,
    };
  });
  expect(marked, `the focus is seen on ${name}`).toBe(true);
  expect(inside, `${name} lies within the window`).toBe(true);
  return name;
}

async function tabTo(page: Page, target: Locator, key = 'Tab'): Promise<void> {
  for (let stops = 0; stops < MOST_STOPS; stops += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await stop(page, key);
  }
  throw new Error(`no ${MOST_STOPS} stops lead to ${target}`);
}
