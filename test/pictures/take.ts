/**
 * `npm run pictures [-- FOLDER]`: plays the sample in a home of its own and takes the README's pictures, and with a
 * FOLDER every page at several widths, light and dark, to be looked at. Needs Chromium (`CHROMIUM`, default
 * /usr/bin/chromium).
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium, type Page } from 'playwright-core';
import { createReviewApp } from '../../functions/review/review.tsx';
import { mainJob } from '../../infra/local/main-job.ts';
import { openHome } from '../../infra/local/services.ts';
import { openSite } from '../../infra/local/site.ts';
import { createWebApp, reviewUrlOf } from '../../infra/local/web.tsx';
import { ownerId } from '../../shared/domain/ids.ts';
import { exportedAtOf, SAMPLE } from '../fixtures/network.ts';
import { archiveName, SAMPLE_DIRECTORY } from '../fixtures/sample.ts';

const all = process.argv[2];
const folder = await mkdtemp(join(tmpdir(), 'woher-pictures-'));
const site = await openSite(0);
const quiet = { info: () => {}, error: () => {} };
const now = () => new Date('2026-11-02T08:00:00Z');
const home = await openHome({ folder, log: quiet, now, port: site.port, ownerId: ownerId('sample') });
site.serve(createWebApp(home, createReviewApp(home.review)));
const owner = await home.ensureOwner(home.ownerId);
const sample = fileURLToPath(new URL(archiveName(exportedAtOf(SAMPLE.month)), SAMPLE_DIRECTORY));
await mainJob(home, { owner, path: sample, io: { out: () => {}, err: () => {} } });

const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--disable-background-networking',
    '--disable-sync',
  ],
});
const mail = `${home.baseUrl}/inbox/digest-2026-11`;
const review = (await reviewUrlOf(home, owner)) ?? '';

const here = (name: string) => fileURLToPath(new URL(name, import.meta.url));
await picture({ url: `${mail}/html`, path: here('digest.png'), width: 640, height: 900 });
await picture({ url: review, path: here('review.png'), width: 640, height: 900 });

if (all !== undefined) {
  const token = new URL(review).pathname;
  const pages = {
    digest: `${mail}/html`,
    mail,
    inbox: `${home.baseUrl}/inbox`,
    overview: `${home.baseUrl}/`,
    upload: `${home.baseUrl}/upload`,
    review,
    next: `${home.baseUrl}${token}/next`,
    removals: `${home.baseUrl}${token}/removals`,
    unknown: `${home.baseUrl}/r/aaaaaaaa`,
  };
  for (const [name, url] of Object.entries(pages)) {
    for (const width of [320, 640, 1024])
      await picture({ url, path: join(all, `${name}-${width}.png`), width });
    await picture({ url, path: join(all, `${name}-dark.png`), width: 640, dark: true });
  }
  await answered(join(all, 'receipt-640.png'));
}
await browser.close();
await site.close();
await home.close();
await rm(folder, { recursive: true });

type Shot = { url: string; path: string; width: number; height?: number; dark?: boolean };

async function picture({ url, path, width, height, dark = false }: Shot): Promise<void> {
  const page = await browser.newPage({
    viewport: { width, height: height ?? 900 },
    colorScheme: dark ? 'dark' : 'light',
  });
  await page.goto(url);
  await tellOverflow(page, path);
  await page.screenshot({ path, fullPage: height === undefined });
  await page.close();
}

/** Answers the first three questions by real presses and takes the receipt. */
async function answered(path: string): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 640, height: 900 } });
  await page.goto(review);
  for (const [index, answer] of ['remove', 'keep', 'later'].entries()) {
    await page
      .locator('fieldset')
      .nth(index)
      .locator(`input[type=radio][value=${answer}]`)
      .first()
      .check({ force: true });
  }
  await page.locator('form button').last().click();
  await page.waitForLoadState();
  await page.screenshot({ path, fullPage: true });
  await page.close();
}

async function tellOverflow(page: Page, path: string): Promise<void> {
  const wide = await page.evaluate(
    'document.documentElement.scrollWidth > document.documentElement.clientWidth',
  );
  if (wide === true) console.error(`scrolls sideways: ${path}`);
}
