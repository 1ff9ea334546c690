import { describe, expect, it } from 'vitest';
import { noContacts } from '../../shared/domain/import.ts';
import { locales } from '../../shared/domain/owner.ts';
import { pageCatalogueFor } from '../../shared/render/locales/pages.ts';
import { anImport } from '../domain/builders.ts';
import { person } from './people.ts';
import { answered, createWorld, decisionsOf } from './world.ts';

const pages = ['', '/next', '/removals', '/overview', `/why/${person(1).contactId}`];

describe.each(locales)('while an export is being read in, in %s', (locale) => {
  const text = pageCatalogueFor(locale).pages.importing;

  it('every page that shows numbers says so, and none does once it is done', async () => {
    const world = await createWorld({ asked: 2, owner: { locale } });
    const { ownerId } = world.owner;
    const half = anImport(['connections'], { status: 'applying', contacts: { ...noContacts, total: 2 } });
    for (const status of ['applying', 'accepted'] as const) {
      await world.store.writeImport(ownerId, { ...half, status });
      for (const rest of pages) {
        const response = await world.get(world.path(0, rest));
        expect(response.status, rest).toBe(200);
        const page = await response.text();
        expect(page, rest).toContain(`lang="${locale}"`);
        expect(page.includes(text), `${status} ${rest}`).toBe(status === 'applying');
      }
    }
    expect(world.writes).toEqual([]);
  });

  it('answers are taken as ever', async () => {
    const world = await createWorld({ asked: 2, owner: { locale } });
    await world.store.writeImport(world.owner.ownerId, anImport(['connections'], { status: 'applying' }));
    const receipt = await world.post(world.path(0), answered({ 1: 'keep', 2: 'remove' }));
    expect(await receipt.text()).toContain(text);
    expect((await decisionsOf(world)).map(({ given }) => given?.answer).sort()).toEqual(['keep', 'remove']);
  });
});
