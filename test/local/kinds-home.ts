import type { Home } from '../../infra/local/services.ts';
import { entry, writeKinds } from '../review/kinds.ts';
import { tempHome } from './support.ts';

/** A home in whose table somebody is asked about in every kind of question; the owner reads English and keeps a list. */
export async function kindsHome(): Promise<Home> {
  const home = await tempHome();
  await home.ensureOwner(home.ownerId);
  await home.store.changeOwner(home.ownerId, (owner) => ({ ...owner, locale: 'en', compliance: [entry] }));
  await writeKinds(home.store, home.ownerId, 5);
  return home;
}
