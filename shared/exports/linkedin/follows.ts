import type { OwnFact, SkipReason } from '../../domain/snapshot.ts';
import { anyDay, cell } from './cells.ts';
import { rememberOwn } from './collected.ts';
import { linkedinFile } from './linkedin-file.ts';

/** Member_Follows.csv: whom the owner follows; names only, no profiles (EXPORT-FORMATS A3). */
export const memberFollows = linkedinFile({
  kind: 'memberFollows',
  stems: ['memberfollows'],
  columns: { date: ['date', 'datum'], status: ['status'], name: ['fullname', 'full name', 'name', 'naam'] },
  needed: ['date', 'name'],
  read: (row) => {
    const on = anyDay(row.date);
    if (on === undefined) return 'unreadableDate';
    const name = cell(row.name);
    if (name === '') return 'withoutPerson';
    return { name, on, ended: /unfollow|inactive|removed/iu.test(row.status) };
  },
  take: (into, { name, on, ended }) => {
    if (!ended) into.follows.push({ name, on });
  },
});

/** Company Follows.csv, dated `Wed Jun 24 12:43:42 UTC 2026`. */
export const companyFollows = linkedinFile({
  kind: 'companyFollows',
  stems: ['companyfollows'],
  columns: {
    company: ['organization', 'company', 'organisation', 'unternehmen', 'organisatie', 'bedrijf'],
    followedOn: ['followed on', 'gefolgt am', 'gevolgd op', 'date'],
  },
  needed: ['company', 'followedOn'],
  read: (row): OwnFact | SkipReason => {
    const from = anyDay(row.followedOn);
    if (from === undefined) return 'unreadableDate';
    const name = cell(row.company);
    return name === '' ? 'unreadableRow' : { kind: 'companyFollow', name, title: '', from };
  },
  take: rememberOwn,
});
