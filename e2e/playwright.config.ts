// Journeys run in the Chromium of the system, against the server that `cargo xtask e2e` has built.
import { defineConfig } from '@playwright/test';

export default defineConfig({
  outputDir: 'test-results',
  // Two cores are shared with the server; each worker has a server and a database of its own.
  workers: 2,
  fullyParallel: true,
  forbidOnly: true,
  retries: 0,
  timeout: 30_000,
  expect: { timeout: 5_000 },
  reporter: [['list'], ['./support/costs.ts']],
  use: {
    browserName: 'chromium',
    locale: 'sv-SE',
    timezoneId: 'Europe/Stockholm',
    // Nothing is judged or pictured half way from one colour to another.
    contextOptions: { reducedMotion: 'reduce' },
    viewport: { width: 1280, height: 900 },
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
      args: ['--no-sandbox'],
    },
  },
  projects: [
    { name: 'harness', testDir: 'harness' },
    { name: 'journeys', testDir: 'journeys' },
  ],
});
