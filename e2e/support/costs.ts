// At the end, what the pages cost: the heaviest and the most restless, and all of them in test-results/pages.tsv.
import type { Reporter, TestCase } from '@playwright/test/reporter';
import { mkdirSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Cost } from './measure.ts';

const file = resolve(import.meta.dirname, '../test-results/pages.tsv');

export default class Costs implements Reporter {
  private readonly costs: (Cost & { route: string })[] = [];

  onTestEnd(test: TestCase): void {
    const notes = test.annotations.filter(({ type }) => type === 'cost');
    this.costs.push(...notes.map(({ description }) => JSON.parse(description ?? '{}')));
  }

  onEnd(): void {
    if (this.costs.length === 0) return;
    this.costs.sort((a, b) => b.bytes - a.bytes);
    const lines = this.costs.map(({ route, bytes, fonts, shift }) => [route, bytes, fonts, shift.toFixed(4)].join('\t'));
    mkdirSync(resolve(file, '..'), { recursive: true });
    writeFileSync(file, ['route\tbytes\tfonts\tshift', ...lines, ''].join('\n'));
    const most = this.costs.reduce((a, b) => (a.shift > b.shift ? a : b));
    const heaviest = this.costs.slice(0, 3).map(({ route, bytes }) => `${route} ${Math.round(bytes / 1000)} kB`);
    console.log(`\n  ${this.costs.length} pages. Heaviest: ${heaviest.join(', ')}. Most shift: ${most.route} ${most.shift.toFixed(3)}`);
  }

  printsToStdio(): boolean {
    return false;
  }
}
