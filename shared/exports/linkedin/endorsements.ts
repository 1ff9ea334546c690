import { defined } from '../../domain/collections.ts';
import type { Endorsement } from '../../domain/snapshot.ts';
import { anyDay, personRef } from './cells.ts';
import type { LinkedinFile } from './linkedin-file.ts';
import { linkedinFile } from './linkedin-file.ts';

/** Endorsement_Given_Info.csv and _Received_Info.csv: one row a skill; profile addresses since 2023 (A3, A4). */
export const endorsements: readonly LinkedinFile[] = (['given', 'received'] as const).map((direction) => {
  const side = direction === 'given' ? 'endorsee' : 'endorser';
  return linkedinFile({
    kind: direction === 'given' ? 'endorsementsGiven' : 'endorsementsReceived',
    stems: [`endorsement${direction}info`, `endorsements${direction}info`],
    profiles: 'url',
    columns: {
      date: ['endorsement date'],
      firstName: [`${side} first name`],
      lastName: [`${side} last name`],
      url: [`${side} public url`],
    },
    needed: ['firstName', 'lastName'],
    read: (row) => {
      const person = personRef([row.firstName, row.lastName], row.url);
      if (person === undefined) return 'withoutPerson';
      return defined<Endorsement>({ person, direction, on: anyDay(row.date) });
    },
    take: (into, endorsement) => {
      into.endorsements.push(endorsement);
      into.names.add(endorsement.person);
    },
  });
});
