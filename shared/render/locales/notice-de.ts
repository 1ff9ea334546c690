import type { NoticeTexts } from './notice-texts.ts';
import { isolated } from './words.ts';

/** German, the person addressed with "du". */
export const noticeDe: NoticeTexts = {
  rejected: {
    subject: 'Dein LinkedIn-Export wurde nicht angenommen',
    summary: 'An deinen Kontakten hat sich nichts geändert; hier steht, woran es lag',
    heading: 'Export nicht angenommen',
    button: 'Ergebnis ansehen',
  },
  held: {
    subject: 'Stimmt dein LinkedIn-Export? Er wartet auf dich',
    summary: 'Er ist noch nicht übernommen; an deinen Kontakten hat sich nichts geändert',
    heading: 'Stimmt dieser Export?',
    button: 'Ansehen und entscheiden',
  },
  file: (name) => `Die Datei: ${isolated(name)}`,
  validUntil: (day) =>
    `Die Adresse gilt bis zum ${day}. Wer sie kennt, kann in deinem Namen hochladen und entscheiden: Gib sie nicht weiter.`,
};
