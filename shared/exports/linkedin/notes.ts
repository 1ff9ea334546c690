import { defined } from '../../domain/collections.ts';
import type { Note } from '../../domain/snapshot.ts';
import { anyDay, cell, personRef } from './cells.ts';
import { linkedinFile } from './linkedin-file.ts';

const longestNote = 1000;

/** Notes.csv (2026): what the owner wrote beside a contact. The format of its dates is not known for sure. */
export const notes = linkedinFile({
  kind: 'notes',
  stems: ['notes', 'notizen', 'notities'],
  columns: {
    firstName: ['connection first name', 'first name', 'vorname', 'voornaam'],
    lastName: ['connection last name', 'last name', 'nachname', 'achternaam'],
    url: ['connection profile url', 'profile url', 'profil-url', 'profiel-url'],
    note: ['note', 'notiz', 'notitie'],
    createdOn: ['created on', 'erstellt am', 'aangemaakt op'],
    editedOn: ['edited on', 'bearbeitet am', 'bewerkt op'],
  },
  needed: ['firstName', 'lastName', 'note'],
  profiles: 'url',
  dates: ['createdOn', 'editedOn'],
  read: (row) => {
    const person = personRef([row.firstName, row.lastName], row.url);
    if (person === undefined) return 'withoutPerson';
    const text = cell(row.note, longestNote);
    if (text === '') return 'emptyMessage';
    return defined<Note>({ person, text, on: anyDay(row.createdOn) ?? anyDay(row.editedOn) });
  },
  take: (into, note) => {
    into.notes.push(note);
    into.names.add(note.person);
  },
});
