import type { OwnFact } from '../../domain/snapshot.ts';
import { anyDay } from './cells.ts';
import { rememberOwn } from './collected.ts';
import { linkedinFile } from './linkedin-file.ts';

/** Shares.csv: the days on which the owner posted something; no word of it is kept (EXPORT-FORMATS A3). */
export const shares = linkedinFile({
  kind: 'shares',
  stems: ['shares'],
  columns: { date: ['date', 'datum'], link: ['sharelink', 'share link'] },
  needed: ['date', 'link'],
  unused: ['sharecommentary', 'sharedurl', 'mediaurl', 'visibility'],
  addsUp: true,
  read: (row): OwnFact | 'unreadableDate' => {
    const from = anyDay(row.date);
    return from === undefined ? 'unreadableDate' : { kind: 'post', name: '', title: '', from };
  },
  take: rememberOwn,
});
