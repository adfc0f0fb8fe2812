// What can be seen on a page without knowing what it is about.
import AxeBuilder from '@axe-core/playwright';
import { type BrowserContext, expect, type Page } from '@playwright/test';
import { HtmlValidate } from 'html-validate';
import { resolve } from 'node:path';

const validator = new HtmlValidate({ extends: ['html-validate:standard'] });
const pictures = resolve(import.meta.dirname, '../screenshots');
const narrow = { width: 320, height: 640 };

/** Writes down what the browser complains of in any page. */
export function listen(context: BrowserContext, said: string[]): void {
  context.on('console', (m) => ['error', 'warning'].includes(m.type()) && said.push(m.text()));
  context.on('weberror', (e) => said.push(e.error().message));
}

// What can differ in dark and on paper: everything else is found in light on the screen already.
const rulesOfColour = ['color-contrast', 'link-in-text-block'];

/** No violation of any rule axe knows in light, and none of those about colour in dark. */
export async function expectNoAxeViolations(page: Page): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAxeSilent(page, colorScheme);
  }
  await page.emulateMedia({ colorScheme: null });
}

/** As it is printed: what is light or dark on the screen is read on white paper. */
export async function expectNoAxeViolationsInPrint(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  await expectAxeSilent(page, 'print');
  await page.emulateMedia({ media: null });
}

async function expectAxeSilent(page: Page, as: 'light' | 'dark' | 'print'): Promise<void> {
  // There are no frames, so that one run in the page itself is enough; only violations are gathered.
  let axe = new AxeBuilder({ page }).setLegacyMode(true).options({ resultTypes: ['violations'] });
  if (as !== 'light') axe = axe.withRules(rulesOfColour);
  const { violations } = await axe.analyze();
  const found = violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${v.help}: ${n.target.join(' ')}`));
  expect(found, `axe, ${as}: ${page.url()}`).toEqual([]);
}

/** The page as it came from the server is valid HTML. Takes a path or an address. */
export async function expectValidHtml(page: Page, url: string): Promise<void> {
  const html = await (await page.request.get(url)).text();
  const { results } = await validator.validateString(html);
  const found = results.flatMap((r) => r.messages.map((m) => `${m.line}:${m.column} ${m.ruleId}: ${m.message}`));
  expect(found, `HTML of ${url}`).toEqual([]);
}

/** Nothing sticks out sideways at this width (320 px unless said). */
export async function expectFits(page: Page, size = narrow): Promise<void> {
  const before = page.viewportSize();
  await page.setViewportSize(size);
  const width = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(width, `width of ${page.url()}`).toBeLessThanOrEqual(size.width);
  if (before) await page.setViewportSize(before);
}

/** Pictures to look at, in e2e/screenshots: NAME-desktop, NAME-dark and NAME-320. */
export async function screenshot(page: Page, name: string): Promise<void> {
  const take = (kind: string) => page.screenshot({ path: `${pictures}/${name}-${kind}.png`, fullPage: true });
  const before = page.viewportSize();
  await page.emulateMedia({ colorScheme: 'light' });
  await take('desktop');
  await page.emulateMedia({ colorScheme: 'dark' });
  await take('dark');
  await page.emulateMedia({ colorScheme: 'light' });
  await page.setViewportSize(narrow);
  await take('320');
  if (before) await page.setViewportSize(before);
  await page.emulateMedia({ colorScheme: null });
}
