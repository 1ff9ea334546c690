import type { Rhythm } from '../../domain/owner.ts';
import type { WelcomeTexts } from './welcome-texts.ts';

const often: Readonly<Record<Rhythm, string>> = {
  monthly: 'Once a month',
  twoWeekly: 'Twice a month',
  quarterly: 'Once a quarter',
};
const onDays: Readonly<Record<Rhythm, string>> = {
  monthly: 'on the first of each month',
  twoWeekly: 'on the 1st and the 15th of each month',
  quarterly: 'on the first of January, April, July and October',
};

/** English, with British dates. */
export const welcomeEn: WelcomeTexts = {
  subject: 'Welcome to Woher: two steps to the first question',
  summary: 'Two steps, about 5 minutes: ask LinkedIn for your data, upload the ZIP file',
  heading: 'Welcome to Woher',
  about: (rhythm) => [
    `${often[rhythm]} Woher asks you in a mail about a handful of your LinkedIn contacts: how do we know each other?`,
    'You answer with a click (keep, remove or later), and Woher remembers the answer.',
    'Woher only reads the export that LinkedIn gives you of your data, signs in nowhere for you and removes nobody itself.',
  ],
  ask: {
    heading: '1. Ask LinkedIn for your data',
    lines: [
      'Often a first file (“Basic”) comes after a few minutes that may lack the messages: better wait for the second one.',
      'The link in the mail from LinkedIn is good for 72 hours.',
    ],
  },
  upload: {
    heading: '2. Upload the ZIP file',
    lead: 'As it came from LinkedIn, without unpacking it.',
    button: 'Upload the export',
    validUntil: (day) =>
      `The address is good until ${day}, for further exports too. Whoever knows it can upload in your name: do not pass it on.`,
  },
  after: {
    heading: 'And then',
    lines: (rhythm) => [
      `Right after the first export comes the first mail with questions, from then on at 8 in the morning ${onDays[rhythm]}.`,
      'Without an export nothing happens.',
    ],
  },
  help: {
    heading: 'Questions?',
    lines: ['Just answer this mail: it goes to the person who set Woher up for you.'],
  },
  stop: 'Change how often, or stop the mails',
};
