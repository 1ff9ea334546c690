import { words } from './base-de.ts';
import type { OverviewTexts } from './overview-texts.ts';

const { day, number, percent, plural } = words;

/** German, the person addressed with "du". */
export const overviewDe: OverviewTexts = {
  link: 'Wer ist da so drin? Der Überblick',
  heading: 'Wer ist da so drin?',
  asOf: (at) => `Stand: Export vom ${day(at)}`,
  noContacts: 'Noch kein Export mit Kontakten ist angenommen.',
  settled: ({ count, total }) =>
    `geklärt: Bei ${number(count)} von ${plural(total, { one: '# Kontakt', other: '# Kontakten' })} ist die Herkunft bekannt, oder du behältst sie.`,
  sections: {
    status: 'Herkunft',
    origin: 'Woher ihr euch kennt',
    employer: 'Arbeitgeber',
    growth: 'Wachstum',
    wrote: 'Gespräche auf LinkedIn',
    year: 'Jahr für Jahr',
    habits: 'Deine eigenen Gewohnheiten',
  },
  leads: {
    origin:
      'Alle mit bekannter Herkunft: nach deiner Antwort, sonst nach der stärksten Spur in deinen Dateien.',
    growth:
      'Wie viele deiner heutigen Kontakte am Ende jedes Jahres schon verbunden waren. Wer seither ging, ist nicht mitgezählt; das letzte Jahr reicht bis zum Export.',
    year: 'Beide schrieben: von denen, die im Jahr hinzukamen und deren Gespräche die Exporte zeigen konnten, der Anteil, bei dem ihr beide auf LinkedIn geschrieben habt, einander oder in einer kleinen Gruppe. Worüber die Exporte nichts sagen, zählt nicht als Schweigen.',
    habits: 'Ein Spiegel, kein Urteil: was deine Exporte von dir selbst zeigen, und nur das.',
  },
  answered: 'Von dir gesagt',
  explained: 'In deinen Dateien gefunden',
  others: (employers) => plural(employers, { one: 'ein weiterer', other: '# weitere Arbeitgeber' }),
  without: 'ohne, selbstständig und Ähnliches',
  onTop: 'oben: neu im Jahr',
  columns: { year: 'Jahr', came: 'neu', total: 'gesamt', both: 'beide schrieben' },
  both: (both, seen) => `${percent(both / seen)} (${number(both)} von ${number(seen)})`,
  unseen: (count) => `${number(count)} nicht zu sagen`,
  invitations: ({ exports, from, to }) =>
    `Einladungen aus ${plural(exports, { one: 'einem Export', other: '# Exporten' })} (${from === to ? day(to) : `${day(from)} bis ${day(to)}`}). LinkedIn führt dort vor allem offene und neue auf; angenommene fehlen meist.`,
  habit: ({ sameTextFrom, bulkAbove }) => ({
    sent: 'Einladungen von dir',
    withoutNote: 'ohne ein eigenes Wort',
    sameText: `mit demselben Text an ${number(sameTextFrom)} oder mehr`,
    bulk: `an Tagen mit mehr als ${number(bulkAbove)}`,
  }),
  inYear: (year, { sent, withoutNote, sameText, bulk }) =>
    `${year}: ${number(sent)}, davon ${number(withoutNote)} ohne Worte, ${number(sameText)} mit gleichem Text, ${number(bulk)} an vollen Tagen`,
  messages: ({ until, afterDays }) =>
    `Nachrichten auf LinkedIn bis zum ${day(until)}, ohne Grüße auf Knopfdruck; gezählt wird ab ${number(afterDays)} Tagen ohne Antwort.`,
  longest: (name, since) => `Am längsten: ${name}, seit dem ${day(since)}.`,
  notThere: {
    invitations: 'Einladungen: In keinem Export war etwas zum Nachsehen (Invitations.csv).',
    messages: 'Nachrichten: In keinem Export war etwas zum Nachsehen (messages.csv).',
  },
  noContact: 'kein Kontakt',
  more: (count) => `und ${number(count)} weitere.`,
};
