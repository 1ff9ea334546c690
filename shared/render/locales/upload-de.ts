import { changesIn, type ImportedTexts, type StopTexts, type UploadTexts } from './upload-texts.ts';
import { isolated, wordsFor } from './words.ts';

const { number, plural } = wordsFor('de');

export const uploadDe: UploadTexts = {
  heading: 'Export hochladen',
  lead: 'Gib die ZIP-Datei so ab, wie sie von LinkedIn kam. Was darin neu ist, steht gleich danach hier.',
  file: 'Deine Export-Datei',
  hint: 'ZIP oder CSV, höchstens 512 MB',
  send: 'Hochladen',
  sending: 'Wird hochgeladen …',
  problem: {
    noFile: 'Es war keine Datei dabei. Wähle die ZIP-Datei aus, dann „Hochladen“.',
    tooLarge: 'Die Datei ist größer als 512 MB. So groß ist kein LinkedIn-Export.',
    broken:
      'Das Hochladen hat nicht geklappt. Lade diese Seite neu und versuche es noch einmal; sie nimmt eine Stunde lang eine Datei an.',
  },
  how: {
    heading: 'So kommst du an die Datei',
    steps: [
      'Öffne LinkedIn am Rechner; in der App geht es nicht.',
      'Einstellungen & Datenschutz → Datenschutz → Kopie Ihrer Daten anfordern, dort das große Datenarchiv wählen.',
      'LinkedIn schickt dir eine Mail mit der Datei: eine erste nach Minuten, die vollständige binnen 24 Stunden. Der Link darin gilt 72 Stunden.',
      'Nimm die Datei mit „Complete“ im Namen und gib sie unverändert ab, ohne sie zu entpacken.',
    ],
  },
  kept: (days) =>
    days === undefined
      ? 'Die Datei bleibt auf diesem Rechner.'
      : `Die Datei wird nach ${number(days)} Tagen gelöscht.`,
  result: {
    waiting: {
      heading: 'Wird gelesen …',
      lead: 'Das Ergebnis erscheint hier von selbst. Du kannst die Seite auch schließen: Gelesen wird die Datei trotzdem.',
    },
    late: {
      heading: 'Das dauert länger als sonst',
      lead: 'Noch gibt es kein Ergebnis. Wenn die Datei ganz hochgeladen war, geht nichts verloren: Sieh später noch einmal nach. Brach das Hochladen ab, dann beginne von vorn.',
    },
    accepted: { heading: 'Export angenommen', lead: 'Die nächste Mail beruht auf diesem Stand.' },
    alreadyImported: {
      heading: 'Diesen Export gibt es schon',
      lead: 'Deine Kontakte sind auf diesem Stand.',
    },
    held: {
      heading: 'Stimmt dieser Export?',
      lead: 'Er ist noch nicht übernommen; an deinen Kontakten hat sich nichts geändert.',
    },
    taking: {
      heading: 'Wird übernommen …',
      lead: 'Du hast gesagt, dass der Export stimmt. Das Ergebnis erscheint hier von selbst.',
    },
    fileGone: {
      heading: 'Die Datei ist nicht mehr da',
      lead: 'Lade dieselbe Datei noch einmal hoch: Sie wird dann gleich übernommen, ohne weitere Frage.',
    },
    givenUp: {
      heading: 'Der Export konnte nicht gelesen werden',
      lead: 'Das lag an einem Fehler bei uns; wer Woher betreibt, weiß davon. An deinen Antworten hat sich nichts geändert. Lade die Datei später noch einmal hoch.',
    },
    rejected: { heading: 'Export nicht angenommen', lead: 'An deinen Kontakten hat sich nichts geändert.' },
  },
  override: {
    lead: 'Ist die Datei vollständig und wirklich deine? Dann übernimm sie. Im Zweifel fordere bei LinkedIn einen neuen Export an.',
    button: 'Der Export stimmt: trotzdem übernehmen',
  },
  lookAgain: 'Noch einmal nachsehen',
  another: 'Eine Datei hochladen',
  footer: (until) =>
    `Diese Seite lädt nichts von anderen Servern. Der Link darauf gilt bis zum ${until}; wer ihn hat, kann Exporte für dich abgeben: Leite ihn nicht weiter.`,
};

