import { expect, test } from 'vitest';
import { decisionsShape, whyShape } from '../../infra/local/commands/shapes.ts';
import type { Home } from '../../infra/local/services.ts';
import { contactSubject, type IsoTime } from '../../shared/domain/ids.ts';
import { inHome, smallZipFile, tempFolder, tempHome } from './support.ts';

/** A home that knows three contacts; about each of them three POSTs came in at once, the last saying *remove*. */
async function heldHome(): Promise<Home> {
  const home = await tempHome();
  await home.store.changeOwner(home.ownerId, (owner) => ({ ...owner, locale: 'en' }));
  expect((await inHome(home, 'import', { files: [await smallZipFile(await tempFolder())] })).exit).toBe(0);
  for (const { contactId } of await home.store.readContacts(home.ownerId))
    for (const [index, answer] of (['remove', 'keep', 'remove'] as const).entries())
      await home.store.recordAnswer(home.ownerId, {
        subject: contactSubject(contactId),
        given: { answer },
        at: `2026-11-20T09:00:0${index}.000Z` as IsoTime,
        via: 'review',
        submit: `submit-${contactId}-${index}`,
      });
  return home;
}

const decisionsIn = async (home: Home) =>
  decisionsShape.parse((await inHome(home, 'decisions', { json: true })).json());

test('held answers are marked in the list of decisions, and are in force nowhere', async () => {
  const home = await heldHome();
  const decisions = await decisionsIn(home);
  expect(decisions).toHaveLength(3);
  for (const { given, unconfirmed, removal, history } of decisions) {
    expect({ given, unconfirmed, removal }).toEqual({
      given: undefined,
      unconfirmed: { given: { answer: 'remove' }, at: '2026-11-20T09:00:02.000Z' },
      removal: undefined,
    });
    expect(history).toHaveLength(3);
  }
  expect((await inHome(home, 'decisions')).out.match(/\(not confirmed: Remove\)/g)).toHaveLength(3);
});

test('woher why asks for the owner’s word, and says what of the history was never in force', async () => {
  const home = await heldHome();
  const [contact] = await home.store.readContacts(home.ownerId);
  const args = { contact: contact?.contactId ?? '' };
  const { rules, decision } = whyShape.parse((await inHome(home, 'why', { ...args, json: true })).json());
  expect(rules.find(({ rule }) => rule === 'dueAgain')).toMatchObject({
    asks: true,
    because: 'unconfirmed',
    answered: 'unconfirmed',
  });
  expect(decision?.unconfirmed?.given).toEqual({ answer: 'remove' });
  const { out } = await inHome(home, 'why', args);
  expect(out.match(/not in force, for it came in faster than anybody can press/g)).toHaveLength(3);
});

test('the owner’s own command confirms the answer, and is held by no POST', async () => {
  const home = await heldHome();
  for (const { contactId } of await home.store.readContacts(home.ownerId))
    expect((await inHome(home, 'decide', { contact: contactId, answer: 'remove' })).exit).toBe(0);
  const decisions = await decisionsIn(home);
  expect(decisions.map(({ given, unconfirmed }) => [given?.answer, unconfirmed])).toEqual(
    decisions.map(() => ['remove', undefined]),
  );
  expect(decisions.every(({ history }) => history.length === 4)).toBe(true);
});
