import { defined } from '../../domain/collections.ts';
import type { OwnFact } from '../../domain/snapshot.ts';
import { anyDay, cell } from './cells.ts';
import { rememberOwn } from './collected.ts';
import { linkedinFile } from './linkedin-file.ts';

/**
 * Events.csv: what the owner attended, from `Apr 08, 2024 07:00 AM - Apr 08, 2024 05:00 PM`. Not all words of its status
 * are known: those that mean staying away are left aside, every other one counts.
 */
export const events = linkedinFile({
  kind: 'events',
  stems: ['events', 'veranstaltungen', 'evenementen'],
  columns: {
    name: ['event name', 'name der veranstaltung', 'naam van evenement'],
    time: ['event time', 'datum', 'tijd'],
    status: ['status'],
  },
  needed: ['name', 'time'],
  unused: ['external url'],
  read: (row) => {
    const [from, until] = row.time.split(/\s[-–—]\s/u).map(anyDay);
    if (from === undefined) return 'unreadableDate';
    const name = cell(row.name);
    if (name === '') return 'unreadableRow';
    const event: OwnFact = { kind: 'event', name, title: '', from };
    return {
      event: until === undefined || until <= from ? event : defined({ ...event, until }),
      attended: !staysAway.test(row.status),
    };
  },
  take: (into, { event, attended }) => {
    if (attended) rememberOwn(into, event);
  },
});

const staysAway =
  /relinquish|declin|reject|withdr|cancel|ignor|invit|pending|request|remov|left|not|abge|einge|afge|uitgen/iu;