export const stopDe: StopTexts = {
  heading: 'Deine Mails',
  rhythm: {
    legend: 'Wie oft?',
    choice: { monthly: 'jeden Monat', twoWeekly: 'am 1. und 15.', quarterly: 'alle drei Monate' },
  },
  nothingToAsk: {
    legend: 'Wenn es nichts zu fragen gibt',
    choice: { mail: 'kurze Mail', noMail: 'keine Mail' },
  },
  excerpts: {
    legend: 'Notizen und Anfänge von Nachrichten',
    choice: { keep: 'aufbewahren', none: 'nicht aufbewahren' },
    hint: 'Höchstens 160 Zeichen je Text, als Gedächtnisstütze auf der Seite mit den Fragen, nie in einer Mail. „Nicht aufbewahren“ löscht beim Speichern auch alle, die schon da sind; zurückholen lassen sie sich nur, indem du sie wieder einschaltest und danach einen Export hochlädst.',
  },
  save: 'Speichern',
  saved: 'Gespeichert. Was die Mails angeht, gilt es ab der nächsten.',
  running: {
    heading: 'Keine Mails mehr?',
    lead: 'Woher fragt dann nicht mehr. Deine Exporte und Antworten bleiben erhalten, und du kannst die Mails hier wieder einschalten.',
    button: 'Mails abstellen',
  },
  paused: {
    heading: 'Die Mails sind abgestellt',
    lead: (day) =>
      `Seit dem ${day} fragt Woher nicht mehr. Deine Exporte und Antworten bleiben erhalten, und neue Exporte werden weiter gelesen.`,
    button: 'Mails wieder einschalten',
  },
  resumed:
    'Die Mails sind wieder eingeschaltet; die nächste kommt zum üblichen Termin, oder schon bald, wenn einer in die Pause fiel.',
  footer:
    'Diese Seite lädt nichts von anderen Servern. Der Link darauf gilt 180 Tage; wer ihn hat, kann ändern, wie oft Mails kommen, sie abstellen, und Notizen und Anfänge von Nachrichten löschen: Leite die Mail nicht weiter.',
};

export const importedDe: ImportedTexts = {
  contacts: { one: '# Kontakt', other: '# Kontakte' },
  read: (total, counts) => {
    const changes = changesIn(counts, number, {
      added: 'neu',
      edited: 'geändert',
      renamed: 'umbenannt',
      missing: 'nicht mehr dabei',
      gone: 'nicht mehr verbunden',
      returned: 'wieder da',
      unchanged: 'unverändert',
    });
    return `${total} gelesen${changes === '' ? '' : `: ${changes}`}.`;
  },
  skipped: (rows, reasons) =>
    `${plural(rows, { one: '# Zeile', other: '# Zeilen' })} ausgelassen: ${reasons}.`,
  absent: (kinds) => `Nicht im Export: ${kinds}.`,
  empty: (kinds) => `Im Export, aber leer: ${kinds}.`,
  unreadable: (file, lines, more) =>
    `Nicht lesbar in ${isolated(file)}: Zeile ${lines}${more ? ' und weitere' : ''}.`,
  undated: (file, lines, more) =>
    `Datum nicht lesbar in ${isolated(file)}: Zeile ${lines}${more ? ' und weitere' : ''}; das Übrige ist übernommen, ohne Datum.`,
  leftOut: (file) => `Ausgelassen: ${isolated(file)}, weil eine zweite Datei dieses Namens gelesen wurde.`,
  nulBytes: (file) => `In ${isolated(file)} waren beschädigte Stellen (NUL-Bytes); sie sind weggelassen.`,
  mojibake: (file) =>
    `In ${isolated(file)} waren Umlaute doppelt kodiert („Ã©“ für „é“); sie sind berichtigt.`,
  strayBytes: (file) =>
    `In ${isolated(file)} waren einzelne Buchstaben nicht lesbar; dort steht das Zeichen „\ufffd“.`,
  otherColumns: (file, columns) =>
    `Spalten, die Woher nicht nutzt, in ${isolated(file)}: ${columns.map(isolated).join(', ')}.`,
  otherFiles: (files, more) =>
    `Dateien, die Woher nicht nutzt: ${files.map(isolated).join(', ')}${more === 0 ? '' : ` und ${plural(more, { one: '# weitere', other: '# weitere' })}`}.`,
  ownerFoundBy: {
    invitations: 'Dein eigenes Profil: an den Einladungen erkannt.',
    senderName: 'Dein eigenes Profil: am Namen über deinen Nachrichten erkannt.',
    everyConversation: 'Dein eigenes Profil: daran erkannt, dass es in fast jeder Konversation vorkommt.',
    profileOnly: 'Dein eigenes Profil: Bekannt ist nur der Name, nicht die Adresse.',
    unknown: 'Dein eigenes Profil: nicht zu erkennen.',
  },
  alreadyImported: 'Genau diese Datei ist schon importiert; es hat sich nichts geändert.',
  older: 'Ein neuerer Export ist schon da: Dieser ergänzt nur, was früher war.',
  held: {
    tooManyMissing: (missing, expected, mayMiss) =>
      `${missing} von ${expected} Kontakten fehlen in diesem Export; bis zu ${mayMiss} wären ohne Nachfrage übernommen worden.`,
    canariesMissing: (count, names) =>
      `${count} der 5 ältesten Kontakte, die du behältst, fehlen in diesem Export: ${names}.`,
    otherOwner: 'Dieser Export gehört zu einem anderen Profil als deine bisherigen.',
    kept: 'Es ist nichts geändert worden: Kontakte und Antworten sind, wie sie waren.',
    next: 'Eine abgebrochene oder unvollständige Datei sieht genau so aus. Fordere bei LinkedIn einen neuen Export an, oder sage auf der Seite, dass dieser stimmt.',
    accept: 'Stimmt der Export, dann importiere ihn noch einmal mit --accept-shrink.',
  },
  missingCanary: (name) =>
    `Nicht mehr dabei ist ${name}, einer der 5 ältesten Kontakte, die du behältst. Sieh nach, ob das stimmt.`,
  overridden: 'Der Export war zurückgehalten; du hast gesagt, dass er stimmt.',
};
