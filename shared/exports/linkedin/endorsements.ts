import { defined } from '../../domain/collections.ts';
import type { Endorsement } from '../../domain/snapshot.ts';
import { anyDay, personRef } from './cells.ts';
import type { LinkedinFile } from './linkedin-file.ts';
import { linkedinFile } from './linkedin-file.ts';

/** Statuses of endorsements that do not stand (A3): refused, not accepted yet, or taken off the profile. */
const fallen: ReadonlySet<string> = new Set(['REJECTED', 'PENDING', 'HIDDEN']);

/** Endorsement_Given_Info.csv and _Received_Info.csv: one row a skill; profile addresses since 2023 (A3, A4). */
export const endorsements: readonly LinkedinFile[] = (['given', 'received'] as const).map((direction) => {
  const side = direction === 'given' ? 'endorsee' : 'endorser';
  return linkedinFile({
    kind: direction === 'given' ? 'endorsementsGiven' : 'endorsementsReceived',
    stems: [`endorsement${direction}info`, `endorsements${direction}info`],
    profiles: 'url',
    dates: ['date'],
    columns: {
      date: ['endorsement date', 'datum der bestätigung', 'datum van onderschrijving'],
      skill: ['skill name', 'kenntnis', 'name der kenntnis', 'vaardigheid', 'naam van vaardigheid'],
      firstName: [`${side} first name`, 'vorname', 'voornaam'],
      lastName: [`${side} last name`, 'nachname', 'achternaam'],
      status: ['endorsement status', 'status'],
      url: [`${side} public url`, 'profil-url', 'öffentliche url', 'profiel-url', 'openbare url'],
    },
    // With names alone it could be any list of people.
    needed: ['firstName', 'lastName', 'skill'],
    read: (row) => {
      const person = personRef([row.firstName, row.lastName], row.url);
      if (person === undefined) return 'withoutPerson';
      const stands = !fallen.has(row.status.trim().toUpperCase());
      return { stands, endorsement: defined<Endorsement>({ person, direction, on: anyDay(row.date) }) };
    },
    take: (into, { stands, endorsement }) => {
      into.names.add(endorsement.person);
      if (stands) into.endorsements.push(endorsement);
    },
  });
});
