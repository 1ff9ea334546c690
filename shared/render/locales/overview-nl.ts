import { words } from './base-nl.ts';
import type { OverviewTexts } from './overview-texts.ts';

const { day, number, percent, plural } = words;

/** Dutch, the person addressed with "je". */
export const overviewNl: OverviewTexts = {
  link: 'Wie zitten erin? Het overzicht',
  heading: 'Wie zitten erin?',
  asOf: (at) => `Stand: export van ${day(at)}`,
  noContacts: 'Er is nog geen export met contacten geaccepteerd.',
  settled: ({ count, total }) =>
    `uitgezocht: bij ${number(count)} van ${plural(total, { one: '# contact', other: '# contacten' })} is de herkomst bekend, of je behoudt ze.`,
  sections: {
    status: 'Herkomst',
    origin: 'Waar jullie elkaar van kennen',
    employer: 'Werkgevers',
    growth: 'Groei',
    wrote: 'Gesprekken op LinkedIn',
    year: 'Jaar na jaar',
    habits: 'Je eigen gewoonten',
  },
  leads: {
    origin:
      'Iedereen met bekende herkomst: volgens je antwoord, anders volgens het sterkste spoor in je bestanden.',
    growth:
      'Hoeveel van je huidige contacten aan het eind van elk jaar al verbonden waren. Wie sindsdien vertrok, telt niet mee; het laatste jaar loopt tot de export.',
    year: 'Beiden schreven: van wie er dat jaar bij kwamen en van wie de exports gesprekken konden tonen, het deel waarbij jullie beiden op LinkedIn schreven, aan elkaar of in een kleine groep. Waar de exports niets over zeggen, telt niet als stilte.',
    habits: 'Een spiegel, geen oordeel: wat je exports over jezelf laten zien, en alleen dat.',
  },
  answered: 'Door jou gezegd',
  explained: 'In je bestanden gevonden',
  others: (employers) => plural(employers, { one: 'één andere', other: '# andere werkgevers' }),
  without: 'zonder, zelfstandig en dergelijke',
  onTop: 'bovenaan: nieuw in het jaar',
  columns: { year: 'Jaar', came: 'nieuw', total: 'totaal', both: 'beiden schreven' },
  both: (both, seen) => `${percent(both / seen)} (${number(both)} van ${number(seen)})`,
  unseen: (count) => `${number(count)} niet te zeggen`,
  invitations: ({ exports, from, to }) =>
    `Uitnodigingen uit ${plural(exports, { one: 'één export', other: '# exports' })} (${from === to ? day(to) : `${day(from)} tot ${day(to)}`}). LinkedIn toont daar vooral openstaande en recente; geaccepteerde ontbreken meestal.`,
  habit: ({ sameTextFrom, bulkAbove }) => ({
    sent: 'uitnodigingen van jou',
    withoutNote: 'zonder een eigen woord',
    sameText: `met dezelfde tekst aan ${number(sameTextFrom)} of meer`,
    bulk: `op dagen met meer dan ${number(bulkAbove)}`,
  }),
  inYear: (year, { sent, withoutNote, sameText, bulk }) =>
    `${year}: ${number(sent)}, waarvan ${number(withoutNote)} zonder woorden, ${number(sameText)} met dezelfde tekst, ${number(bulk)} op volle dagen`,
  messages: ({ until, afterDays }) =>
    `Berichten op LinkedIn tot ${day(until)}, zonder groeten met één knop; geteld wordt vanaf ${number(afterDays)} dagen zonder antwoord.`,
  longest: (name, since) => `Het langst: ${name}, sinds ${day(since)}.`,
  notThere: {
    invitations: 'Uitnodigingen: in geen export was iets om te bekijken (Invitations.csv).',
    messages: 'Berichten: in geen export was iets om te bekijken (messages.csv).',
  },
  noContact: 'geen contact',
  more: (count) => `en nog ${number(count)}.`,
};
