// The unbroken thread in steps, each through the pages alone, so that they can be taken with and without JavaScript.
//
// It begins in an empty installation, with the three questions of the first start. `begin` ends with three people who can
// sign in and an organisation with its committees.
import { type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test';
import { execFileSync } from 'node:child_process';
import { resolve } from 'node:path';
import { listen } from './look.ts';
import { type Server, serverCommand } from './server.ts';

const fixtures = resolve(import.meta.dirname, '../fixtures');
const password = 'korrekt häst batteri stift';
const place = 'Sjöbo kommun';
const overview = 'Läget just nu';

export interface People {
  administrator: Page;
  coordinator: Page;
  owner: Page;
  /** What their browsers have complained of. */
  said: string[];
}

/** The first administrator from the command line; from her the first start, the coordinator and an owner. */
export async function begin(server: Server, browser: Browser, options: BrowserContextOptions = {}): Promise<People> {
  const said: string[] = [];
  const enter = async (link: string, email: string, first: string) => {
    const context = await browser.newContext({ baseURL: server.address, ...options });
    listen(context, said);
    const page = await context.newPage();
    await accept(page, link, email, first);
    return page;
  };
  const anna = 'anna.ek@sjobo.example';
  const administrator = await enter(firstAdministrator(server, anna), anna, 'Välkommen till Värn');
  await answer(administrator);
  const asked = async (name: string, email: string, role: string) =>
    enter(await invite(administrator, name, email, role), email, overview);
  const coordinator = await asked('Cilla Ask', 'cilla.ask@sjobo.example', 'Informationssäkerhetssamordnare');
  const owner = await asked('Olle Berg', 'olle.berg@sjobo.example', 'Informationsägare');
  return { administrator, coordinator, owner, said };
}

/** The path of a one-time link, from the command that runs beside the server. */
function firstAdministrator({ dataDir }: Server, email: string): string {
  const [program, ...first] = serverCommand();
  const wish = ['--email', email, '--name', 'Anna Ek', '--data-dir', dataDir];
  const said = execFileSync(program, [...first, 'admin', 'create', ...wish], { encoding: 'utf8', stdio: 'pipe' });
  const link = said.match(/\/valkommen\/\S+/);
  if (!link) throw new Error(`no link: ${said}`);
  return link[0];
}

async function accept(page: Page, link: string, email: string, first: string): Promise<void> {
  await page.goto(link);
  await page.getByLabel('Nytt lösenord').fill(password);
  await page.getByLabel('Samma lösenord igen').fill(password);
  await page.getByRole('button', { name: 'Spara lösenordet' }).click();
  await page.getByLabel('E-post').fill(email);
  await page.getByLabel('Lösenord', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Logga in' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(first);
}

/** The three questions of the first start: which municipality, which parts, who does what. */
async function answer(page: Page): Promise<void> {
  const heading = page.getByRole('heading', { level: 1 });
  const onwards = page.getByRole('button', { name: 'Spara och gå vidare' });
  await page.getByRole('link', { name: 'Börja', exact: true }).click();
  await expect(heading).toHaveText('Vilka är ni?');
  await page.getByLabel('Kommun', { exact: true }).and(page.locator('select')).selectOption({ label: place });
  await onwards.click();
  await expect(heading).toHaveText('Vilka delar har ni?');
  await page.locator('input[value="Vård- och omsorgsnämnden"]').fill('Omsorgsnämnden');
  await onwards.click();
  await expect(heading).toHaveText('Vem gör vad?');
  const it = page.getByRole('group', { name: 'It-chef' });
  await it.getByLabel('Namn').fill('Tage Sund');
  await onwards.click();
  await expect(page.getByText('Sparat. Personerna finns under Personer.')).toBeVisible();
  await page.goto('/');
  await expect(heading).toHaveText(overview);
}

async function invite(page: Page, name: string, email: string, role: string): Promise<string> {
  await page.goto('/anvandare/ny');
  await page.getByLabel('Namn', { exact: true }).fill(name);
  await page.getByLabel('E-post').fill(email);
  await page.getByLabel(/^Roll 1( \(|$)/).selectOption({ label: role });
  await page.getByRole('button', { name: 'Skapa inbjudan' }).click();
  return new URL(await page.getByRole('main').locator('code').innerText()).pathname;
}

/** Hands a file over and waits for the dry run; a level 4 in it is said to be the highest ordinary one. */
export async function readFile(page: Page, file = 'systemlista.csv'): Promise<void> {
  await page.goto('/inlasning');
  await page.getByLabel('Dra en fil hit eller välj en').setInputFiles(resolve(fixtures, file));
  await page.getByRole('button', { name: 'Läs filen' }).click();
  const fourth = page.getByRole('radio', { name: 'den högsta vanliga nivån' });
  await expect(page.getByText('Så är filen läst').or(fourth)).toBeVisible();
  if (await fourth.isVisible()) {
    await fourth.check();
    await page.getByRole('button', { name: 'Fortsätt med det svaret' }).click();
  }
  await expect(page.getByText('Så är filen läst')).toBeVisible();
}

/** Says what a column means, and reads the file again by that. */
export async function mapColumn(page: Page, column: string, field: string): Promise<void> {
  const mapping = page.locator('#tolkning');
  await mapping.getByLabel(column, { exact: true }).selectOption({ label: field });
  await mapping.getByRole('button', { name: 'Läs filen igen så' }).click();
}

/** Loads the rows of the dry run. */
export async function acceptRows(page: Page): Promise<void> {
  await page.getByRole('button', { name: /^Läs in \d+ rader/ }).click();
  await expect(page.getByText('Raderna är inlästa.')).toBeVisible();
}

/** Takes an import back. */
export async function undoImport(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Ångra inläsningen' }).click();
  await expect(page.getByText('Inläsningen är ångrad.')).toBeVisible();
}

/** An information set with an owner; its address. */
export async function addInformation(page: Page, name: string): Promise<string> {
  await page.goto('/information/ny');
  await page.getByLabel('Namn', { exact: true }).fill(name);
  await page.getByLabel('Del av organisationen').selectOption({ label: 'Omsorgsnämnden' });
  await page.getByLabel(/^Ägare/).selectOption({ label: 'Olle Berg' });
  await page.getByRole('button', { name: 'Spara informationsmängden' }).click();
  await expect(page.getByText('Informationsmängden är tillagd.')).toBeVisible();
  return new URL(page.url()).pathname;
}

/** Says in which system the information of this page lives. */
export async function livesIn(page: Page, information: string, system: string): Promise<void> {
  await page.goto(information);
  await page.getByRole('link', { name: /Koppla ihop/ }).click();
  await page.getByRole('radio', { name: system }).check();
  await page.getByRole('button', { name: 'Koppla ihop' }).click();
  await expect(page.getByRole('link', { name: system }).first()).toBeVisible();
}

/** Answers the questions of the classification, one level per aspect. */
export async function classify(page: Page, information: string, levels: [number, number, number]): Promise<void> {
  await page.goto(information);
  await page.getByRole('link', { name: /^Klassa/ }).click();
  for (const [at, aspect] of ['K – ', 'R – ', 'T – '].entries()) {
    const question = page.getByRole('group', { name: new RegExp(`^${aspect}`) });
    await question.getByRole('radio', { name: new RegExp(`^${levels[at]}:`) }).check();
  }
  await page.getByLabel(/^Motiv/).fill('Uppgifter om hälsa och insatser hos enskilda.');
  await page.getByRole('button', { name: 'Spara klassningen' }).click();
  await expect(page.getByText('Klassningen är sparad.')).toBeVisible();
}

/** The owner stands for the classification. */
export async function confirm(page: Page, information: string): Promise<void> {
  await page.goto(information);
  await page.getByRole('button', { name: 'Bekräfta klassningen' }).click();
  await expect(page.getByText('Klassningen är bekräftad.')).toBeVisible();
}

/** Opens the page of a system by way of the register. */
export async function openSystem(page: Page, name: string): Promise<void> {
  await page.goto('/system');
  await page.getByRole('rowheader').getByRole('link', { name }).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(name);
}

/** Judges the first control of the system of this page as missing; the control's name. */
export async function judgeMissing(page: Page): Promise<string> {
  await page.getByRole('main').locator('a[href^="/brister/system/"]').first().click();
  const control = page.getByRole('article').first();
  const name = (await control.getByRole('heading').innerText()).trim();
  await control.getByLabel('Finns', { exact: true }).selectOption('no');
  await control.getByLabel('Nuläge').fill('Finns inte i dag.');
  await control.getByRole('button', { name: 'Spara bedömningen' }).click();
  await expect(page.getByText('Bedömningen är sparad.')).toBeVisible();
  return name;
}

/** Freezes the state and opens the report to management. */
export async function freeze(page: Page, name: string): Promise<void> {
  await page.goto('/nulagesbild');
  await page.getByLabel('Namn').fill(name);
  await page.getByLabel(/^Diarienummer/).fill('KS 2026/17');
  await page.getByRole('button', { name: 'Frys nulägesbilden' }).click();
  await expect(page.getByText('Nulägesbilden är fryst.')).toBeVisible();
  await page.getByRole('link', { name: 'Rapport till ledningen' }).click();
}
