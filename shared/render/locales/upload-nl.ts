import { changesIn, type ImportedTexts, type StopTexts, type UploadTexts } from './upload-texts.ts';
import { isolated, wordsFor } from './words.ts';

const { number, plural } = wordsFor('nl');

export const uploadNl: UploadTexts = {
  heading: 'Export uploaden',
  lead: 'Lever het zipbestand aan zoals het van LinkedIn kwam. Wat er nieuw in is, staat meteen daarna hier.',
  file: 'Je exportbestand',
  hint: 'ZIP of CSV, maximaal 512 MB',
  send: 'Uploaden',
  sending: 'Bezig met uploaden …',
  problem: {
    noFile: 'Er zat geen bestand bij. Kies het zipbestand en dan “Uploaden”.',
    tooLarge: 'Het bestand is groter dan 512 MB. Zo groot is geen LinkedIn-export.',
    broken:
      'Het uploaden is niet gelukt. Laad deze pagina opnieuw en probeer het nog een keer; ze neemt een uur lang een bestand aan.',
  },
  how: {
    heading: 'Zo kom je aan het bestand',
    steps: [
      'Open LinkedIn op een computer; in de app kan het niet.',
      'Instellingen en privacy → Gegevensprivacy → Een kopie van uw gegevens, en kies daar het grotere gegevensarchief.',
      'LinkedIn mailt je het bestand: een eerste na een paar minuten, het volledige binnen 24 uur. De link in de mail is 72 uur geldig.',
      'Neem het bestand met “Complete” in de naam en lever het ongewijzigd aan, zonder het uit te pakken.',
    ],
  },
  kept: (days) =>
    days === undefined
      ? 'Het bestand blijft op deze computer.'
      : `Het bestand wordt na ${number(days)} dagen verwijderd.`,
  result: {
    waiting: {
      heading: 'Wordt gelezen …',
      lead: 'Het resultaat verschijnt hier vanzelf. Je mag de pagina ook sluiten: het bestand wordt hoe dan ook gelezen.',
    },
    late: {
      heading: 'Dit duurt langer dan normaal',
      lead: 'Er is nog geen resultaat. Als het bestand helemaal geüpload was, gaat er niets verloren: kijk later nog eens. Werd het uploaden afgebroken, begin dan opnieuw.',
    },
    accepted: { heading: 'Export geaccepteerd', lead: 'De volgende mail gaat uit van deze stand.' },
    alreadyImported: {
      heading: 'Deze export is er al',
      lead: 'Je contacten zijn op deze stand.',
    },
    held: {
      heading: 'Klopt deze export?',
      lead: 'Hij is nog niet verwerkt; aan je contacten is niets veranderd.',
    },
    taking: {
      heading: 'Wordt verwerkt …',
      lead: 'Je hebt gezegd dat de export klopt. Het resultaat verschijnt hier vanzelf.',
    },
    fileGone: {
      heading: 'Het bestand is er niet meer',
      lead: 'Upload hetzelfde bestand nog een keer: het wordt dan meteen verwerkt, zonder nieuwe vraag.',
    },
    givenUp: {
      heading: 'De export kon niet worden gelezen',
      lead: 'Dat lag aan een fout bij ons; wie Woher beheert, weet ervan. Aan je antwoorden is niets veranderd. Upload het bestand later nog een keer.',
    },
    rejected: { heading: 'Export niet geaccepteerd', lead: 'Aan je contacten is niets veranderd.' },
  },
  override: {
    lead: 'Is het bestand volledig en echt van jou? Laat het dan verwerken. Vraag bij twijfel een nieuwe export aan bij LinkedIn.',
    button: 'De export klopt: toch verwerken',
  },
  lookAgain: 'Nog eens kijken',
  another: 'Een bestand uploaden',
  footer: (until) =>
    `Deze pagina laadt niets van andere servers. De link ernaartoe werkt tot en met ${until}; wie hem heeft, kan exports voor je aanleveren: stuur hem niet door.`,
};

