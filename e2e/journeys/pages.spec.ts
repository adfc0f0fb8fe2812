// Every page there is, one by one: valid, accessible in light and dark, whole on a phone and on paper, light and still.
//
// The routes come from the reviewed table of access, the addresses from the links of the demo, so that a new page is
// looked at without anybody having to think of it. What no link leads to is told how to be found, or why it is no page.
import type { APIRequestContext, Page } from '@playwright/test';
import { expectCheap, openCold } from '../support/measure.ts';
import { crawl, routes } from '../support/routes.ts';
import {
  expect,
  expectFits,
  expectNoAxeViolations,
  expectNoAxeViolationsInPrint,
  expectValidHtml,
  test as journey,
} from '../support/test.ts';

/** Those that together reach every page that links lead to. */
const readers = ['coordinator', 'administrator'];

/** Files and what is answered only to a form; states of pages stand in states.spec.ts. */
const noPages = [
  /^\/tillgangar\//,
  /\/lista\.(csv|xlsx)$/,
  /^\/bilaga\/\{id\}$/,
  /^\/rapport\/nulage\/\{id\}\/\{file\}$/,
  /^\/inlasning\/(vantar\/)?\{id\}$/,
  /^\/jobb\/\{id\}\/(fil|lage)$/,
  /^\/valkommen\/\{token\}$/,
];

/** Where a page is that no link leads to: beside which other, since a form leads there. */
const ways: Record<string, (beside: (route: string) => string) => string> = {
  '/logga-in': () => '/logga-in',
  '/sok': () => '/sok?q=linden',
  '/bekrafta': () => '/bekrafta',
  '/klassning/{slag}/{id}/sakerhetsskydd': (beside) => `${beside('/klassning/{slag}/{id}')}/sakerhetsskydd`,
  ...Object.fromEntries(
    ['leverantor/{id}', 'organisation', 'system/{id}'].map((object) => {
      const route = `/brister/${object}/{control}`;
      return [route, (beside: (route: string) => string) => beside(`${route}/avvikelse`).replace('/avvikelse', '')];
    }),
  ),
};

/** Adds what the demo has none of, and gives the pages of it that no link leads to, or only one far down. */
async function add(request: APIRequestContext, address: string): Promise<[string, string][]> {
  const post = async (path: string, form: Record<string, string>) => {
    const answer = await request.post(address + path, { form, headers: { origin: address } });
    expect(answer.status(), `${path}: ${answer.url()}`).toBe(200);
    return new URL(answer.url()).pathname;
  };
  const units = await (await request.get(`${address}/atgarder/ny`)).text();
  const unit = units.match(/name="unit"[^]*?<option value="([0-9a-f-]{36})"/)?.[1] ?? '';
  await post('/atgarder/ny', { name: 'Öva återläsning', unit, status: 'not_started' });
  const control = { name: 'Larm i serverrum', description: 'Larmet provas.', area: 'governance' };
  const own = await post('/sakerhetsatgarder/ny', control);
  const deviation = { deviation_kind: 'not_applicable', motive: 'Finns inte hos oss.', last_day: '' };
  await post('/brister/organisation/control.infosec_policy/avvikelse', deviation);
  await post('/uppgifter/ny', { task_title: 'Boka genomgång', task_owner: '', task_due: '' });
  const nobodys = await (await request.get(`${address}/uppgifter?vems=ingen&q=Boka`)).text();
  const task = nobodys.match(/href="(\/uppgifter\/[0-9a-f-]{36})"[^>]*>Boka genomgång/)?.[1];
  expect(task, 'the task that was added').toBeDefined();
  const job = await post('/jobb/hamta-allt', {});
  return [
    ['/sakerhetsatgarder/{id}/andra', `${own}/andra`],
    ['/uppgifter/{id}/andra', `${task}/andra`],
    ['/jobb/{id}', job],
  ];
}

interface Met {
  /** Who saw a page of each route, and where. */
  pages: Map<string, { role: string; path: string }>;
  dead: string[];
}

interface Worker {
  met: Met;
}

const test = journey.extend<object, Worker>({
  met: [
    async ({ varn, enter, browser }, use) => {
      const met: Met = { pages: new Map(), dead: [] };
      for (const role of readers) {
        const page = await browser.newPage();
        await enter(page, role);
        if (role === 'coordinator') {
          const added = await add(page.request, varn.address);
          for (const [route, path] of added) met.pages.set(route, { role, path });
        }
        const { pages, dead } = await crawl(page.request, varn.address);
        for (const [route, path] of pages) if (!met.pages.has(route)) met.pages.set(route, { role, path });
        met.dead.push(...dead.map((link) => `${role}: ${link}`));
        await page.close();
      }
      const beside = (route: string) => met.pages.get(route)?.path ?? `(nothing at ${route})`;
      for (const [route, way] of Object.entries(ways)) {
        if (!met.pages.has(route)) met.pages.set(route, { role: readers[0], path: way(beside) });
      }
      await use(met);
    },
    { scope: 'worker', timeout: 90_000 },
  ],
});

test.use({ trace: 'off' });

// So many of what is alike are judged by axe: rows and cards come from the same lines of a template.
const ALIKE = 12;

async function shorten(page: Page): Promise<void> {
  await page.evaluate((most) => {
    for (const parent of document.querySelectorAll('main tbody, main ul, main .stack')) {
      for (const more of [...parent.children].slice(most)) more.remove();
    }
  }, ALIKE);
}

test('Varje länk leder till något som personen får se', async ({ met, varn, enter, browser }) => {
  test.setTimeout(90_000);
  const dead = [...met.dead];
  for (const { role } of varn.logins.filter(({ role }) => !readers.includes(role))) {
    const page = await browser.newPage();
    await enter(page, role);
    const found = await crawl(page.request, varn.address);
    dead.push(...found.dead.map((link) => `${role}: ${link}`));
    await page.close();
  }
  expect(dead).toEqual([]);
});

for (const route of routes().filter((route) => !noPages.some((pattern) => pattern.test(route)))) {
  test(`Sidan ${route}`, async ({ page, met, enter }) => {
    test.setTimeout(60_000);
    const found = met.pages.get(route);
    if (!found) throw new Error(`no link leads to ${route}: tell journeys/pages.spec.ts where it is`);
    if (route !== '/logga-in') await enter(page, found.role);
    const cost = await openCold(page, found.path);
    await expectFits(page);
    await shorten(page);
    await expectNoAxeViolations(page);
    await expectNoAxeViolationsInPrint(page);
    await expectValidHtml(page, found.path);
    expectCheap(test.info(), route, cost);
  });
}
