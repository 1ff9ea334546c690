import { compareText } from '../../domain/collections.ts';
import type { OwnerId } from '../../domain/ids.ts';
import type { FormerEmployer, RememberedJob } from '../../domain/memory.ts';
import { families } from '../../names.ts';
import type { MemoryStore } from '../../ports/contact-store.ts';
import type { TableAccess } from './access.ts';
import { excerptShape, formerEmployerShape, invitationShape, jobShape, ownFactShape } from './items.ts';
import {
  excerptKey,
  excerptKinds,
  formerEmployerKey,
  type Item,
  invitationKey,
  jobKey,
  ownFactKey,
  partition,
  prefixes,
} from './keys.ts';
import { decodeItem, toPut } from './schema.ts';

const memoryOf = (ownerId: OwnerId): string => partition(families.memory, ownerId);

export function createMemoryStore(table: TableAccess): MemoryStore {
  return {
    async readMemory(ownerId) {
      const pk = memoryOf(ownerId);
      const [invitations, employers, ownFacts] = await Promise.all([
        table.query({ pk, prefix: prefixes.invitation }, (item) => decodeItem(invitationShape, item)),
        table.query({ pk, prefix: prefixes.employer }, employerOf),
        table.query({ pk, prefix: prefixes.ownFact }, (item) => decodeItem(ownFactShape, item)),
      ]);
      return {
        invitations,
        jobs: employers.flatMap(({ job }) => job ?? []),
        formerEmployers: employers.flatMap(({ former }) => former ?? []),
        ownFacts,
      };
    },

    async readExcerpts(ownerId, personIds) {
      const pk = memoryOf(ownerId);
      const keys = personIds.flatMap((personId) =>
        excerptKinds.map((kind) => ({ pk, sk: excerptKey({ personId, kind }) })),
      );
      const items = await table.getMany(keys);
      return items.sort(bySortKey).map((item) => decodeItem(excerptShape, item));
    },

    async readExcerptIds(ownerId) {
      const ids = await table.query({ pk: memoryOf(ownerId), prefix: prefixes.excerpt }, (item) =>
        String(item.sk).slice(prefixes.excerpt.length),
      );
      return new Set(ids);
    },

    async writeMemory(ownerId, { invitations, jobs, formerEmployers, excerpts, ownFacts }) {
      const pk = memoryOf(ownerId);
      return table.putMany([
        ...invitations.map((one) => toPut(invitationShape, { pk, sk: invitationKey(one) }, one)),
        ...jobs.map((job) => toPut(jobShape, { pk, sk: jobKey(job) }, job)),
        ...formerEmployers.map((former) =>
          toPut(formerEmployerShape, { pk, sk: formerEmployerKey(former) }, former),
        ),
        ...excerpts.map((excerpt) => toPut(excerptShape, { pk, sk: excerptKey(excerpt) }, excerpt)),
        ...ownFacts.map((fact) => toPut(ownFactShape, { pk, sk: ownFactKey(fact) }, fact)),
      ]);
    },

    async eraseExcerpts(ownerId) {
      const pk = memoryOf(ownerId);
      const keys = await table.query({ pk, prefix: prefixes.excerpt }, ({ sk }) => ({ pk, sk: String(sk) }));
      await table.deleteMany(keys);
      return keys.length;
    },
  };
}

// The owner's own jobs and the contacts' former employers lie under one prefix and are read in one go.
function employerOf(item: Item): { job?: RememberedJob; former?: FormerEmployer } {
  return String(item.sk).startsWith(prefixes.ownerEmployer)
    ? { job: decodeItem(jobShape, item) }
    : { former: decodeItem(formerEmployerShape, item) };
}

const bySortKey = (a: Item, b: Item): number => compareText(String(a.sk), String(b.sk));
