// What a page costs: bytes over the wire with nothing kept from before, and how much it moves while it is drawn.
import { expect, type Page, type TestInfo } from '@playwright/test';

export interface Cost {
  /** Page, styles, script and pictures, as transferred (compressed). */
  bytes: number;
  /** Fonts, which are fetched once and kept for ever. */
  fonts: number;
  /** Cumulative layout shift. */
  shift: number;
}

const MOST_BYTES = 100_000;
const MOST_SHIFT = 0.05;

/** Opens the page as somebody who has never been here. What cannot be fetched is an error. */
export async function openCold(page: Page, path: string): Promise<Cost> {
  const cost = { bytes: 0, fonts: 0 };
  const failed: string[] = [];
  const cdp = await page.context().newCDPSession(page);
  const fonts = new Set<string>();
  cdp.on('Network.responseReceived', (e) => e.type === 'Font' && fonts.add(e.requestId));
  cdp.on('Network.loadingFinished', (e) => {
    cost[fonts.has(e.requestId) ? 'fonts' : 'bytes'] += e.encodedDataLength;
  });
  cdp.on('Network.loadingFailed', (e) => failed.push(e.errorText));
  await cdp.send('Network.enable');
  await cdp.send('Network.setCacheDisabled', { cacheDisabled: true });
  const answer = await page.goto(path);
  expect(answer?.status(), path).toBe(200);
  await page.evaluate(() => document.fonts.ready);
  const shift = await page.evaluate(readShift);
  await cdp.detach();
  expect(failed, `requests of ${path}`).toEqual([]);
  return { ...cost, shift };
}

function readShift(): Promise<number> {
  return new Promise((done) => {
    let sum = 0;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) sum += (entry as unknown as { value: number }).value;
    }).observe({ type: 'layout-shift', buffered: true });
    // The observer reports what was buffered before the next frame but one.
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => done(sum))));
  });
}

/** The page is light and stands still; what it costs is written down for the summary. */
export function expectCheap(info: TestInfo, route: string, { bytes, fonts, shift }: Cost): void {
  info.annotations.push({ type: 'cost', description: JSON.stringify({ route, bytes, fonts, shift }) });
  expect(bytes, `bytes of ${route}, without fonts`).toBeLessThanOrEqual(MOST_BYTES);
  expect(shift, `layout shift of ${route}`).toBeLessThan(MOST_SHIFT);
}
