// Which pages there are, from the reviewed table of routes, and where the demo has one of each.
import type { APIRequestContext } from '@playwright/test';
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

const table = resolve(import.meta.dirname, '../../crates/varn/tests/it/snapshots/it__access__access_matrix.snap');

/** Every address that answers GET, as the table of routes names it: `/system/{id}`. */
export function routes(): string[] {
  const lines = readFileSync(table, 'utf8').matchAll(/^GET\s+(\S+)/gm);
  return [...lines].map((line) => line[1]);
}

const patterns = routes().map((route) => {
  const source = route.replace(/[.]/g, '\\.').replace(/\{\w+\}/g, '[^/]+');
  return { route, pattern: new RegExp(`^${source}$`), open: route.split('{').length };
});

/** The route that answers this path; what is spelt out goes before what is open. */
export function routeOf(path: string): string | undefined {
  const fitting = patterns.filter(({ pattern }) => pattern.test(path));
  return fitting.sort((a, b) => a.open - b.open)[0]?.route;
}

// So many pages of a route are read for their links: one record may lack what another has.
const READ_PER_ROUTE = 4;

export interface Crawled {
  /** An address of each page that was met, by route. */
  pages: Map<string, string>;
  /** Links that lead nowhere, or to what this person may not see: where they stand, where they lead, the answer. */
  dead: string[];
}

/** Follows links from the first page as whoever is signed in. Files are not followed. */
export async function crawl(request: APIRequestContext, address: string): Promise<Crawled> {
  const pages = new Map<string, string>();
  const dead: string[] = [];
  const read = new Map<string, number>();
  const from = new Map([['/', '/']]);
  for (const [path, origin] of from) {
    const route = routeOf(path.split('?')[0]) ?? 'no route';
    const times = read.get(route) ?? 0;
    if (times >= READ_PER_ROUTE || /lista\.|\{file\}|^\/bilaga\/|^\/tillgangar/.test(route)) continue;
    read.set(route, times + 1);
    const answer = await request.get(address + path);
    if (!answer.ok()) dead.push(`${origin} → ${path}: ${answer.status()}`);
    if (!answer.ok() || !answer.headers()['content-type']?.startsWith('text/html')) continue;
    if (!pages.has(route)) pages.set(route, path);
    for (const link of linksIn(await answer.text())) {
      if (!from.has(link)) from.set(link, path);
    }
  }
  return { pages, dead };
}

function linksIn(html: string): string[] {
  const found = html.matchAll(/<a\b[^>]*?\shref="(\/[^"]*)"/g);
  return [...found].map((link) => link[1].replaceAll(/&(amp|#38);/g, '&').split('#')[0]);
}
