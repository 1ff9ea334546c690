import { people, words } from './base-de.ts';
import type { MailTexts } from './mail-texts.ts';
import { noticeDe } from './notice-de.ts';
import { welcomeDe } from './welcome-de.ts';
import { isolated } from './words.ts';

const { number, list, plural } = words;

/** What the mails say in this language. */
export const mailDe: MailTexts = {
  subject: ({ questions, ofContacts, month: when, names }) => {
    if (questions === 0) return `Nichts zu fragen (${when})`;
    const who = questions > names.length ? `${names.join(', ')} …` : list(names);
    const count = ofContacts
      ? `${plural(questions, { one: '# Kontakt', other: '# Kontakte' })}, eine Frage`
      : plural(questions, { one: '# Frage', other: '# Fragen' });
    return `${count}${names.length > 0 ? `: ${who}` : ''} (${when})`;
  },
  summary: ({ month: when, questions, minutes, open }) =>
    questions === 0
      ? `${when} · 0 Fragen, 0 Minuten · diesmal gibt es nichts zu tun`
      : [
          when,
          plural(questions, { one: '# Frage', other: '# Fragen' }),
          `etwa ${plural(minutes, { one: '# Minute', other: '# Minuten' })}`,
          open > questions ? `${number(open)} insgesamt offen` : 'damit ist alles beantwortet',
        ].join(' · '),
  half: (month) => `Mitte ${month}`,
  heading: 'Woher kennen wir uns?',
  nothingToAsk: 'Diesmal gibt es nichts zu fragen.',
  looked: ({ contacts, exported }) =>
    `Angesehen: ${plural(contacts, { one: '# Kontakt', other: '# Kontakte' })} im LinkedIn-Export vom ${exported}.`,
  next: (when) => `Das nächste Mal sieht Woher am ${when} nach.`,
  sinceLast: ({ kept, removed, done: proved, muted, later, asked, groups, invitations, pairs }) => {
    const provedToo = proved > 0 ? ` (${number(proved)} davon nachweislich entfernt)` : '';
    const done = [
      ...(kept > 0 ? [`${number(kept)} behalten`] : []),
      ...(removed > 0 ? [`${number(removed)} zum Entfernen vorgemerkt${provedToo}`] : []),
      ...(muted > 0 ? [`${number(muted)} stummgeschaltet`] : []),
      ...(later > 0 ? [`${number(later)} auf später verschoben`] : []),
      ...(asked > 0 ? [`${number(asked)}-mal nachgefragt`] : []),
      ...(groups > 0
        ? [plural(groups, { one: '# Gruppe beantwortet', other: '# Gruppen beantwortet' })]
        : []),
      ...(invitations > 0
        ? [plural(invitations, { one: '# Einladung beantwortet', other: '# Einladungen beantwortet' })]
        : []),
      ...(pairs > 0 ? [plural(pairs, { one: '# Paar verglichen', other: '# Paare verglichen' })] : []),
    ];
    return `Seit dem letzten Mal: ${done.length === 0 ? 'keine Antworten' : done.join(', ')}.`;
  },
  settled: ({ count, total }) =>
    `${number(count)} von ${plural(total, { one: '# Kontakt', other: '# Kontakten' })} geklärt` +
    `${total > 0 ? `, das sind ${words.percent(count / total)}` : ''}`,
  all: (questions) =>
    questions === 1
      ? 'Die Frage auf einer Seite beantworten'
      : `Alle ${number(questions)} auf einer Seite beantworten`,
  connectedSince: (when) => `verbunden seit ${when}`,
  invited: (when) => `Einladung vom ${when}`,
  members: people,
  keepNeedsReason: 'Behalten braucht hier einen Grund; den schreibst du auf der Seite dazu.',
  decideNow: 'Verschieben geht hier nicht mehr: Jetzt ist eine Entscheidung dran.',
  unconfirmed: {
    answered: (day) => `Eine Antwort vom ${day} gilt nicht: Sie kam schneller, als jemand drücken kann.`,
    takenBack: (day) =>
      `Dass am ${day} eine Antwort zurückgenommen wurde, gilt nicht: Es ging schneller, als jemand drücken kann.`,
  },
  putOff: {
    ask: (day) => `Am ${day} wolltest du nachfragen.`,
    later: (day) => `Am ${day} auf später verschoben.`,
  },
  jobAt: ({ position, company }) =>
    position !== undefined && company !== undefined
      ? `${isolated(position)} bei ${isolated(company)}`
      : isolated(position ?? company ?? ''),
  button: {
    keep: { before: '', after: 'behalten' },
    remove: { before: '', after: 'entfernen' },
    later: { before: '', after: 'später' },
    keepWithReason: { before: '', after: 'behalten, mit Grund' },
    accept: { before: '', after: 'annehmen' },
    decline: { before: '', after: 'ablehnen' },
    group: { before: 'Gemeinsam beantworten:', after: '' },
    pair: { before: '', after: 'vergleichen' },
    removals: { before: 'Liste öffnen:', after: '' },
  },
  footer: {
    heading: 'Gut zu wissen',
    notAsked: (count) =>
      plural(count, {
        one: 'Eine weitere Frage passt nicht in diese Mail; sie kommt nach der letzten Antwort auf der Seite, sonst beim nächsten Mal.',
        other:
          '# weitere Fragen passen nicht in diese Mail; sie kommen nach der letzten Antwort auf der Seite, sonst beim nächsten Mal.',
      }),
    pageOnly: (count) =>
      plural(count, {
        one: 'Eine weitere Frage dieser Runde passt nicht in diese Mail; sie steht auf der Seite mit allen.',
        other:
          '# weitere Fragen dieser Runde passen nicht in diese Mail; sie stehen auf der Seite mit allen.',
      }),
    howToAnswer:
      'Jeder Knopf öffnet eine Seite, auf der du noch einmal bestätigst: Erst das zählt, und auch dann kannst du es dir noch anders überlegen.',
    invitations:
      'Einladungen annehmen oder ablehnen kannst du nur auf LinkedIn selbst; Woher merkt sich, wie du dich entscheidest.',
    stillThere: (count) =>
      plural(count, {
        one: '# Kontakt, den du entfernen wolltest, ist im letzten Export noch da.',
        other: '# Kontakte, die du entfernen wolltest, sind im letzten Export noch da.',
      }),
    done: (count) =>
      plural(count, {
        one: '# vorgemerkter Kontakt ist tatsächlich entfernt.',
        other: '# vorgemerkte Kontakte sind tatsächlich entfernt.',
      }),
    removals: 'Liste der vorgemerkten Kontakte öffnen',
    left: ({ count, total }) =>
      count === total
        ? plural(count, {
            one: '# Kontakt ist nicht mehr mit dir verbunden.',
            other: '# Kontakte sind nicht mehr mit dir verbunden.',
          })
        : `Seit dem letzten Mal ${plural(count, { one: 'ist # weiterer Kontakt', other: 'sind # weitere Kontakte' })} nicht mehr mit dir verbunden, ` +
          `insgesamt sind es ${number(total)}; auf der Seite stehen die neuesten oben.`,
    whoLeft: 'Wer nicht mehr verbunden ist',
    nothingHappens: 'Ohne deinen Klick geschieht nichts, und Woher selbst entfernt niemanden auf LinkedIn.',
    exported: (when) => `Grundlage ist dein LinkedIn-Export vom ${when}.`,
    freshExport: 'Er ist älter als 60 Tage: Ein neuer macht die Fragen genauer.',
    withoutMessages: (count) =>
      plural(count, {
        one: 'Bei # Kontakt lässt sich nichts sagen, solange kein Export die Nachrichten (messages.csv) enthält.',
        other:
          'Bei # Kontakten lässt sich nichts sagen, solange kein Export die Nachrichten (messages.csv) enthält.',
      }),
    upload: 'Einen neuen Export hochladen',
    stop: 'Häufigkeit ändern oder Mails abstellen',
  },
  welcome: welcomeDe,
  notice: noticeDe,
};