export const stopNl: StopTexts = {
  heading: 'Je mails',
  rhythm: {
    legend: 'Hoe vaak?',
    choice: { monthly: 'elke maand', twoWeekly: 'op de 1e en de 15e', quarterly: 'elke drie maanden' },
  },
  nothingToAsk: {
    legend: 'Als er niets te vragen is',
    choice: { mail: 'een korte mail', noMail: 'geen mail' },
  },
  excerpts: {
    legend: 'Notities en het begin van berichten',
    choice: { keep: 'bewaren', none: 'niet bewaren' },
    hint: 'Hoogstens 160 tekens per tekst, als geheugensteun op de pagina met vragen, nooit in een mail. “Niet bewaren” wist bij het opslaan ook alles wat er al is; terughalen kan alleen door het weer aan te zetten en daarna een export te uploaden.',
  },
  save: 'Opslaan',
  saved: 'Opgeslagen. Wat de mails betreft, geldt het vanaf de volgende.',
  running: {
    heading: 'Geen mails meer?',
    lead: 'Woher vraagt dan niets meer. Je exports en antwoorden blijven bewaard, en je kunt de mails hier weer aanzetten.',
    button: 'Mails stopzetten',
  },
  paused: {
    heading: 'De mails zijn stopgezet',
    lead: (day) =>
      `Sinds ${day} vraagt Woher niets meer. Je exports en antwoorden blijven bewaard, en nieuwe exports worden nog steeds gelezen.`,
    button: 'Mails weer aanzetten',
  },
  resumed:
    'De mails staan weer aan; de volgende komt op het gewone moment, of al snel als er een in de pauze viel.',
  footer:
    'Deze pagina laadt niets van andere servers. De link ernaartoe werkt 180 dagen; wie hem heeft, kan wijzigen hoe vaak mails komen, ze stopzetten, en notities en het begin van berichten wissen: stuur de mail niet door.',
};

export const importedNl: ImportedTexts = {
  contacts: { one: '# contact', other: '# contacten' },
  read: (total, counts) => {
    const changes = changesIn(counts, number, {
      added: 'nieuw',
      edited: 'gewijzigd',
      renamed: 'met een nieuwe naam',
      missing: 'ontbreekt nu',
      gone: 'niet meer verbonden',
      returned: 'weer terug',
      unchanged: 'ongewijzigd',
    });
    return `${total} gelezen${changes === '' ? '' : `: ${changes}`}.`;
  },
  skipped: (rows, reasons) =>
    `${plural(rows, { one: '# regel', other: '# regels' })} overgeslagen: ${reasons}.`,
  absent: (kinds) => `Niet in de export: ${kinds}.`,
  empty: (kinds) => `Wel in de export, maar leeg: ${kinds}.`,
  unreadable: (file, lines, more) =>
    `Niet leesbaar in ${isolated(file)}: regel ${lines}${more ? ' en andere' : ''}.`,
  undated: (file, lines, more) =>
    `Datum niet leesbaar in ${isolated(file)}: regel ${lines}${more ? ' en andere' : ''}; de rest is overgenomen, zonder datum.`,
  leftOut: (file) => `Overgeslagen: ${isolated(file)}, omdat een tweede bestand met deze naam is gelezen.`,
  nulBytes: (file) => `In ${isolated(file)} waren beschadigde plekken (NUL-bytes); die zijn weggelaten.`,
  mojibake: (file) =>
    `In ${isolated(file)} waren letters dubbel gecodeerd (“Ã©” in plaats van “é”); dat is rechtgezet.`,
  strayBytes: (file) =>
    `In ${isolated(file)} waren losse letters niet leesbaar; daar staat het teken “\ufffd”.`,
  otherColumns: (file, columns) =>
    `Kolommen die Woher niet gebruikt in ${isolated(file)}: ${columns.map(isolated).join(', ')}.`,
  otherFiles: (files, more) =>
    `Bestanden die Woher niet gebruikt: ${files.map(isolated).join(', ')}${more === 0 ? '' : ` en nog ${plural(more, { one: '#', other: '#' })}`}.`,
  ownerFoundBy: {
    invitations: 'Je eigen profiel: herkend aan de uitnodigingen.',
    senderName: 'Je eigen profiel: herkend aan de naam boven je berichten.',
    everyConversation: 'Je eigen profiel: eraan herkend dat het in bijna elk gesprek voorkomt.',
    profileOnly: 'Je eigen profiel: alleen de naam is bekend, niet het adres.',
    unknown: 'Je eigen profiel: niet te herkennen.',
  },
  alreadyImported: 'Precies dit bestand is al geïmporteerd; er is niets veranderd.',
  older: 'Er is al een nieuwere export: deze vult alleen aan wat er eerder was.',
  held: {
    tooManyMissing: (missing, expected, mayMiss) =>
      `${missing} van ${expected} contacten ontbreken in deze export; tot ${mayMiss} zouden zonder vraag zijn verwerkt.`,
    canariesMissing: (count, names) =>
      `${count} van de 5 oudste contacten die je behoudt, ontbreken in deze export: ${names}.`,
    otherOwner: 'Deze export hoort bij een ander profiel dan je eerdere exports.',
    kept: 'Er is niets gewijzigd: contacten en antwoorden zijn zoals ze waren.',
    next: 'Een afgebroken of onvolledig bestand ziet er precies zo uit. Vraag bij LinkedIn een nieuwe export aan, of zeg op de pagina dat deze klopt.',
    accept: 'Klopt de export, importeer hem dan nog een keer met --accept-shrink.',
  },
  missingCanary: (name) =>
    `Niet meer aanwezig is ${name}, een van de 5 oudste contacten die je behoudt. Kijk even of dat klopt.`,
  overridden: 'De export werd tegengehouden; je hebt gezegd dat hij klopt.',
};
