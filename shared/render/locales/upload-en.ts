import { changesIn, type ImportedTexts, type StopTexts, type UploadTexts } from './upload-texts.ts';
import { isolated, wordsFor } from './words.ts';

const { number, plural } = wordsFor('en');

export const uploadEn: UploadTexts = {
  heading: 'Upload an export',
  lead: 'Hand in the ZIP file just as it came from LinkedIn. What is new in it is shown here right after.',
  file: 'Your export file',
  hint: 'ZIP or CSV, at most 512 MB',
  send: 'Upload',
  sending: 'Uploading …',
  problem: {
    noFile: 'There was no file. Choose the ZIP file, then "Upload".',
    tooLarge: 'The file is larger than 512 MB. No LinkedIn export is that large.',
    broken: 'The upload did not work. Load this page again and try once more; it takes a file for an hour.',
  },
  how: {
    heading: 'How to get the file',
    steps: [
      'Open LinkedIn on a computer; the app cannot do it.',
      'Settings & Privacy → Data privacy → Get a copy of your data, and choose the larger data archive.',
      'LinkedIn mails you the file: a first one within minutes, the complete one within 24 hours. The link in the mail works for 72 hours.',
      'Take the file with "Complete" in its name and hand it in unchanged, without unpacking it.',
    ],
  },
  kept: (days) =>
    days === undefined
      ? 'The file stays on this machine.'
      : `The file is deleted after ${number(days)} days.`,
  result: {
    waiting: {
      heading: 'Reading …',
      lead: 'The result appears here by itself. You may also close the page: the file is read all the same.',
    },
    late: {
      heading: 'This takes longer than usual',
      lead: 'There is no result yet. If the file was uploaded completely, nothing is lost: look again later. If the upload broke off, start over.',
    },
    accepted: { heading: 'Export accepted', lead: 'The next mail will rest on it.' },
    alreadyImported: {
      heading: 'This export is here already',
      lead: 'Your contacts are up to date with it.',
    },
    held: {
      heading: 'Is this export right?',
      lead: 'It is not taken in yet; nothing has changed about your contacts.',
    },
    taking: {
      heading: 'Taking it in …',
      lead: 'You said that the export is right. The result appears here by itself.',
    },
    fileGone: {
      heading: 'The file is no longer here',
      lead: 'Upload the same file once more: it is then taken in at once, without another question.',
    },
    givenUp: {
      heading: 'The export could not be read',
      lead: 'That was a fault of ours; whoever runs Woher knows of it. Nothing has changed about your answers. Upload the file again later.',
    },
    rejected: { heading: 'Export not accepted', lead: 'Nothing has changed about your contacts.' },
  },
  override: {
    lead: 'Is the file complete and really yours? Then take it in. If in doubt, ask LinkedIn for a new export.',
    button: 'The export is right: take it in anyway',
  },
  lookAgain: 'Look again',
  another: 'Upload a file',
  footer: (until) =>
    `This page loads nothing from other servers. Its link works until ${until}, and whoever has it can hand in exports for you: do not forward it.`,
};

export const stopEn: StopTexts = {
  heading: 'Your mails',
  rhythm: {
    legend: 'How often?',
    choice: { monthly: 'every month', twoWeekly: 'on the 1st and 15th', quarterly: 'every three months' },
  },
  nothingToAsk: {
    legend: 'When there is nothing to ask',
    choice: { mail: 'a short mail', noMail: 'no mail' },
  },
  excerpts: {
    legend: 'Notes and openings of messages',
    choice: { keep: 'keep', none: 'do not keep' },
    hint: 'At most 160 characters of each, to help your memory on the page with the questions, never in a mail. “Do not keep” also erases those that are there when you save; to get them back you have to switch them on again and then upload an export.',
  },
  save: 'Save',
  saved: 'Saved. For the mails it holds from the next one on.',
  running: {
    heading: 'No more mails?',
    lead: 'Woher then stops asking. Your exports and answers are kept, and you can turn the mails on again here.',
    button: 'Stop the mails',
  },
  paused: {
    heading: 'The mails are stopped',
    lead: (day) =>
      `Woher has not asked since ${day}. Your exports and answers are kept, and new exports are still read.`,
    button: 'Turn the mails on again',
  },
  resumed:
    'The mails are on again; the next one comes at the usual time, or soon if one was due while they were off.',
  footer:
    'This page loads nothing from other servers. Its link works for 180 days, and whoever has it can change how often mails come, stop them, and erase notes and openings of messages: do not forward the mail.',
};

export const importedEn: ImportedTexts = {
  contacts: { one: '# contact', other: '# contacts' },
  read: (total, counts) => {
    const changes = changesIn(counts, number, {
      added: 'new',
      edited: 'edited',
      renamed: 'renamed',
      missing: 'missing',
      gone: 'no longer connected',
      returned: 'back again',
      unchanged: 'unchanged',
    });
    return `${total} read${changes === '' ? '' : `: ${changes}`}.`;
  },
  skipped: (rows, reasons) => `${plural(rows, { one: '# row', other: '# rows' })} left out: ${reasons}.`,
  absent: (kinds) => `Not in the export: ${kinds}.`,
  empty: (kinds) => `In the export, but empty: ${kinds}.`,
  unreadable: (file, lines, more) =>
    `Not readable in ${isolated(file)}: line ${lines}${more ? ' and others' : ''}.`,
  undated: (file, lines, more) =>
    `Dates not readable in ${isolated(file)}: line ${lines}${more ? ' and others' : ''}; the rest of it is taken, without a date.`,
  leftOut: (file) => `Left out: ${isolated(file)}, because a second file of this name was read.`,
  nulBytes: (file) => `There were damaged places in ${isolated(file)} (NUL bytes); they are dropped.`,
  mojibake: (file) => `Letters in ${isolated(file)} were encoded twice (“Ã©” for “é”); they are put right.`,
  strayBytes: (file) =>
    `Single letters in ${isolated(file)} could not be read; the sign “\ufffd” stands in their place.`,
  otherColumns: (file, columns) =>
    `Columns that Woher does not use in ${isolated(file)}: ${columns.map(isolated).join(', ')}.`,
  otherFiles: (files, more) =>
    `Files that Woher does not use: ${files.map(isolated).join(', ')}${more === 0 ? '' : ` and ${plural(more, { one: '# other', other: '# others' })}`}.`,
  ownerFoundBy: {
    invitations: 'Your own profile: told by the invitations.',
    senderName: 'Your own profile: told by the name above your messages.',
    everyConversation: 'Your own profile: told by being in nearly every conversation.',
    profileOnly: 'Your own profile: the name alone is known, not the address.',
    unknown: 'Your own profile: not to be told.',
  },
  alreadyImported: 'This very file is imported already; nothing has changed.',
  older: 'A newer export is here already: this one only adds what was before.',
  held: {
    tooManyMissing: (missing, expected, mayMiss) =>
      `${missing} of ${expected} contacts are missing in this export; up to ${mayMiss} would have been taken in without a question.`,
    canariesMissing: (count, names) =>
      `${count} of the 5 oldest contacts that you keep are missing in this export: ${names}.`,
    otherOwner: 'This export belongs to another profile than yours so far.',
    kept: 'Nothing was changed: contacts and answers are as they were.',
    next: 'A file that broke off or is incomplete looks just like this. Ask LinkedIn for a new export, or say on the page that this one is right.',
    accept: 'If the export is right, import it once more with --accept-shrink.',
  },
  missingCanary: (name) =>
    `No longer there is ${name}, one of the 5 oldest contacts that you keep. Have a look whether that is right.`,
  overridden: 'The export was held; you said that it is right.',
};
