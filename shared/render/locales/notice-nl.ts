import type { NoticeTexts } from './notice-texts.ts';
import { isolated } from './words.ts';

/** Dutch, the person addressed with "je". */
export const noticeNl: NoticeTexts = {
  rejected: {
    subject: 'Je LinkedIn-export is niet geaccepteerd',
    summary: 'Aan je contacten is niets veranderd; hier staat waar het aan lag',
    heading: 'Export niet geaccepteerd',
    button: 'Resultaat bekijken',
  },
  held: {
    subject: 'Klopt je LinkedIn-export? Hij wacht op jou',
    summary: 'Hij is nog niet verwerkt; aan je contacten is niets veranderd',
    heading: 'Klopt deze export?',
    button: 'Bekijken en beslissen',
  },
  file: (name) => `Het bestand: ${isolated(name)}`,
  validUntil: (day) =>
    `De link werkt tot ${day}. Wie hem heeft, kan namens jou uploaden en beslissen: geef hem niet door.`,
};
